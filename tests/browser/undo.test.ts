import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, holdUndo, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;

openHouse((house) => {
  ({ browser, served } = house);
});

async function take(subject: string): Promise<string> {
  const staff = served.office.as('staff');
  const topic = await staff.from('topics').select('id').eq('code', 'other').maybeSingle();
  const any = topic.data ?? (await staff.from('topics').select('id').limit(1).single()).data;
  const made = await staff
    .from('inquiries')
    .insert({ subject, channel: 'phone', topic_id: any?.id ?? '' })
    .select('id')
    .single();
  return String(made.data?.id);
}

it.skipIf(!chromium)('a clerk closes an inquiry by keyboard, takes it back with Z, and does it again', async () => {
  const id = await take('Close me');
  const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${id}`);
  await page.getByRole('heading', { level: 1, name: 'Close me' }).waitFor();
  await page.getByRole('button', { name: 'Close inquiry' }).first().waitFor();
  await page.keyboard.press('c');
  await page.getByLabel('Answered').check();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Reopen inquiry' }).waitFor();
  const notice = page.getByRole('region', { name: 'What was done' });
  await notice.getByText('The inquiry is closed.').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await holdUndo(page);
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('z');
  await notice.getByText('Undone.').waitFor();
  await page.getByRole('button', { name: 'Close inquiry' }).waitFor();
  await page.keyboard.press('Control+z');
  await notice.getByText('Done again.').waitFor();
  await page.getByRole('button', { name: 'Reopen inquiry' }).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('from the story an act is undone later, and what changed since is said instead', async () => {
  const id = await take('First words');
  const staff = served.office.as('staff');
  await staff.from('inquiries').update({ subject: 'Second words' }).eq('id', id).select();
  await staff.from('inquiries').update({ location: 'Main St' }).eq('id', id).select();
  const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${id}`);
  await page.getByText('set the subject from First words to Second words').waitFor();
  await served.office.as('manager').from('inquiries').update({ subject: 'Third words' }).eq('id', id).select();
  await page.getByRole('button', { name: 'Undo: set the subject from First words to Second words' }).click();
  await page.getByText('Manager Person changed it since, and that would be lost.').waitFor();
  await page.getByRole('button', { name: 'All right' }).click();
  await page.getByRole('button', { name: 'Undo: set the place to Main St' }).click();
  await page.getByText('Undone.').waitFor();
  await page.getByText('undid what Staff Person did', { exact: false }).waitFor();
  expect((await served.office.exec('select subject, location from inquiries where id = $1', [id]))[0]).toEqual({
    subject: 'Third words',
    location: null,
  });
  await page.context().close();
});

it.skipIf(!chromium)('a resident’s history tells contacts too, and a viewer reads it without a way to undo', async () => {
  const { data: id } = await served.office
    .as('staff')
    .rpc('save_resident', { p_resident: { name: 'Rosa Peña', phones: [{ number: '+18165550101' }] } });
  const page = await signIn(browser, served.url, served.accounts.viewer, `/residents/${id}`);
  const history = page.getByRole('region', { name: 'History' });
  await history.getByText('entered it; added phone number +18165550101').waitFor();
  expect(await history.getByRole('button').count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)('a manager looks through what the office did, by person and thing, and undoes from there', async () => {
  const id = await take('Told to the manager');
  await served.office.as('staff').from('inquiries').update({ subject: 'Changed by staff' }).eq('id', id).select();
  const page = await signIn(browser, served.url, served.accounts.manager, '/settings/history');
  await page.getByRole('heading', { level: 1, name: 'History of the office' }).waitFor();
  await page.getByText('set the subject from Told to the manager to Changed by staff').waitFor();
  await choose(page, page.getByRole('combobox', { name: 'What' }), 'resident', 'resident');
  await page.waitForURL(/what=residents/);
  await page.getByText('Told to the manager').waitFor({ state: 'detached' });
  await page.goto(`${served.url}/settings/history?what=inquiries`);
  await page.getByRole('button', { name: /^Undo: .*Told to the manager to Changed by staff/ }).click();
  await page.getByText('Undone.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect((await served.office.exec('select subject from inquiries where id = $1', [id]))[0]).toEqual({ subject: 'Told to the manager' });
  await page.context().close();
});

it.skipIf(!chromium)('whoever is no manager is told why the office’s history is not shown', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, '/settings/history');
  await page.getByText('The history of the whole office is for managers.').waitFor();
  await page.context().close();
});
