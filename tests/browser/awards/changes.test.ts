import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let award = '';
openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec } = served.office;
  const [made] = await exec<{ id: string }>(
    `insert into awards (award_number, title, status, federal_award_on, accepted_on, starts_on, ends_on, federal_cents, total_cents)
     values ('15PBJA-24-GG-04319-BSCI', 'Capacity building', 'active', '2024-09-26', '2024-10-20', '2024-10-01', '2027-09-30', 10000000, 10000000) returning id`,
  );
  award = String(made?.id);
  await exec(
    `with b as (insert into award_budgets (award_id, version_number, status, approved_on) values ($1, 1, 'approved', '2024-09-26') returning id)
     insert into award_budget_lines (budget_id, category, federal_cents) select b.id, x.category, x.cents
     from b cross join (values ('personnel', 7000000), ('supplies', 3000000)) x (category, cents)`,
    [award],
  );
});

it.skipIf(!chromium)(
  'money is moved up to a tenth; more is proposed as a modification, handed in and approved; a condition is cleared',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, `/awards/${award}?tab=changes`);
    await page.getByRole('button', { name: 'Move money' }).click();
    const move = page.getByRole('form', { name: 'Move money' });
    await choose(page, move.getByRole('combobox', { name: 'From' }), 'Personnel', 'Pers');
    await choose(page, move.getByRole('combobox', { name: 'To' }), 'Supplies', 'Supp');
    await move.getByLabel('Amount').fill('9,000');
    await move.getByText('near the limit').waitFor();
    await move.getByRole('button', { name: 'Move it' }).click();
    await move.getByText('Say why it is moved').waitFor();
    await move.getByLabel('Reason').fill('Less overtime');
    await move.getByRole('button', { name: 'Move it' }).click();
    await page.getByText('$9,000.00 from Personnel to Supplies').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    // Two thousand more would be above a tenth.
    await page.getByRole('button', { name: 'Move money' }).click();
    await choose(page, move.getByRole('combobox', { name: 'From' }), 'Personnel', 'Pers');
    await choose(page, move.getByRole('combobox', { name: 'To' }), 'Supplies', 'Supp');
    await move.getByLabel('Amount').fill('2000');
    await move.getByText('needs a GAM').waitFor();
    await move.getByRole('button', { name: 'Propose it as a modification' }).click();
    const form = page.getByRole('form', { name: 'New modification' });
    await expect.poll(() => form.getByRole('textbox', { name: 'Supplies: Federal' }).inputValue()).toBe('41000');
    await form.getByLabel('Reason').fill('Equipment for the trainings');
    await form.getByRole('button', { name: 'Save modification' }).click();
    await page.getByRole('button', { name: 'Handed in: Budget modification' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('GAM number').fill('gam-1001');
    await dialog.getByRole('button', { name: 'Handed in' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Decided: GAM-1001' }).click();
    await choose(page, dialog.getByRole('combobox', { name: 'Decision' }), 'Approved', 'appr');
    await dialog.getByRole('button', { name: 'Decided' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Budget version 2:').waitFor();
    await page.getByText('within the limit').waitFor();

    await page.getByRole('button', { name: 'New condition' }).click();
    const condition = page.getByRole('form', { name: 'New condition' });
    await condition.getByLabel('Withheld until it is cleared').fill('25000');
    await condition.getByRole('button', { name: 'Save condition' }).click();
    await condition.getByText('Enter the condition as the award package has it').waitFor();
    await condition.getByLabel('What has to be met').fill('The budget has to be reviewed.');
    await condition.getByRole('button', { name: 'Save condition' }).click();
    await page.getByText('$25,000.00 is withheld').waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await dialog.getByLabel('Evidence').fill('Mail of the grant manager');
    await dialog.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('cleared by Coordinator Person').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  },
);

it.skipIf(!chromium)('a viewer reads the changes on a phone and finds no button that writes', async () => {
  const page = await signIn(browser, served.url, served.accounts.viewer, `/awards/${award}?tab=changes`, { width: 390, height: 844 });
  await page.getByRole('heading', { name: 'Ten percent watch' }).waitFor();
  for (const name of ['Move money', 'New modification', 'New condition']) expect(await page.getByRole('button', { name }).count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.context().close();
});
