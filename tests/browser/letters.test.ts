import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let event = '';
openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec } = served.office;
  const [made] = await exec<{ id: string }>(
    `insert into events (title, kind, status, starts_at, ends_at, place_name) values ('Budget meeting', 'workshop', 'confirmed', '2038-03-14T23:00:00Z', '2038-03-15T00:30:00Z', 'Library') returning id`,
  );
  event = made?.id ?? '';
  await exec(
    `insert into registrations (event_id, name, email, language) values ($1, 'Rosa Peña', 'rosa@example.org', 'es'), ($1, 'Tom Reed', 'nobody@example.org', 'en'), ($1, 'Ada Cole', null, 'en')`,
    [event],
  );
  await exec(`update deliveries set status = 'failed', reason = 'The mail server refused this address.', settled_at = now(), attempts = 1
    where to_address = 'nobody@example.org' and kind = 'registration.confirmed'`);
});
const open = async (page: Page) => {
  await page.goto(`${served.url}/events/${event}?tab=letters`);
  await page.locator('.letters').waitFor();
};
const line = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });

it.skipIf(!chromium)(
  'a coordinator changes when a reminder goes and what it says, looks at it as one who registered, and undoes it',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, `/events/${event}?tab=letters`);
    await page.getByText('5 wait, 1 failed').waitFor();
    await page.getByText('One person gave no e-mail address and gets none.').waitFor();
    await page.getByText('E-mail is not set up, so letters wait here.').waitFor();
    await page.getByRole('button', { name: 'Change the letter “Reminder”' }).click();
    const form = page.getByRole('form', { name: 'Change the letter “Reminder”' });
    await form.getByLabel('Days before').fill('90');
    await form.getByLabel('A paragraph of your own, in English').fill('Bring a pen.');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Write a number of days from 0 to 60.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await form.getByLabel('Days before').fill('2');
    // As it is typed, before it is saved.
    await page.getByRole('button', { name: 'Look at the letter “Reminder”' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('As plain text').click();
    await dialog.getByText('Bring a pen.').waitFor();
    await choose(page, dialog.getByLabel('To', { exact: true }), 'Rosa Peña', 'Rosa');
    await dialog.getByText('Buen día, Rosa Peña:').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await form.getByRole('button', { name: 'Save' }).click();
    await line(page, 'Reminder').getByText('2 days before, at 11:00 AM · Mar 12, 11:00 AM').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await line(page, 'Reminder').getByText('The day before, at 11:00 AM · Mar 13, 11:00 AM').waitFor();
    await page.context().close();
  },
);

it.skipIf(!chromium)(
  'a failed letter says why and is tried again; a viewer reads all of it and is offered nothing, on a phone and in Spanish too',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, `/events/${event}?tab=letters`);
    await page.getByText('the mail server refused this address').waitFor();
    await page.getByRole('button', { name: 'Try the letter to Tom Reed again' }).click();
    await page.getByText('6 wait').waitFor();
    await page.context().close();
    const reader = await signIn(browser, served.url, served.accounts.viewer, `/events/${event}?tab=letters`, {
      width: 390,
      height: 844,
      dark: true,
    });
    await reader.getByText('Coordinators change the letters of an event.').waitFor();
    expect(await reader.getByRole('button', { name: /^Change the letter|again$|^Do not send/ }).count()).toBe(0);
    expect(await findBarriers(reader)).toEqual([]);
    await reader.evaluate(() => localStorage.setItem('rotunda.locale', 'es'));
    await open(reader);
    expect(await findBarriers(reader)).toEqual([]);
    expect(await reader.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await reader.context().close();
  },
);
