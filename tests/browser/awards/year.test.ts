import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import { determined, factors } from '../../database/awards/subawards-support.ts';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse(async (house) => {
  ({ browser, served } = house);
  await served.office.exec(
    `insert into legislation (file_number, kind, title, passed_on) values ('230976', 'ordinance', 'Accepting a grant', '2023-11-16')`,
  );
  await served.office.exec(
    `insert into organizations (name, kind) values ('Board of Police Commissioners', 'government'), ('Mattie Rhodes Center', 'community')`,
  );
});

/** All of it lies in the past, so that the days of the walk are the same whenever it is walked. */
it.skipIf(!chromium)(
  'a year of a grant: accepted from its number, budgeted, spent, four financial reports, one late, modified, passed on, extended, closed',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/awards/create');
    const award = await register(page);
    const to = async (tab: string) => {
      await page.goto(`${served.url}/awards/${award}?tab=${tab}`);
      await page.getByRole('heading', { level: 1, name: 'National Public Safety Partnership' }).waitFor();
    };
    await to('money');
    await spend(page);
    await to('schedule');
    await fileReport(page, 'Oct 1, 2023 to Dec 31, 2023', '1/29/2024', 'Show 1 that is');
    await fileReport(page, 'Jan 1, 2024 to Mar 31, 2024', '5/3/2024', 'Show 2 that are', 'That is 3 days after it was due.');
    await page.goto(`${served.url}/awards/radar`);
    await page.getByRole('link', { name: 'National Public Safety Partnership' }).first().waitFor();
    await to('changes');
    await modify(page);
    await to('subawards');
    const subaward = await passOn(page, award);
    await to('changes');
    await extend(page);
    await to('schedule');
    await fileReport(page, 'Apr 1, 2024 to Jun 30, 2024', '7/29/2024', 'Show 3 that are');
    await fileReport(page, 'Jul 1, 2024 to Sep 30, 2024', '10/28/2024', 'Show 4 that are');
    await fileTheRest(page, award);
    await close(page, award, subaward);
  },
);

async function register(page: Page): Promise<string> {
  await page.getByLabel('Award number').fill('15pbja23gg04317bsci');
  await page.getByText('BJA · fiscal year 2023 · Grant · program BSCI').waitFor();
  for (const [label, value] of [
    ['Title', 'National Public Safety Partnership'],
    ['Federal award date', '9/28/2023'],
    ['Period of performance from', '10/1/2023'],
    ['until', '9/30/2024'],
    ['Federal', '500,000'],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('heading', { name: 'The city’s side' }).click();
  await choose(page, page.getByRole('combobox', { name: 'Accepted by' }), '230976', '230976');
  await page.getByRole('heading', { name: 'Shares of other bodies' }).click();
  await page.getByRole('button', { name: 'Add a share' }).click();
  await choose(page, page.getByRole('combobox', { name: 'Body of share 1' }), 'Board of Police', 'Board of Pol');
  await page.getByRole('textbox', { name: 'Amount of share 1' }).fill('275,000');
  await page.getByRole('textbox', { name: 'Amount of share 1' }).press('Enter');
  await page.getByText('It is offered to the city and waits for acceptance.').waitFor();
  await page.getByText('Board of Police Commissioners').waitFor();
  await page.getByRole('button', { name: 'Accept', exact: true }).press('Enter');
  await page.getByRole('dialog', { name: 'Accept this award' }).getByLabel('Accepted on').fill('11/16/2023');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Begin work' }).press('Enter');
  await page.getByRole('button', { name: 'Begin closeout' }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1)!;
}

async function spend(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enter the budget' }).click();
  for (const [category, amount] of [
    ['Personnel', '200,000'],
    ['Travel', '25,000'],
    ['Subawards (Subgrants)', '275,000'],
  ])
    await page.getByRole('textbox', { name: `${category}: Federal` }).fill(amount!);
  await page.keyboard.press('Enter');
  await page.getByText('Version 1, approved Sep 28, 2023.').waitFor();
  await page.getByRole('link', { name: /^Ledger/ }).click();
  await page.getByRole('button', { name: 'Add an entry' }).click();
  const form = page.getByRole('form', { name: 'Add an entry' });
  await form.getByLabel('Amount').fill('100,000');
  await choose(page, form.getByRole('combobox', { name: 'Category' }), 'Personnel', 'Pers');
  await form.getByLabel('Day').fill('2023-11-20');
  await form.getByLabel('What for').fill('Two analysts');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Edit: Two analysts' }).waitFor();
  await choose(page, form.getByRole('combobox', { name: 'What happened' }), 'Drawdown', 'Draw');
  await form.getByLabel('Amount').fill('100,000');
  await form.getByLabel('Day').fill('2023-12-05');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Edit: Drawdown' }).waitFor();
}

/** Files the financial report of a period, and waits until the list has it among those that are filed. */
async function fileReport(page: Page, period: string, day: string, shown: string, said = ''): Promise<void> {
  const line = page
    .getByRole('listitem')
    .filter({ hasText: period })
    .filter({ hasText: 'Federal Financial Report' })
    .filter({ hasNotText: 'After the report for' });
  await line.getByRole('button', { name: /^Mark as filed/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Filed on').fill(day);
  if (said) await dialog.getByText(said).waitFor();
  await dialog.getByRole('button', { name: 'Mark as filed' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: shown }).waitFor();
}

/** Hands a modification in and takes in that it was approved. */
async function decide(page: Page, name: string, number: string, submitted: string, approved: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: `Handed in: ${name}` }).click();
  await dialog.getByLabel('Day', { exact: true }).fill(submitted);
  await dialog.getByLabel('GAM number').fill(number);
  await dialog.getByRole('button', { name: 'Handed in' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `Decided: ${number}` }).click();
  await choose(page, dialog.getByRole('combobox', { name: 'Decision' }), 'Approved', 'appr');
  await dialog.getByLabel('Day', { exact: true }).fill(approved);
  await dialog.getByRole('button', { name: 'Decided' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function modify(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Move money' }).click();
  const move = page.getByRole('form', { name: 'Move money' });
  await choose(page, move.getByRole('combobox', { name: 'From' }), 'Personnel', 'Pers');
  await choose(page, move.getByRole('combobox', { name: 'To' }), 'Travel', 'Trav');
  await move.getByLabel('Amount').fill('51,000');
  await move.getByText('needs a GAM').waitFor();
  await move.getByRole('button', { name: 'Propose it as a modification' }).click();
  const form = page.getByRole('form', { name: 'New modification' });
  await form.getByLabel('Reason').fill('More exchange between cities, fewer hours here');
  await form.getByRole('button', { name: 'Save modification' }).click();
  await decide(page, 'Budget modification', 'GAM-2001', '6/3/2024', '6/20/2024');
  await page.getByText('Budget version 2:').waitFor();
}

async function extend(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New modification' }).click();
  const form = page.getByRole('form', { name: 'New modification' });
  await choose(page, form.getByRole('combobox', { name: 'About' }), 'Project period extension', 'exten');
  await form.getByLabel('New end of the period').fill('12/31/2024');
  await form.getByLabel('Reason').fill('The second exchange takes place in November');
  await form.getByRole('button', { name: 'Save modification' }).click();
  await decide(page, 'Project period extension', 'GAM-2002', '8/1/2024', '8/15/2024');
  await page.getByText('The period ends Dec 31, 2024 instead of Sep 30, 2024.').waitFor();
}

async function passOn(page: Page, award: string): Promise<string> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Add a subaward' }).click();
  await choose(page, dialog.getByRole('combobox', { name: 'Organization' }), 'Mattie Rhodes', 'Mattie');
  const fill = async (values: Record<string, string>) => {
    for (const [label, value] of Object.entries(values)) await dialog.getByLabel(label, { exact: true }).fill(value);
  };
  await fill({ 'What it is for': 'Street outreach', 'First day': '2024-02-01', 'Last day': '2024-09-30' });
  await dialog.getByRole('button', { name: 'Add it as a draft' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Change its data' }).click();
  await fill({
    UEI: 'ABCDEFGH1234',
    'Name at SAM.gov': 'MATTIE RHODES CENTER',
    'Project description': 'Street outreach in three neighborhoods.',
    'Indirect rate, percent': '15',
  });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Note the amount that issues it' }).click();
  const amount = async (dollars: string, day: string) => {
    await dialog.getByLabel('Amount, federal').fill(dollars);
    await dialog.getByLabel('Day of issue or modification').fill(day);
    await dialog.getByRole('button', { name: 'Note it' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await amount('61,032', '2024-02-01');
  await page.getByText('Reportable: it came to $61,032 on Feb 1, 2024. The report is due at SAM.gov on Mar 31, 2024.').waitFor();
  // One that was typed for another subaward goes again.
  await page.getByRole('button', { name: 'Note a modification of the amount' }).click();
  await amount('500', '2024-03-01');
  const wrong = page.getByRole('button', { name: 'Remove the amount of Mar 1, 2024: $500' });
  await wrong.click();
  await wrong.waitFor({ state: 'detached' });

  // Determined, looked up and weighed, as its own walk does it on screen.
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  expect(page.url()).toContain(`/awards/${award}/subawards/`);
  const as = served.office.as('coordinator');
  for (const asked of [
    as.rpc('save_subaward', { p_subaward: determined('subaward') as Json, p_id: id }),
    as.rpc('check_exclusion', { p_subaward: id, p_check: { result: 'clear' } }),
    as.rpc('assess_risk', { p_subaward: id, p_risk: { factors: factors(1), reason: 'Known for years.' } }),
  ]) {
    const { error } = await asked;
    if (error) throw error;
  }
  await page.reload();
  await page.getByRole('button', { name: 'Make it active' }).press('Enter');
  await page.getByText('Active', { exact: true }).waitFor();
  return id;
}

/** What else was filed at the time, entered at once. */
async function fileTheRest(page: Page, award: string): Promise<void> {
  await page.getByRole('button', { name: 'Mark several as filed' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Filed in the past' });
  await dialog.getByRole('checkbox', { name: 'Federal Financial Report, final, Oct 1, 2024 to Dec 31, 2024' }).waitFor();
  await dialog.getByRole('checkbox', { name: /^Subaward report at SAM.gov/ }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  // Ahead of today: said at its field.
  await dialog.getByLabel('Filed on').first().fill('2099-01-01');
  await dialog.getByRole('button', { name: /^Mark \d+ as filed/ }).click();
  await dialog.getByText('It cannot have been filed on a day that lies ahead.').waitFor();
  await dialog.getByLabel('Filed on').first().fill('2025-04-28');
  await dialog.getByRole('button', { name: /^Mark \d+ as filed/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Mark several as filed' }).waitFor({ state: 'detached' });
  const open = await served.office.exec(`select kind from award_reports where award_id = $1 and filed_on is null`, [award]);
  expect(open).toEqual([{ kind: 'retention' }]);
  const late = await served.office.exec(
    `select period_end::text, filed_on - due_on as days from award_reports where award_id = $1 and filed_on > due_on`,
    [award],
  );
  expect(late).toEqual([{ period_end: '2024-03-31', days: 3 }]);
}

async function close(page: Page, award: string, subaward: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.goto(`${served.url}/awards/${award}/subawards/${subaward}`);
  for (const verb of ['Begin closeout', 'Close it']) {
    await page.getByRole('button', { name: verb }).click();
    await dialog.getByRole('button', { name: verb }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  await page.getByText('Closed', { exact: true }).waitFor();
  await page.goto(`${served.url}/awards/${award}`);
  await page.getByRole('button', { name: 'Begin closeout' }).press('Enter');
  await page.getByText('Managers close awards.').waitFor();
  expect(await findBarriers(page)).toEqual([]);

  const manager = await signIn(browser, served.url, served.accounts.manager, `/awards/${award}`);
  await manager.getByRole('button', { name: 'Close', exact: true }).press('Enter');
  const last = manager.getByRole('dialog', { name: 'Close this award' });
  await last.getByText('Nothing is left to do: it can be closed.').waitFor();
  await last.getByLabel('Closed on').press('Enter');
  await last.waitFor({ state: 'detached' });
  await manager.getByText('Closed', { exact: true }).first().waitFor();
  const [closed] = await served.office.exec(
    `select status, ends_on::text, (private.award_retention(a) ->> 'until') as until, (select count(*)::int from award_budgets where award_id = a.id and version_number = 2) as rebudgeted from awards a where id = $1`,
    [award],
  );
  expect(closed).toMatchObject({ status: 'closed', ends_on: '2024-12-31', rebudgeted: 1 });
  expect(await findBarriers(manager)).toEqual([]);
}
