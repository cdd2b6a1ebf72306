import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { questions, subawardQuestions } from '../../../src/domain/awards/subaward-judgement.ts';
import { subawardsOf, whole } from '../../database/awards/subawards-support.ts';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let path: string;
openHouse(async (house) => {
  ({ browser, served } = house);
  const sub = subawardsOf(served.office);
  const award_id = await sub.addAward();
  const organization_id = await sub.id(`insert into organizations (name, kind) values ('Mattie Rhodes Center', 'community') returning id`);
  const one = await sub.make({ award_id, organization_id, title: 'Street outreach' });
  path = `/awards/${award_id}/subawards/${one}`;
});

/** Chooses as by keyboard: types what is meant, then takes it. */
const pick = async (page: Page, label: string, option: string) => {
  const field = page.getByRole('dialog').getByLabel(label, { exact: true });
  await field.fill(option);
  await page.locator('.ant-select-item-option-active').filter({ hasText: option }).waitFor();
  await field.press('Enter');
};
const missing = (page: Page) => page.getByRole('region', { name: 'Before it is active' });

it.skipIf(!chromium)('a draft is determined, described, looked up, weighed, and only then made active; then it is watched', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, path);
  const dialog = page.getByRole('dialog');
  await missing(page).getByText('Nobody determined whether it is a subaward or a contract.').waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole('button', { name: 'Determine: subaward or contract' }).click();
  await dialog.getByText('10 questions are not answered yet.').waitFor();
  const answers = dialog.getByRole('group');
  for (const [n, question] of questions.entries())
    await answers
      .nth(n)
      .getByText(subawardQuestions.some((one) => one === question) ? 'Yes' : 'No')
      .click();
  await dialog.getByText('10 answers speak for a subaward, 0 for a contract.').waitFor();
  await pick(page, 'It is a', 'Subaward');
  await dialog.getByRole('button', { name: 'Keep the determination' }).click();
  await dialog.getByText('Write why. An auditor reads it.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByLabel('Reason').fill('They run the program by their own decisions.');
  await dialog.getByRole('button', { name: 'Keep the determination' }).click();
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Change its data' }).click();
  for (const [label, value] of [
    ['First day', whole.starts_on],
    ['Last day', whole.ends_on],
    ['UEI', 'ABCDEFGHI'],
    ['Name at SAM.gov', whole.recipient_name],
    ['Project description', whole.description],
    ['Indirect rate, percent', '15'],
  ] as const)
    await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('A UEI has 12 letters and digits, without I and O, and does not begin with 0.').waitFor();
  await dialog.getByLabel('UEI', { exact: true }).fill(whole.recipient_uei);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Note the amount that issues it' }).click();
  await dialog.getByLabel('Amount, federal').fill('29,999.99');
  await dialog.getByLabel('Day of issue or modification').fill('2026-10-01');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('Not reportable: $29,999.99, below $30,000').waitFor();
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Note a look at SAM.gov' }).click();
  await pick(page, 'SAM.gov showed', 'No exclusion');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await missing(page).getByText('There is no risk assessment.').waitFor();
  expect(await page.getByRole('button', { name: 'Make it active' }).count()).toBe(0);

  await page.getByRole('button', { name: 'Assess the risk' }).click();
  for (let n = 0; n < 5; n += 1) await answers.nth(n).getByText('Some concern').click();
  await dialog.getByText('The factors come to: Medium risk.').waitFor();
  await dialog.getByLabel('Reason').fill('First award of this size.');
  await dialog.getByRole('button', { name: 'Keep the assessment' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Make it active' }).click();
  await page.getByText('Active', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Plan the monitoring' }).click();
  await dialog.getByText('Medium risk: the program proposes', { exact: false }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Keep the plan' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('region', { name: 'Monitoring' }).getByText('Each half-year a desk review', { exact: false }).waitFor();

  await page.getByRole('button', { name: 'Note a modification of the amount' }).click();
  await dialog.getByLabel('Amount, federal').fill('0.01');
  await dialog.getByLabel('Day of issue or modification').fill('2027-01-05');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('Reportable: it came to $30,000 on Jan 5, 2027. The report is due at SAM.gov on Feb 28, 2027.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Not reportable: $29,999.99, below $30,000').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a viewer reads it, its sheet and the list of all, on a phone, in the dark and in Spanish too', async () => {
  const page = await signIn(browser, served.url, served.accounts.viewer, path, { width: 390, height: 844, dark: true });
  await page.getByText('Coordinators keep subawards; you can read all of it.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('link', { name: 'Sheet for the recipient' }).click();
  await page.getByRole('rowheader', { name: 'Subaward period of performance' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.goto(`${served.url}/awards/subawards`);
  await page.getByRole('link', { name: 'Mattie Rhodes Center' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.evaluate(() => localStorage.setItem('rotunda.locale', 'es'));
  await page.reload();
  await page.getByRole('heading', { name: 'Subadjudicaciones' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});
