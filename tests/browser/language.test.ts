import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
const records: Record<string, string> = {};
openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec } = served.office;
  const one = async (sql: string) => String((await exec<{ id: string }>(sql))[0]?.id);
  records.vendor = await one(
    `insert into organizations (name, kind, is_interpreter_vendor) values ('Voices on Call', 'agency', true) returning id`,
  );
  records.inquiry = await one(
    `insert into inquiries (subject, channel, language, topic_id) select 'Help with rent', 'phone', 'so', id from topics order by code limit 1 returning id`,
  );
});

it.skipIf(!chromium)(
  'help in Somali is logged from the inquiry in a minute, stands on the list and in the ledger, and its invoice is matched',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${records.inquiry}`);
    await page.getByRole('button', { name: 'Log language help' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Log language help' });
    // The inquiry’s language stands there already.
    await dialog.getByTitle('Somali · Soomaali').waitFor();
    await dialog.getByRole('button', { name: 'Log it' }).press('Enter');
    await dialog.getByText('Choose how they were helped.').waitFor();
    await choose(page, dialog.getByLabel('How they were helped'), 'Interpreter by phone', 'phone');
    await choose(page, dialog.getByLabel('Interpreted by'), 'Voices on Call', 'Voices');
    await dialog.getByLabel('Minutes it took').fill('12');
    await dialog.getByLabel('Minutes of waiting').fill('0.5');
    await dialog.getByLabel('Confirmation number').fill('VX-0042');
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Log it' }).press('Enter');
    const help = page.getByRole('region', { name: 'Help in another language' });
    await help.getByText('Yes, all of it').waitFor();
    await help.getByRole('link', { name: 'Somali · Interpreter by phone' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Somali · Interpreter by phone' }).waitFor();
    await page.getByText('Not “Qualified”').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();

    const coordinator = await signIn(browser, served.url, served.accounts.coordinator, '/language-encounters/invoices/new');
    await choose(coordinator, coordinator.getByLabel('Vendor'), 'Voices on Call', 'Voices');
    await coordinator.getByLabel('Number of the invoice').fill('INV-7');
    const [row] = await served.office.exec<{ at: string }>(
      `select to_char(occurred_at at time zone 'America/Chicago', 'MM/DD/YYYY,HH24:MI') as at from language_encounters`,
    );
    const text = `Call Date,Call Time,Language,Interpreter ID,Confirmation Number,Minutes,Charge\n${row?.at},Somali,4471,vx0042,12,8.40\n${row?.at},Arabic,9001,,20,14.00\n`;
    await coordinator.locator('input[type=file]').setInputFiles({ name: 'march.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await coordinator.getByText('1 line lies beside an encounter; the invoice comes to $22.40. 1 line has none.').waitFor();
    expect(await findBarriers(coordinator)).toEqual([]);
    await coordinator.getByRole('button', { name: 'Take it in' }).press('Enter');
    await coordinator.getByText('Arabic', { exact: false }).first().waitFor();
    await coordinator.getByRole('button', { name: 'Match' }).press('Enter');
    const matching = coordinator.getByRole('dialog', { name: 'Which encounter does it bill?' });
    await matching.getByText('Within two days nothing was logged').waitFor();
    await matching.getByLabel('Why there is none').fill('Not our call');
    await matching.getByRole('button', { name: 'Set it aside' }).press('Enter');
    await coordinator.getByText('Every line lies beside an encounter').waitFor();
    await coordinator.getByRole('link', { name: 'Ledger' }).press('Enter');
    await coordinator.getByText('100 % of those who wanted help got all of what they asked for.').waitFor();
    // What was billed is what it cost.
    await coordinator.getByText('$8.40').first().waitFor();
    expect(await findBarriers(coordinator)).toEqual([]);
    await coordinator.context().close();
  },
);

it.skipIf(!chromium)('on a phone a translation is asked for and written, and somebody else finds it right', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, '/language-encounters/translations', { width: 390 });
  await page.getByText('No document waits for its translation.').waitFor();
  await page.getByRole('button', { name: 'Ask for a translation' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Ask for a translation' });
  await dialog.getByLabel('What is to be translated').fill('Notice of the public hearing');
  await choose(page, dialog.getByLabel('Into which language'), 'Somali', 'Somali');
  await dialog.getByLabel('Words of the original').fill('240');
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Ask for it' }).press('Enter');
  await page.getByRole('button', { name: 'Write the translation' }).press('Enter');
  await page.getByLabel('The translation', { exact: true }).fill('Ogeysiis dhageysi dadweyne');
  await page.getByRole('button', { name: 'Hand it in' }).press('Enter');
  await page.getByText('Somebody else than who translated it has to read it.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  const address = new URL(page.url()).pathname;
  await page.context().close();

  const reader = await signIn(browser, served.url, served.accounts.coordinator, address, { width: 390 });
  await reader.getByRole('button', { name: 'It is right' }).press('Enter');
  await reader.getByText('Coordinator Person found it right.').waitFor();
  expect(await findBarriers(reader)).toEqual([]);
  await reader.context().close();
});
