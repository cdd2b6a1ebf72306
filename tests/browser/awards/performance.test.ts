import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let award = '';
let inquiry = '';
openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec } = served.office;
  const one = async (sql: string, values: unknown[] = []) => String((await exec<{ id: string }>(sql, values))[0]?.id);
  award = await one(
    `insert into awards (award_number, title, status, federal_award_on, accepted_on, starts_on, ends_on, federal_cents, total_cents)
     values ('15PBJA-24-GG-04321-BSCI', 'Outreach', 'active', '2024-09-26', '2024-10-20', '2024-10-01', '2025-09-30', 10000000, 10000000) returning id`,
  );
  const event = await one(
    `insert into events (title, kind, status, starts_at, ends_at, time_zone)
     values ('Expungement clinic', 'clinic', 'held', '2025-09-10 18:00-05', '2025-09-10 20:00-05', 'America/Chicago') returning id`,
  );
  await exec(
    `insert into event_tallies (event_id, people, counted_at, client_key) values ($1, 18, '2025-09-10 19:00-05', gen_random_uuid())`,
    [event],
  );
  inquiry = await one(
    `insert into inquiries (subject, channel, topic_id, language) select 'Ayuda con la renta', 'phone', id, 'es' from topics where code = 'city-finances' returning id`,
  );
  await exec(
    `insert into interactions (inquiry_id, kind, body, occurred_at) values ($1, 'call', 'Llamó otra vez', '2025-09-15 12:00-05')`,
    [inquiry],
  );
});

it.skipIf(!chromium)(
  'a measure gets its targets, a figure by hand and an event; a contact is credited where it was spoken, and each side tells of the other',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, `/awards/${award}?tab=performance`);
    await page.getByText('Enter what the application promised').waitFor();
    await page.getByRole('button', { name: 'New measure' }).click();
    const form = page.getByRole('form', { name: 'New measure' });
    await form.getByRole('button', { name: 'Save measure' }).click();
    await form.getByText('Enter what is measured').waitFor();
    await form.getByLabel('Measure', { exact: true }).fill('People reached');
    await form.getByLabel('Unit').fill('people');
    await choose(page, form.getByRole('combobox', { name: 'A credited record counts' }), 'Its people');
    await form.getByText('each resident once').waitFor();
    await form.getByLabel('In all').fill('100');
    await form.getByRole('button', { name: 'Share out evenly' }).click();
    await form.getByText('Together 100.').waitFor();
    await form.getByRole('button', { name: 'Save measure' }).click();
    // One alone stands open.
    await page.getByText('0 of 100 people').waitFor();

    await page.getByRole('button', { name: 'Enter a figure' }).click();
    const hand = page.getByRole('form', { name: 'Enter a figure' });
    await hand.getByLabel('How many').fill('12.5');
    await hand.getByRole('button', { name: 'Save figure' }).click();
    await hand.getByText('Enter a whole number').waitFor();
    await hand.getByLabel('How many').fill('12');
    await hand.getByLabel('Day it counts for').fill('10/1/2025');
    await hand.getByRole('button', { name: 'Save figure' }).click();
    await hand.getByText('outside the period of performance').waitFor();
    await hand.getByLabel('Day it counts for').fill('11/5/2024');
    await hand.getByLabel('Where it comes from').fill('Sign-in sheet');
    await hand.getByRole('button', { name: 'Save figure' }).click();
    await page.getByText('12 of 100 people').waitFor();

    await page.getByRole('button', { name: 'Credit events or contacts' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: /Expungement clinic/ }).check();
    await dialog.getByRole('button', { name: 'Credit 1 record: 18' }).click();
    await page.getByText('30 of 100 people').waitFor();
    await page.getByRole('link', { name: 'Expungement clinic' }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(await findBarriers(page)).toEqual([]);

    await page.goto(`${served.url}/inquiries/${inquiry}`);
    await page.getByRole('button', { name: 'Credit to a grant' }).click();
    // There is one measure, and it is chosen.
    await dialog.getByText('each resident once').waitFor();
    await dialog.getByRole('button', { name: 'Credit it' }).click();
    const back = page.getByRole('link', { name: 'People reached, 15PBJA-24-GG-04321-BSCI' });
    await back.waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(await findBarriers(page)).toEqual([]);
    await back.click();
    await page.getByText('31 of 100 people').waitFor();
    await page.getByRole('link', { name: /Ayuda con la renta/ }).waitFor();
    await page.context().close();
  },
);

it.skipIf(!chromium)('a viewer reads the measures on a phone and finds no button that writes', async () => {
  const { error } = await served.office.as('coordinator').rpc('save_measure', {
    p_award: award,
    p_measure: { name: 'Trainings held', targets: [{ period_start: '2024-10-01', period_end: '2025-09-30', target: 4 }] },
  });
  expect(error).toBeNull();
  const page = await signIn(browser, served.url, served.accounts.viewer, `/awards/${award}?tab=performance`, { width: 390, height: 844 });
  await page.getByRole('button', { name: /Trainings held/ }).click();
  await page.getByRole('region', { name: 'Target and done by period: Trainings held' }).waitFor();
  for (const name of ['New measure', 'Enter a figure', 'Credit events or contacts', 'Take back'])
    expect(await page.getByRole('button', { name }).count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});
