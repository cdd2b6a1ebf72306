import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let inquiry: string;
openHouse(async (house) => {
  ({ browser, served } = house);
  const rows = await served.office.exec<{ id: string }>(
    `insert into inquiries (subject, channel, topic_id, assigned_to) select 'May I build a fence?', 'phone', t.id, s.id from topics t, staff s where t.code = 'other' and s.role = 'staff' returning id`,
  );
  inquiry = String(rows[0]?.id);
});
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

it.skipIf(!chromium)(
  'an answer is written with its law, given on the phone, and doubtful once the law is amended: who has it is a list',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/legislation/create');
    await page.getByLabel('File number').fill('250932');
    await page.getByLabel('Title', { exact: true }).fill('Fences in front yards');
    await page.getByRole('button', { name: 'Add a section' }).press('Enter');
    await page.getByLabel('Number of section 1').fill('3');
    await page.getByRole('button', { name: 'Enter it' }).press('Enter');
    await heading(page, 'Fences in front yards');
    await page.getByText('No answer rests on it yet.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const law = new URL(page.url()).pathname;

    await page.goto(`${served.url}/answers/create`);
    await page.getByLabel('Question').fill('May I build a fence in front?');
    await page.getByLabel('Answer in language 1').fill('You may build one. Ask for a permit first.');
    await page.getByRole('button', { name: 'Add a file' }).press('Enter');
    await choose(page, page.getByLabel('File 1', { exact: true }), 'Ordinance No. 250932', '250932');
    await choose(page, page.getByLabel('Section of file 1'), '§ 3');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save as a draft' }).press('Enter');
    await heading(page, 'May I build a fence in front?');
    const card = new URL(page.url()).pathname;
    await page.getByRole('button', { name: 'Checked: put it to use' }).press('Enter');
    const check = page.getByRole('dialog', { name: 'Checked: put it to use' });
    await check.getByRole('button', { name: 'Checked: put it to use' }).press('Enter');
    await page.locator('.record-tags').getByText('In use').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    const phone = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${inquiry}`, { width: 390, height: 844 });
    await phone.getByRole('button', { name: 'Use an answer' }).first().press('Enter');
    const picker = phone.getByRole('dialog', { name: 'Use an answer' });
    await picker.getByLabel('A word of the question, or a file number').fill('fence');
    await picker.getByText('Ordinance No. 250932, § 3').waitFor();
    expect(await findBarriers(phone)).toEqual([]);
    await picker.getByRole('button', { name: /^Use the answer/ }).press('Enter');
    await picker.waitFor({ state: 'detached' });
    const text = 'You may build one. Ask for a permit first.\n\n(Ordinance No. 250932, § 3)';
    const note = phone.locator('.composer textarea');
    await expect.poll(() => note.inputValue()).toBe(text);
    await choose(phone, phone.locator('.composer').getByRole('combobox', { name: 'Kind of entry' }), 'Call');
    await phone.locator('.composer').getByRole('button', { name: 'Save entry' }).press('Enter');
    await phone.getByText('The entry is saved.').waitFor();

    await page.goto(served.url + law);
    await page.getByRole('button', { name: 'It was amended or repealed' }).press('Enter');
    const amend = page.getByRole('dialog', { name: 'It was amended or repealed' });
    await amend.getByText('1 answer will wait to be checked').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await amend.getByRole('button', { name: 'Mark as amended' }).press('Enter');
    await page.locator('.law-cards').getByText('To check').waitFor();
    await page.goto(served.url + card);
    await page.getByText('1 person has an answer that is not right any more.').waitFor();
    await page.getByRole('link', { name: /May I build a fence\?/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await phone.goto(`${served.url}/answers?tab=review`);
    await phone.getByText('To check: 250932 was amended.').waitFor();
    expect(await findBarriers(phone)).toEqual([]);
  },
);

it.skipIf(!chromium)('a macro is written, looked at on an inquiry, run, and taken back', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, '/settings/macros/create');
  await page.getByLabel('Name').fill('Wait for the department');
  await choose(page, page.getByLabel('Status'), 'Waiting', 'Waiting');
  await page.getByLabel('Internal note').fill('The department was asked.');
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save macro' }).press('Enter');
  await page.getByRole('link', { name: 'Wait for the department' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await page.goto(`${served.url}/inquiries/${inquiry}`);
  await page.getByRole('button', { name: 'Run a macro' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Run a macro' });
  await choose(page, dialog.getByRole('combobox', { name: 'Macro' }), 'Wait for the department', 'Wait');
  await dialog.getByText('Note: The department was asked.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Run it on 1 inquiry' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('The department was asked.').first().waitFor();
  await page.locator('.undo-way button').first().press('Enter');
  await page.getByText('The department was asked.').first().waitFor({ state: 'detached' });
});
