import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let inquiry: string;

openHouse(async (house) => {
  ({ browser, served } = house);
  const [made] = await served.office.exec<{ id: string }>(
    `insert into inquiries (subject, channel, topic_id) values ('Streetlight on Oak', 'phone', (select id from topics limit 1)) returning id`,
  );
  inquiry = String(made?.id);
});

it.skipIf(!chromium)('a clerk mentions a colleague by keyboard, and the colleague finds it in the inbox', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${inquiry}`);
  await page.getByRole('textbox', { name: /What happened/ }).focus();
  await page.keyboard.type('Please look, @man');
  await page.getByRole('option', { name: 'Manager Person' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.keyboard.type('knows it');
  await page.keyboard.press('Control+Enter');
  await page.locator('.mention', { hasText: '@Manager Person' }).waitFor();
  await page.context().close();

  const theirs = await signIn(browser, served.url, served.accounts.manager, '/topics');
  await theirs.getByRole('link', { name: /Inbox.*1 not read/ }).click();
  await theirs.getByRole('link', { name: 'Staff Person mentioned you' }).waitFor();
  expect(await findBarriers(theirs)).toEqual([]);
  await theirs.getByRole('link', { name: 'Staff Person mentioned you' }).click();
  await theirs.getByRole('heading', { level: 1, name: 'Streetlight on Oak' }).waitFor();
  await theirs.getByRole('link', { name: 'Inbox', exact: true }).click();
  await theirs.getByText('You have read everything.').waitFor();
  await theirs.context().close();
});

it.skipIf(!chromium)('what reaches a person is their choice, and is kept', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, '/notifications', { width: 390, height: 844, dark: true });
  await page.getByRole('switch', { name: 'Morning mail' }).click();
  await page.getByRole('switch', { name: 'Morning mail', checked: false }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await findBarriers(page)).toEqual([]);
  await page.reload();
  await page.getByRole('switch', { name: 'Morning mail', checked: false }).waitFor();
  await page.context().close();
});
