import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let award = '';
openHouse(async (house) => {
  ({ browser, served } = house);
  const as = served.office.as('coordinator');
  // Long over: whatever the day, its reports are late, the second waits for the first, and nothing opens tomorrow.
  const facts = {
    award_number: '15PBJA-23-GG-04317-BSCI',
    title: 'Public Safety Partnership',
    starts_on: '2023-10-01',
    ends_on: '2024-09-30',
    federal_cents: 50_000_000,
  };
  award = String((await as.rpc('save_award', { p_award: facts })).data);
  for (const [verb, args] of [
    ['accept_award', { p_id: award, p_accepted_on: '2023-10-05' }],
    ['activate_award', { p_id: award }],
  ] as const) {
    const { error } = await as.rpc(verb as never, args as never);
    if (error) throw error;
  }
});

const open = (role: 'coordinator' | 'manager', path: string, look: { width?: number; dark?: boolean } = {}): Promise<Page> =>
  signIn(browser, served.url, served.accounts[role], path, look);

it.skipIf(!chromium)('a coordinator reads why a day is that day, overrides it, files what is late, and undoes it', async () => {
  const page = await open('coordinator', `/awards/${award}?tab=schedule`);
  const first = page
    .getByRole('listitem')
    .filter({ hasText: 'Oct 1, 2023 to Dec 31, 2023' })
    .filter({ hasText: 'Federal Financial Report' })
    .filter({ hasNotText: 'After the report for' });
  await first.getByText('Jan 30, 2024').first().waitFor();
  await first.getByRole('button', { name: 'Federal Financial Report', exact: true }).click();
  await page.getByText(/30 calendar days after the period ends on Dec 31, 2023\./).waitFor();
  await page.getByText(/Rule: Federal Financial Report \(SF-425\), quarterly\./).waitFor();
  // The second waits for the first: it is not offered to file.
  const second = page.getByRole('listitem').filter({ hasText: 'Jan 1, 2024 to Mar 31, 2024' }).filter({ hasText: 'After the report for' });
  await second.waitFor();
  expect(await second.getByRole('button', { name: /^Mark as filed/ }).count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);

  await first.getByRole('button', { name: /^Enter another day/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Due on').fill('12/1/2023');
  await dialog.getByRole('button', { name: 'Keep this day' }).click();
  await dialog.getByText('A report is due when its period is over, not before.').waitFor();
  await dialog.getByLabel('Due on').fill('2/2/2024');
  await dialog.getByRole('button', { name: 'Keep this day' }).click();
  await dialog.waitFor({ state: 'detached' });
  await first.getByText('another day than the rule’s').waitFor();
  await first.getByText('Feb 2, 2024').first().waitFor();

  await first.getByRole('button', { name: /^Mark as filed/ }).click();
  await dialog.getByLabel('Filed on').fill('2/5/2024');
  await dialog.getByText('That is 3 days after it was due.').waitFor();
  await dialog.getByLabel('Confirmation').fill('FFR-2024-1');
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Mark as filed' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Show 1 that is filed or waived' }).click();
  await page.getByText('Filed 3 days late').waitFor();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Jan 1, 2024 to Mar 31, 2024' })
    .getByRole('button', { name: /^Mark as filed: Federal/ })
    .waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Filed 3 days late').waitFor({ state: 'detached' });
  await page.context().close();
});

it.skipIf(!chromium)('a manager makes a new version of a rule by keyboard, and the schedule follows it', async () => {
  const page = await open('manager', '/settings/award-rules');
  await page.getByRole('button', { name: /^New version: Federal Financial Report \(SF-425\)/ }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save the rule' }).press('Enter');
  await dialog.getByText('Enter the day from which it holds.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByLabel('Due, calendar days after').fill('45');
  await dialog.getByLabel('Holds from').fill('2024-06-01');
  await dialog.getByLabel('Where this rule stands').fill('A notice of the Department');
  await dialog.getByRole('button', { name: 'Save the rule' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Jan 1, 2000 to May 31, 2024').waitFor();
  await page.getByText('A notice of the Department').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  const [report] = await served.office.exec<{ due: string }>(
    `select due_on::text as due from award_reports where award_id = $1 and kind = 'ffr' and period_end = '2024-06-30'`,
    [award],
  );
  expect(report?.due).toBe('2024-08-14');
  await page.context().close();
});
