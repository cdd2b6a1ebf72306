import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

it.skipIf(!chromium)(
  'a partner is entered without names of its people, with an agreement; an initiative with it goes to the Council once its file number is given',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/organizations');
    await page.getByText('No partner is in the directory yet.').waitFor();
    await page.getByRole('button', { name: 'Enter an organization' }).press('Enter');
    await heading(page, 'Enter an organization');
    await page.getByLabel('Name', { exact: true }).fill('Riverbend Housing Counsel');
    await page.getByRole('button', { name: 'Add a contact' }).press('Enter');
    await page.getByLabel('Part of contact 1').fill('Intake desk');
    await page.getByLabel('Phone of contact 1').fill('555');
    // At a nonprofit there is no field for a name.
    expect(await page.getByLabel('Name of contact 1').count()).toBe(0);
    await page.getByRole('button', { name: 'Enter it' }).press('Enter');
    await page.getByText('This is no phone number.').waitFor();
    await page.getByLabel('Phone of contact 1').fill('816 555 0160');
    await page.getByRole('button', { name: 'Enter it' }).press('Enter');
    await heading(page, 'Riverbend Housing Counsel');
    expect(await findBarriers(page)).toEqual([]);

    await page.getByRole('link', { name: /^People/ }).click();
    await page.getByText('Missouri law (RSMo 105.1500) protects').waitFor();
    await page.getByText('816 555-0160').waitFor();
    await page.getByRole('link', { name: /^Agreements/ }).click();
    await page.getByRole('button', { name: 'Enter an agreement' }).press('Enter');
    await page.getByLabel('What is agreed').fill('Memorandum on rent');
    await page.getByLabel('Last day').fill('3/9/2099');
    await page.getByLabel('What is agreed').press('Enter');
    await page.getByText('until Mar 9, 2099').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await page.goto(`${served.url}/initiatives/create`);
    await page.getByLabel('What is proposed').fill('Home repair for porches');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await heading(page, 'Home repair for porches');
    await page.getByRole('button', { name: 'Draft it' }).press('Enter');
    await page.getByRole('button', { name: 'To the department' }).waitFor();
    await page.getByRole('button', { name: 'To the Council' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('File number at the Council').fill('999999');
    await dialog.getByLabel('File number at the Council').press('Enter');
    await dialog.getByText('Enter a file number that is in the register of legislation.').waitFor();
    await dialog.getByLabel('File number at the Council').fill('210140');
    await dialog.getByLabel('File number at the Council').press('Enter');
    await page.getByRole('link', { name: '210140' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  },
);

it.skipIf(!chromium)('on a phone somebody writes a meeting down, and what is to be done is a task', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, '/meetings/create', { width: 390, height: 844 });
  await heading(page, 'Write down a meeting');
  await page.getByLabel('What it was about').fill('Rent help in winter');
  await page.getByRole('button', { name: 'Add an action' }).press('Enter');
  await page.getByLabel('Action 1', { exact: true }).fill('Send the new flyer');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Write it down' }).press('Enter');
  await heading(page, 'Rent help in winter');
  await page.getByText('Send the new flyer', { exact: true }).first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)(
  'an administrator says when the office works; a day that is closed is named, and a span that ends before it begins is refused',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.admin, '/settings/hours');
    await heading(page, 'Office hours');
    await page.getByLabel('Closes, line 5').fill('7 am');
    await page.getByRole('button', { name: 'Add a day' }).press('Enter');
    await page.getByLabel('Day that differs, line 1').fill('12/24/2099');
    await page.getByLabel('Why, line 1').fill('Stocktaking');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('Enter for each span when it opens and when it closes').waitFor();
    await page.getByLabel('Closes, line 5').fill('noon');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('The hours are saved.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const office = `select (select closes_at::text from business_hours where organization_id is null and weekday = 5) as friday,
    (select name from business_exceptions where organization_id is null and on_day = '2099-12-24') as name`;
    expect(await served.office.exec(office)).toEqual([{ friday: '12:00:00', name: 'Stocktaking' }]);
    await page.context().close();
  },
);
