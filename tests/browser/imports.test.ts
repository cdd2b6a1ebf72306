import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;

openHouse((house) => {
  ({ browser, served } = house);
});

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const chosen = (page: Page) => page.getByLabel('Choose a file', { exact: true });

it.skipIf(!chromium)(
  'a coordinator imports a list of residents, decides about a likely duplicate by keyboard, saves the rejects, and takes it back',
  async () => {
    const { error } = await served.office
      .as('staff')
      .rpc('save_resident', { p_resident: { name: 'Robert Castellanos', phones: [{ number: '+18165550901' }] } as never });
    expect(error).toBeNull();
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/residents');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Import residents' }).waitFor();
    const text = 'Client;Phone;Language\nBob Castellanos;8165550901;Spanish\nImported Person;816 555 0902;\nWrong Number;+12;\n';
    await chosen(page).setInputFiles(file('people.csv', text));
    // The column of the name is not known by "Client": it is asked for.
    await page.getByText('Say first which column is: Name.').waitFor();
    await choose(page, page.getByLabel('Name', { exact: true }), 'Client');
    const compare = page.getByRole('button', { name: 'Compare with what is here' });
    await compare.focus();
    await page.keyboard.press('Enter');
    await page.getByText('1 likely duplicate · 1 rejected · 1 new').waitFor();
    await page.getByText('Phone: “+12” is no phone number. Write it with its area code.').waitFor();
    const twin = page.getByRole('listitem').filter({ hasText: 'Line 2:' });
    await twin.getByText('similar name, same phone number').waitFor();
    await twin.getByText('Name: Robert Castellanos becomes Bob Castellanos').waitFor();
    await page.getByRole('button', { name: 'Take in 1 resident' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await findBarriers(page)).toEqual([]);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the rejected lines' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('people-rejected.csv');
    const rejects = await readFile(await download.path(), 'utf8');
    expect(rejects).toBe(
      "\uFEFFLine,Reason,Client,Phone,Language\r\n4,Phone: “+12” is no phone number. Write it with its area code.,Wrong Number,'+12,\r\n",
    );

    await choose(page, page.getByRole('combobox', { name: 'What becomes of all likely duplicates' }), 'Update those who are here');
    await page.getByRole('button', { name: 'Take in 2 residents' }).click();
    const notice = page.getByRole('region', { name: 'What was done' });
    await notice.getByText('2 residents were taken in.').waitFor();
    await page.getByRole('link', { name: 'Imported Person' }).waitFor();
    await page.getByRole('link', { name: 'Bob Castellanos' }).waitFor();
    await notice.getByRole('button', { name: /^Undo/ }).click();
    await notice.getByText('Undone.').waitFor();
    await page.getByRole('link', { name: 'Robert Castellanos' }).waitFor();
    await page.getByRole('link', { name: 'Imported Person' }).waitFor({ state: 'detached' });

    // The rejects, corrected: their own columns are known again, line and reason are passed over.
    await page.goto(`${served.url}/residents/import`);
    await chosen(page).setInputFiles(file('people-rejected.csv', rejects.replace("'+12", '816 555 0903')));
    await choose(page, page.getByLabel('Name', { exact: true }), 'Client');
    await compare.click();
    await page.getByRole('button', { name: 'Take in 1 resident' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { level: 2, name: 'people-rejected.csv' }).waitFor({ state: 'detached' });
    await page.context().close();
  },
);

it.skipIf(!chromium)('a manager imports cases of another system, which are known by their columns, on a phone', async () => {
  const page = await signIn(browser, served.url, served.accounts.manager, '/inquiries');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Import inquiries' }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  const head = 'service_request_id,requested_datetime,closed_date,status_description,service_name,description';
  const text = `${head}\nw1,2026-08-24T11:07:00-05:00,,Open,Walked Potholes,A hole by the school\nw2,2026-08-24T11:07:00-05:00,,Closed,Walked Potholes,Filled\n`;
  await chosen(page).setInputFiles(file('bulk.csv', text));
  await page.getByText('GeoReport Bulk (Open311)').waitFor();
  await page.getByRole('button', { name: 'Compare with what is here' }).click();
  await page.getByText('closed_date: It is closed, and nothing says when. Write the day.').waitFor();
  await page.getByText('1 is open and gets none: opened more than 30 days ago').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Take in 1 inquiry' }).click();
  const notice = page.getByRole('region', { name: 'What was done' });
  await notice.getByText('1 inquiry was taken in.').waitFor();
  await page.getByRole('link', { name: /Walked Potholes/ }).waitFor();
  await notice.getByRole('button', { name: /^Undo/ }).click();
  await notice.getByText('Undone.').waitFor();
  await page.getByRole('link', { name: /Walked Potholes/ }).waitFor({ state: 'detached' });
  await page.context().close();
});
