import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse(async (house) => {
  ({ browser, served } = house);
  await served.office.exec(`insert into residents (name) values ('Walk Export Anna'), ('Walk Export Ben'), ('Somebody Else')`);
});

it.skipIf(!chromium)('a clerk takes a filtered list away by keyboard, says what for, and a manager reads it on a phone', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, '/residents?q=walk+export&sort=-name');
  await page.getByText('2 records').waitFor();
  await page.getByRole('button', { name: 'Export', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export this list' });
  await dialog.getByText('2 records, as the list shows them').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByLabel('CSV').check();
  const column = (name: string) => dialog.getByRole('group', { name: 'Columns' }).getByLabel(name, { exact: true });
  const columns = dialog.getByRole('group', { name: 'Columns' }).getByRole('checkbox');
  const purpose = dialog.getByLabel('What is this file for?');
  await purpose.fill('because');
  await purpose.press('Tab');
  await dialog.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await dialog.getByText('Say in a sentence what this file is for').waitFor();
  expect(await purpose.evaluate((field) => field === document.activeElement)).toBe(true);
  await purpose.fill('The council asked who lives in the third district');
  // All are chosen at first. Without a column there is no file: said, and the first of them is where the keys are.
  for (const box of await columns.all()) {
    expect(await box.isChecked()).toBe(true);
    await box.focus();
    await page.keyboard.press('Space');
  }
  await dialog.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await dialog.getByText('Choose at least one column').waitFor();
  expect(await column('Name').evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Space');
  await column('Phones').press('Space');
  await dialog.getByText('Choose at least one column').waitFor({ state: 'detached' });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^residents-\d{4}-\d\d-\d\d\.csv$/);
  const rows = parse(await readFile(await file.path()), { bom: true }) as string[][];
  expect(rows).toEqual([
    ['Name', 'Phones'],
    ['Walk Export Ben', ''],
    ['Walk Export Anna', ''],
  ]);
  await dialog.waitFor({ state: 'detached' });
  // What was left out is left out the next time, of this list, wherever they sign in.
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('rotunda.lists')) localStorage.removeItem(key);
  });
  await page.reload();
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await expect.poll(() => columns.and(page.locator(':checked')).count()).toBe(2);
  expect(await column('Name').isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'All columns' }).press('Enter');
  expect(await columns.and(page.locator(':checked')).count()).toBe(await columns.count());
  expect(await column('Name').evaluate((box) => box === document.activeElement)).toBe(true);
  await page.context().close();

  const phone = await signIn(browser, served.url, served.accounts.manager, '/settings/exports', { width: 390, height: 844, dark: true });
  const line = phone.getByRole('listitem').filter({ hasText: 'The council asked who lives in the third district' });
  await line.getByText('Staff Person').waitFor();
  await line.getByText('2 records').waitFor();
  expect(await findBarriers(phone)).toEqual([]);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await line.getByRole('link').focus();
  await phone.keyboard.press('Enter');
  await phone.getByText('2 records').waitFor();
  expect(new URL(phone.url()).search).toContain('walk+export');
  await phone.context().close();
});

it.skipIf(!chromium)('a manager reads on a phone who took a file; a clerk is not offered it', async () => {
  const { data } = await served.office
    .as('staff')
    .from('inquiries')
    .insert({
      subject: 'With a letter',
      channel: 'phone',
      topic_id: String((await served.office.exec<{ id: string }>('select id from topics order by code limit 1'))[0]?.id),
    })
    .select('id')
    .single();
  const as = (role: 'staff' | 'viewer') => ({ authorization: `Bearer ${served.accounts[role].session.access_token}` });
  const sent = await fetch(`${served.url}/attachments?table=inquiries&id=${data?.id}`, {
    method: 'POST',
    headers: { ...as('staff'), 'x-file-name': 'letter.txt' },
    body: 'The letter.',
  });
  const { id } = (await sent.json()) as { id: string };
  await (await fetch(`${served.url}/attachments/${id}`, { headers: as('viewer') })).text();
  const page = await signIn(browser, served.url, served.accounts.manager, `/inquiries/${data?.id}`, { width: 390, height: 844 });
  const files = page.getByRole('region', { name: 'Files' });
  await files.getByRole('button', { name: 'Who had letter.txt' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Who had letter.txt' });
  await dialog.getByText('Viewer Person · took it').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.context().close();
  const clerk = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${data?.id}`);
  await clerk.getByRole('region', { name: 'Files' }).getByRole('button', { name: 'letter.txt', exact: true }).waitFor();
  expect(await clerk.getByRole('button', { name: 'Who had letter.txt' }).count()).toBe(0);
  await clerk.context().close();
});
