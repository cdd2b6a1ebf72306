import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { phonePng } from '../support/pictures.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let folder: string;
let topic: string;

openHouse(async (house) => {
  ({ browser, served } = house);
  folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-things-'));
  topic = String((await served.office.exec<{ id: string }>('select id from topics order by code limit 1'))[0]?.id);
});
afterAll(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function openInquiry(subject: string) {
  const { data } = await served.office
    .as('staff')
    .from('inquiries')
    .insert({ subject, channel: 'phone', topic_id: topic })
    .select('id')
    .single();
  return `/inquiries/${data?.id}`;
}
async function fileOf(name: string, content: string | Buffer) {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}
const files = (page: Page) => page.getByRole('region', { name: 'Files' });
const tasks = (page: Page) => page.getByRole('region', { name: 'Tasks' });

it.skipIf(!chromium)('a clerk adds files to an inquiry, opens a picture, takes one away and puts it back', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, await openInquiry('With files'));
  const photo = await fileOf('Broken pipe.png', phonePng({ width: 64, height: 48, orientation: 1 }));
  const letter = await fileOf('letter.txt', 'The letter.');
  const page404 = await fileOf('page.txt', '<!doctype html><script>alert(1)</script>');
  await page.getByTestId('files').setInputFiles([photo, letter, page404]);
  await files(page).getByText('Files of this kind are not taken.', { exact: false }).waitFor();
  await files(page).getByRole('button', { name: 'Broken pipe.png', exact: true }).waitFor();
  await files(page).getByRole('button', { name: 'letter.txt', exact: true }).waitFor();
  await files(page).getByRole('button', { name: 'Dismiss page.txt' }).click();
  await files(page).locator('img[src^="data:image/jpeg"]').waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await files(page).getByRole('button', { name: 'Broken pipe.png', exact: true }).click();
  await page.getByRole('dialog').getByRole('img', { name: 'Broken pipe.png' }).waitFor();
  // A key goes to the dialog once it has the focus, which is when it has opened whole.
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  const download = page.waitForEvent('download');
  await files(page).getByRole('button', { name: 'letter.txt', exact: true }).click();
  expect((await download).suggestedFilename()).toBe('letter.txt');

  await files(page).getByRole('button', { name: 'Remove letter.txt' }).click();
  await page.locator('.timeline').getByText('removed the file “letter.txt”').waitFor();
  await files(page).getByText('1 removed').click();
  await files(page).getByRole('button', { name: 'Put letter.txt back' }).click();
  await files(page).getByRole('button', { name: 'letter.txt', exact: true }).waitFor();
  await page.locator('.timeline').getByText('put the file “letter.txt” back').waitFor();
  const log = await served.office.exec('select purpose from attachment_downloads order by id');
  expect(log).toEqual([{ purpose: 'preview' }, { purpose: 'download' }]);
  await page.context().close();
});

it.skipIf(!chromium)('a file is dropped on the record, or pasted, wherever the person is', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, await openInquiry('Dropped on'));
  await files(page).waitFor();
  const give = (kind: 'drop' | 'paste', name: string) =>
    page.evaluate(
      ([kind, name]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([`Content of ${name}`], name ?? '', { type: 'text/plain' }));
        if (kind === 'drop') {
          document
            .querySelector('.record h1')
            ?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
        } else document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
      },
      [kind, name],
    );
  await give('drop', 'dropped.txt');
  await files(page).getByRole('button', { name: 'dropped.txt', exact: true }).waitFor();
  await give('paste', 'pasted.txt');
  await files(page).getByRole('button', { name: 'pasted.txt', exact: true }).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a task is added, ticked and opened again by keyboard alone', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, await openInquiry('By keyboard'));
  await tasks(page).getByRole('button', { name: 'Add a task' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Call back about the pipe');
  await page.getByLabel('Until when?').focus();
  await page.keyboard.type('tomorrow');
  await page.keyboard.press('Enter');
  const box = tasks(page).getByRole('checkbox', { name: 'Call back about the pipe' });
  await box.waitFor();
  await page.goto(`${served.url}/tasks`);
  await page.getByRole('checkbox', { name: 'Call back about the pipe' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.locator('body').press('j');
  await page.keyboard.press('x');
  await page.getByText('You have no open tasks.', { exact: false }).waitFor();
  await page.locator('body').press('z');
  await page.getByRole('checkbox', { name: 'Call back about the pipe' }).waitFor();
  await page.getByRole('checkbox', { name: 'Call back about the pipe' }).press('Space');
  await page.getByText('You have no open tasks.', { exact: false }).waitFor();
  const [stored] = await served.office.exec(
    `select outcome, due_on = office_today() + 1 as tomorrow from tasks where title = 'Call back about the pipe'`,
  );
  expect(stored).toEqual({ outcome: 'done', tomorrow: true });
  await page.goto(`${served.url}/tasks?tab=done`);
  await page.getByRole('checkbox', { name: 'Call back about the pipe' }).press('Space');
  await page.getByText('No task has been done yet.').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a checklist that a manager wrote holds an inquiry open until its required task is done', async () => {
  const manager = await signIn(browser, served.url, served.accounts.manager, '/settings/checklists');
  await manager.getByRole('button', { name: 'New checklist' }).click();
  await manager.getByRole('button', { name: 'Save checklist' }).click();
  await manager.getByText('Give the checklist a name.').waitFor();
  await manager.getByLabel('Name').fill('Before closing');
  await manager.getByLabel('Task 1', { exact: true }).fill('Ask whether it helped');
  await manager.getByLabel('The inquiry cannot be closed before it is done').check();
  await manager.getByRole('button', { name: 'Add a task' }).click();
  await manager.getByLabel('Task 2', { exact: true }).fill('Thank the department');
  expect(await findBarriers(manager)).toEqual([]);
  await manager.getByRole('button', { name: 'Save checklist' }).click();
  await manager.getByRole('link', { name: 'Before closing' }).waitFor();
  await manager.context().close();

  const page = await signIn(browser, served.url, served.accounts.staff, await openInquiry('Held open'));
  await tasks(page).getByRole('button', { name: 'Use a checklist' }).click();
  await tasks(page).getByRole('checkbox', { name: 'Before closing' }).focus();
  await page.keyboard.press('Space');
  await tasks(page).getByText('Thank the department').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Add 2 tasks' }).click();
  await tasks(page).getByRole('checkbox', { name: 'Thank the department' }).waitFor();
  await page.locator('.timeline').getByText('added the task “Ask whether it helped”; added the task “Thank the department”').waitFor();
  const close = async () => {
    await page.getByRole('button', { name: 'Close inquiry' }).first().click();
    await page.getByLabel('Answered').check();
    await page.keyboard.press('Enter');
  };
  await close();
  await page.getByText('A task that is needed to close this inquiry is still open.', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await tasks(page).getByRole('checkbox', { name: 'Ask whether it helped' }).check();
  await tasks(page).getByText('1 done').waitFor();
  await close();
  await page.getByRole('button', { name: 'Reopen inquiry' }).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a viewer reads tasks and files, takes a file, and finds nothing that writes', async () => {
  const address = await openInquiry('Only read');
  const id = address.split('/')[2] ?? '';
  await served.office.as('staff').from('tasks').insert({ title: 'Not for viewers', inquiry_id: id });
  await fetch(`${served.url}/attachments?table=inquiries&id=${id}`, {
    method: 'POST',
    headers: { 'x-file-name': 'read.txt', authorization: `Bearer ${served.office.tokenOf('staff')}` },
    body: 'For reading',
  });
  const page = await signIn(browser, served.url, served.accounts.viewer, address);
  await tasks(page).getByText('Not for viewers').waitFor();
  expect(await tasks(page).getByRole('checkbox').isDisabled()).toBe(true);
  const download = page.waitForEvent('download');
  await files(page).getByRole('button', { name: 'read.txt', exact: true }).click();
  await download;
  const names = (await page.locator('.things').getByRole('button').allInnerTexts()).join(' ');
  expect(names).not.toMatch(/Add|Change|Remove|needed|checklist/);
  await page.context().close();
});

it.skipIf(!chromium)('tasks, checklists and files fit a phone of 390 pixels, in the dark too', async () => {
  const address = await openInquiry('On a phone');
  const page = await signIn(browser, served.url, served.accounts.manager, address, { width: 390, height: 844, dark: true });
  for (const path of [address, '/tasks', '/settings/checklists', '/settings/checklists/create']) {
    await page.goto(served.url + path);
    await page.locator('#main h1').waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
    expect(await findBarriers(page), path).toEqual([]);
  }
  await page.context().close();
});
