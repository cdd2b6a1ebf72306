import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse(async (house) => {
  ({ browser, served } = house);
  await served.office.exec(
    `insert into events (title, kind, status, starts_at, ends_at, district_id) select 'Porch talk', 'other', 'held', now() - interval '9 days', now() - interval '9 days' + interval '1 hour', id
     from districts where code = '1'`,
  );
  await served.office.exec(`insert into event_tallies (event_id, people, client_key) select id, 200, gen_random_uuid() from events`);
});
const sheet = (text: string) => ({
  name: 'residents.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`district,language,people,source,as_of\n${text}`),
});

it.skipIf(!chromium)(
  'without numbers the page teaches the sheet; a wrong one says which line; a right one is taken in, compared and undone',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/events/reach');
    await page.getByRole('heading', { name: 'Nobody has said yet how many people live in each district' }).waitFor();
    const input = page.locator('input[type=file]');
    await input.setInputFiles(sheet('1,all,40000,ACS,2024-12-31\n99,all,12,ACS,2024-12-31\n'));
    await page.getByText('Line 3: there is no district “99”.').waitFor();
    expect(await page.getByRole('button', { name: 'Take it in' }).count()).toBe(0);
    await input.setInputFiles(sheet('1,all,40000,ACS,2024-12-31\n2,all,40000,ACS,2024-12-31\n'));
    await page.getByText('2 new numbers, 0 changed, 0 as they are.').waitFor();
    await page.getByRole('button', { name: 'Take it in' }).click();
    // 200 people came of 40,000 in district 1; the city is both districts.
    await page.getByRole('img', { name: /City 2\.5\. District 1: 5; District 2: 0$/ }).waitFor();
    await page.getByText('No event was held there in this time.').first().waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByRole('heading', { name: 'Nobody has said yet how many people live in each district' }).waitFor();
    await page.context().close();
  },
);

it.skipIf(!chromium)('the list of events is narrowed by words, and says so when nothing is left', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, '/events/list?tab=past');
  await page.getByRole('link', { name: 'Porch talk' }).waitFor();
  await page.getByRole('textbox', { name: 'Title, place or program' }).fill('porch');
  await page.waitForURL(/q=porch/);
  await page.getByRole('link', { name: 'Porch talk' }).waitFor();
  await page.getByRole('textbox', { name: 'Title, place or program' }).fill('nothing of the kind');
  await page.getByText('No event matches these filters.').waitFor();
  await page.context().close();
});
