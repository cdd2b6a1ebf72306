import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let award = '';
let report = '';
openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec } = served.office;
  const [made] = await exec<{ id: string }>(
    `insert into awards (award_number, title, status, federal_award_on, accepted_on, starts_on, ends_on, federal_cents, total_cents)
     values ('15PBJA-24-GG-04318-BSCI', 'Capacity building', 'active', '2024-09-26', '2024-10-20', '2024-10-01', '2026-09-30', 10000000, 10000000) returning id`,
  );
  award = String(made?.id);
  // A schedule may have made it already.
  const [due] = await exec<{ id: string }>(
    `insert into award_reports (award_id, kind, schedule_key, period_start, period_end, computed_due_on) values ($1, 'ffr', 'ffr:2024-10-01', '2024-10-01', '2024-12-31', '2025-01-30')
     on conflict (award_id, subaward_id, schedule_key) do update set title = award_reports.title returning id`,
    [award],
  );
  report = String(due?.id);
});

it.skipIf(!chromium)('a budget and two entries are typed in; the work sheet counts them, and opens each figure', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, `/awards/${award}?tab=money`);
  await page.getByRole('button', { name: 'Enter the budget' }).click();
  await page.getByRole('textbox', { name: 'Travel: Federal' }).fill('30,000');
  await page.getByRole('textbox', { name: 'Supplies: Federal' }).fill('69999.99');
  await page.getByRole('cell', { name: '$0.01' }).waitFor();
  await page.getByRole('button', { name: 'Save the budget' }).click();
  await page.getByText('The federal column does not come to what the award says.').waitFor();
  await page.getByRole('textbox', { name: 'Supplies: Federal' }).fill('70000');
  await page.keyboard.press('Enter');
  await page.getByText('Version 1, approved Sep 26, 2024.').waitFor();

  await page.getByRole('link', { name: /^Ledger/ }).click();
  await page.getByRole('button', { name: 'Add an entry' }).click();
  const form = page.getByRole('form', { name: 'Add an entry' });
  await form.getByLabel('Amount').fill('1,250.50');
  await page.keyboard.press('Enter');
  await form.getByText('Choose the budget category that this is a cost of.').waitFor();
  await choose(page, form.getByRole('combobox', { name: 'Category' }), 'Travel', 'Trav');
  await form.getByLabel('Day').fill('2024-11-20');
  await form.getByLabel('What for').fill('Training in Denver');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Edit: Training in Denver' }).waitFor();
  await choose(page, form.getByRole('combobox', { name: 'What happened' }), 'Drawdown', 'Draw');
  await form.getByLabel('Amount').fill('2000');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Edit: Drawdown' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole('link', { name: /^Work sheets/ }).click();
  await page.getByRole('link', { name: /Oct 1 – Dec 31, 2024/ }).click();
  const sheet = page.getByRole('article', { name: 'SF-425 to Dec 31, 2024' });
  await sheet.getByRole('row', { name: /^10c Cash on hand .* \$749\.50/ }).waitFor();
  await sheet.getByRole('row', { name: /^10h Unobligated balance .* \$98,749\.50/ }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await sheet.getByRole('link', { name: '10e: 1 entry.' }).click();
  await page.getByText('Entries behind line 10e of the work sheet.').waitFor();
  await page.getByText('1 record', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Edit: Training in Denver' }).waitFor();
  await page.getByRole('button', { name: 'Edit: Drawdown' }).waitFor({ state: 'detached' });

  // Filed elsewhere: what it counted is corrected from then on, not changed.
  await served.office.exec(
    `update award_reports set filed_on = '2025-01-28', frozen = private.ffr_worksheet(award_id, period_end) where id = $1`,
    [report],
  );
  await page.goto(`${served.url}/awards/${award}?tab=money&part=ledger`);
  await page.getByRole('button', { name: 'Enter a correction: Training in Denver' }).click();
  const correction = page.getByRole('form', { name: 'Enter a correction' }).getByLabel('Amount');
  await correction.waitFor();
  await expect.poll(() => correction.inputValue()).toBe('-1250.50');

  const reader = await signIn(browser, served.url, served.accounts.staff, `/awards/${award}?tab=money`);
  await reader.getByText('Version 1, approved').waitFor();
  expect(await reader.getByRole('button', { name: 'Correct it' }).count()).toBe(0);
  expect(await findBarriers(reader)).toEqual([]);
});
