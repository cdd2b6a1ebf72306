import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let health: string;

openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec } = served.office;
  const one = async (sql: string, values: unknown[] = []) => String((await exec<{ id: string }>(sql, values))[0]?.id);
  health = await one(`insert into organizations (name, kind) values ('Health', 'department') returning id`);
  const award = (number: string, title: string, department: string | null, starts: string, ends: string) =>
    one(
      `insert into awards (award_number, title, status, department_id, federal_award_on, accepted_on, starts_on, ends_on, federal_cents, total_cents)
       values ($1, $2, 'active', $3, $4, $4, $4, $5, 50000000, 50000000) returning id`,
      [number, title, department, starts, ends],
    );
  // Long over: late whatever the day is. The other begins in a far year: nothing of it is due or spent.
  const late = await award('15PBJA-20-GG-00001-WALK', 'Outreach in the streets', health, '2020-10-01', '2022-09-30');
  await exec(
    `insert into award_entries (award_id, kind, category, amount_cents, entry_on) values ($1, 'expenditure', 'personnel', 15000000, '2022-01-01')`,
    [late],
  );
  await award('15PBJA-20-GG-00002-WALK', 'Cameras of another century', null, '2090-10-01', '2092-09-30');
});

it.skipIf(!chromium)(
  'a manager sees the worst first with its reason, follows a department to what it owes, and acts on it there',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.manager, '/awards');
    await page.getByText('The Department of Justice may close it out without us since Jan 29, 2023.').waitFor();
    await page.getByRole('link', { name: 'Portfolio' }).press('Enter');
    await page.getByText('2 awards run: $1,000,000 federal, $150,000 of it spent, $1,000,000 still to draw.').waitFor();
    const worst = page.getByRole('region', { name: 'Act now' });
    await worst.getByText(/^\d+ reports are late, the Federal Financial Report since Jan 30, 2021\.$/).waitFor();
    await page.getByRole('region', { name: 'Quiet' }).getByText('Cameras of another century').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await page.getByRole('region', { name: 'By department' }).getByRole('link', { name: 'Health' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'What Health owes' }).waitFor();
    const owed = page.getByRole('region', { name: 'Late', exact: true });
    await owed.getByText('Closeout', { exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await page.getByRole('region', { name: 'Its awards' }).getByRole('link', { name: 'Outreach in the streets' }).press('Enter');
    const watch = page.getByRole('region', { name: 'What to watch' });
    await watch.getByText('Money goes slower than time: 30% spent, 100% of the period gone.').waitFor();
    await watch
      .getByRole('link', { name: /^See Schedule: / })
      .first()
      .press('Enter');
    await page.getByRole('heading', { name: 'What this award owes' }).waitFor();
  },
);

it.skipIf(!chromium)('an administrator keeps the city’s UEI, a component and a listing; what is wrong stands at its field', async () => {
  const page = await signIn(browser, served.url, served.accounts.admin, '/settings/grants');
  await page.getByLabel('UEI').fill('ABCDEFGHI123');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('A UEI has 12 letters and digits, without I and O, and does not begin with 0.').waitFor();
  await page.getByLabel('UEI').fill('abcdefgh1234');
  await page.getByLabel('Registration at SAM.gov ends on').fill('2091-03-01');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  const [settings] = await served.office.exec('select uei, sam_expires_on::text as day from settings');
  expect(settings).toEqual({ uei: 'ABCDEFGH1234', day: '2091-03-01' });
  expect(await served.office.exec(`select due_on::text as day from award_reports where kind = 'sam_registration'`)).toEqual([
    { day: '2091-03-01' },
  ]);

  await page.goto(`${served.url}/settings/grant-components`);
  await page.getByRole('button', { name: 'Add a component' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Short name').fill('bja');
  await dialog.getByLabel('Name', { exact: true }).fill('Another bureau');
  await dialog.getByLabel('Grant-making entity').fill('OJP');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByText('There is a component with this short name already.').waitFor();
  await dialog.getByLabel('Short name').fill('NEW');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('rowheader', { name: /NEW Another bureau/ }).waitFor();
});
