import type { Browser } from 'playwright-core';
import { expect, test } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});

test.skipIf(!findChromium())(
  'a coordinator writes a curriculum, names it on a training, and types in five sheets by the keyboard alone',
  async () => {
    const [event] = await served.office.exec<{ id: string }>(
      `with e as (insert into events (title, kind, starts_at, ends_at) values ('Open Data for neighbors', 'training', now() - interval '3 hours', now() - interval '1 hour') returning id),
         l as (insert into event_languages (event_id, language) select id, 'es' from e)
       select id from e`,
    );
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/events/curricula/create');
    await page.getByLabel('Name').fill('Open Data 101');
    await page.getByLabel('Hours').fill('1.5');
    const material = page.locator('.materials li');
    await choose(page, material.getByRole('combobox'), 'English', 'English');
    await material.getByLabel('Title', { exact: true }).fill('Slides');
    await material.getByLabel('Link', { exact: true }).fill('https://example.org/slides');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save curriculum' }).click();
    await page.getByRole('link', { name: 'Open Data 101, edition 1' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await page.goto(`${served.url}/events/${event?.id}?tab=training`);
    await choose(page, page.getByRole('combobox', { name: 'Curriculum' }), 'Open Data 101');
    await page.getByText('No materials in Spanish.').waitFor();
    await page.getByLabel('Before', { exact: true }).focus();
    for (const [n, sheet] of ['13', '24', '25', '33', '14'].entries()) {
      for (const digit of sheet) await page.keyboard.press(digit);
      await page.keyboard.press('Enter');
      await page.getByText(`${n + 1} sheet`).waitFor();
    }
    await page.getByText('From 2 to 4 of 5, in the middle.').waitFor();
    await page.getByText('5 ratings. Higher afterwards: 4.').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    const phone = await signIn(browser, served.url, served.accounts.viewer, `/events/${event?.id}?tab=training`, {
      width: 390,
      height: 844,
      dark: true,
    });
    await phone.getByText('From 2 to 4 of 5, in the middle.').waitFor();
    expect(await phone.getByRole('button', { name: 'Keep' }).count()).toBe(0);
    expect(await findBarriers(phone)).toEqual([]);
    await phone.context().close();
    await page.context().close();
  },
);
