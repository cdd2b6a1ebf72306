import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;

openHouse((house) => {
  ({ browser, served } = house);
});

it.skipIf(!chromium)('a wrong password is a sentence, and the address stays', async () => {
  const page = await browser.newPage();
  await page.goto(served.url);
  await page.getByLabel('E-mail address').fill(served.accounts.staff.email);
  await page.getByLabel('Password').fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('do not belong together').waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(served.accounts.staff.email);
  await page.context().close();
});

it.skipIf(!chromium)('a clerk takes an inquiry by keyboard alone, and closes it', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, '/inquiries?sort=-opened_at');
  await page.locator('.list-pane').waitFor();
  await page.keyboard.press('n');
  await page.getByRole('combobox', { name: 'Who is calling?' }).focus();
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('[role=option][aria-selected=true]').waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('What do they need?').focus();
  await page.keyboard.type('Which grant helps with a water line');
  await choose(page, page.getByRole('combobox', { name: 'Topic' }), 'Language assistance', 'language');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: 'Which grant helps with a water line' }).waitFor();
  await page.getByRole('button', { name: 'Close inquiry' }).first().waitFor();
  await page.keyboard.press('c');
  await page.getByLabel('Answered').check();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Reopen inquiry' }).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a viewer reads an inquiry and finds no button that writes', async () => {
  const { data } = await served.office.as('staff').from('topics').select('id').limit(1).single();
  const made = await served.office
    .as('staff')
    .from('inquiries')
    .insert({ subject: 'Read only', channel: 'phone', topic_id: data?.id ?? '' })
    .select('id')
    .single();
  const page = await signIn(browser, served.url, served.accounts.viewer, `/inquiries/${made.data?.id}`);
  await page.getByText('Your role may read this').waitFor();
  const names = await page.getByRole('button').allInnerTexts();
  expect(names.join(' ')).not.toMatch(/New inquiry|Close inquiry|Save|Assign/);
  await page.context().close();
});

it.skipIf(!chromium)('the second of two people who save is told, and nothing is overwritten', async () => {
  const { data } = await served.office.as('staff').from('topics').select('id').limit(1).single();
  const made = await served.office
    .as('staff')
    .from('inquiries')
    .insert({ subject: 'As it was', channel: 'phone', topic_id: data?.id ?? '' })
    .select('id')
    .single();
  const path = `/inquiries/${made.data?.id}/edit`;
  const mine = await signIn(browser, served.url, served.accounts.staff, path);
  await mine.getByLabel('Subject').fill('Mine');
  const theirs = await signIn(browser, served.url, served.accounts.manager, path);
  await theirs.getByLabel('Subject').fill('Theirs');
  await theirs.getByRole('button', { name: 'Save the facts' }).click();
  await theirs.getByRole('heading', { level: 1, name: 'Theirs' }).waitFor();
  await mine.getByRole('button', { name: 'Save the facts' }).click();
  await mine.getByText('Somebody else saved first').waitFor();
  const stored = await served.office.service
    .from('inquiries')
    .select('subject')
    .eq('id', made.data?.id ?? '')
    .single();
  expect(stored.data?.subject).toBe('Theirs');
  expect(await mine.getByLabel('Subject').inputValue()).toBe('Mine');
  await mine.context().close();
  await theirs.context().close();
});
