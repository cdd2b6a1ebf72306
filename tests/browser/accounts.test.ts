import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closePages, findChromium, openBrowser } from '../support/browser.ts';
import { type Mailbox, openMailbox, textOf } from '../support/mailbox.ts';
import { type ServedOffice, startOffice } from '../support/office.ts';
import { findBarriers, signInByForm as signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let box: Mailbox;
let served: ServedOffice;

beforeAll(async () => {
  if (!chromium) return;
  browser = await openBrowser();
  box = await openMailbox();
  served = await startOffice({ SMTP_URL: box.url, MAIL_FROM: 'Office <office@city.example>' });
});
afterAll(async () => {
  await closePages(browser);
  await served?.stop();
  await box?.close();
});

const open = async (path: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce', locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(served.url + path);
  return page;
};
const linkIn = (text: string) => /https?:\S+token=\S+/.exec(text)?.[0] ?? '';
const account = (email: string, password: string) => ({ email, password });

it.skipIf(!chromium)('an administrator invites, the letter’s link makes the account, and the person is in', async () => {
  const admin = await signIn(browser, served.url, served.accounts.admin, '/settings/staff', { live: true });
  await admin.getByRole('button', { name: 'Invite somebody' }).click();
  await admin.getByLabel('Name').fill('Ana Morales');
  await admin.getByLabel('E-mail address').fill('viewer@office.example');
  await admin.getByRole('button', { name: 'Send the invitation' }).click();
  await admin.getByText('This address belongs to Viewer Person already.').waitFor();
  await admin.getByLabel('E-mail address').fill('ana@city.example');
  await admin.getByRole('button', { name: 'Send the invitation' }).click();
  await admin.locator('.row', { hasText: 'ana@city.example' }).getByText('Invited').waitFor();

  const page = await open(new URL(linkIn(textOf(await box.letterTo('ana@city.example')))).href.slice(served.url.length));
  await page.getByRole('heading', { name: 'Make your account' }).waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe('ana@city.example');
  await page.getByLabel('New password').pressSequentially('tin roof');
  await page.getByText('4 more characters').waitFor();
  await page.getByLabel('New password').fill('ana morales ana');
  await page.getByText('This is mostly your name or address').waitFor();
  await page.getByLabel('New password').fill('tin roof in a gale');
  await page.getByText('This will do.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.locator('#main').waitFor();
  await expect.poll(() => new URL(page.url()).search).toBe('');

  await admin.locator('.row', { hasText: 'ana@city.example' }).getByText('Active').waitFor();
  await admin.getByRole('button', { name: 'Ana Morales' }).click();
  await admin.getByRole('button', { name: 'Deactivate', exact: true }).click();
  await admin.getByRole('button', { name: 'Deactivate Ana Morales' }).click();
  await admin.getByRole('heading', { name: 'No longer here' }).waitFor();
  await page.goto(`${served.url}/inquiries`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('E-mail address').fill('ana@city.example');
  await page.getByLabel('Password').fill('tin roof in a gale');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('This address and password do not belong together').waitFor();
  await page.context().close();
  await admin.context().close();
});

it.skipIf(!chromium)('a link that was used says so, and what to do', async () => {
  const page = await open('/invite?token=nonsense');
  await page.getByText('This invitation was used already, was withdrawn or has expired.').waitFor();
  await page.getByRole('button', { name: 'Go to sign-in' }).click();
  await page.getByLabel('Password').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a forgotten password is made anew by letter, and the old one is gone', async () => {
  const page = await open('/');
  await page.getByLabel('E-mail address').fill(served.accounts.viewer.email);
  await page.getByRole('button', { name: 'Forgot your password?' }).click();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(served.accounts.viewer.email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('a letter with a link is on its way').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.goto(linkIn(textOf(await box.letterTo(served.accounts.viewer.email))));
  await page.getByLabel('New password').fill(served.accounts.viewer.password);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.getByText('This is the password you have already.').waitFor();
  await page.getByLabel('New password').fill('mira el río de noche');
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.locator('#main').waitFor();
  await page.context().close();
  const again = await signIn(browser, served.url, account(served.accounts.viewer.email, 'mira el río de noche'));
  await again.context().close();
});

it.skipIf(!chromium)('a code by letter signs in; a wrong one is told at the field', async () => {
  const page = await open('/');
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByRole('button', { name: 'Usar un código por correo' }).click();
  await page.getByLabel('Correo electrónico').fill(served.accounts.staff.email);
  await page.getByRole('button', { name: 'Enviarme un código' }).click();
  const code = /\b\d{6}\b/.exec(textOf(await box.letterTo(served.accounts.staff.email)))?.[0] ?? '';
  await page.getByLabel('Código del correo').fill(code === '123456' ? '654321' : '123456');
  await page.getByRole('button', { name: 'Iniciar sesión', exact: true }).click();
  await page.getByText('Este código no es correcto o ya no sirve.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByLabel('Código del correo').fill(code);
  await page.keyboard.press('Enter');
  await page.locator('#main').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('one changes the own password; what was open elsewhere asks to sign in again and keeps what was typed', async () => {
  const { manager } = served.accounts;
  const elsewhere = await signIn(browser, served.url, manager, '/inquiries/create');
  await elsewhere.getByRole('textbox', { name: 'What do they need?' }).fill('Half a sentence');
  const here = await signIn(browser, served.url, manager, '/account');
  await here.getByLabel('Present password').fill('wrong');
  await here.getByLabel('New password').fill('tin roof in a gale');
  await here.getByRole('button', { name: 'Change the password' }).click();
  await here.getByText('This is not your present password.').waitFor();
  await here.getByLabel('Present password').fill(manager.password);
  await here.getByRole('button', { name: 'Change the password' }).click();
  await here.getByText('Your password is changed.').waitFor();
  expect(await findBarriers(here)).toEqual([]);
  await here.context().close();

  await elsewhere.getByRole('textbox', { name: 'What do they need?' }).pressSequentially(', and the rest');
  await elsewhere.getByRole('combobox', { name: 'Who is calling?' }).fill('Ros');
  await elsewhere.getByRole('dialog').getByLabel('Password').fill('tin roof in a gale');
  await elsewhere.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await elsewhere.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await elsewhere.getByRole('textbox', { name: 'What do they need?' }).inputValue()).toBe('Half a sentence, and the rest');
  await elsewhere.context().close();
});

it.skipIf(!chromium)('whoever is no administrator is told who manages the staff', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, '/settings/staff');
  await page.getByText('Only administrators manage the staff.').waitFor();
  expect(await page.getByRole('button', { name: 'Invite somebody' }).count()).toBe(0);
  await page.context().close();
});
