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
  const { error } = await served.office
    .as('staff')
    .rpc('save_resident', { p_resident: { name: 'Halima Abdi', phones: [{ number: '+18165550142' }] } });
  if (error) throw error;
});

it.skipIf(!chromium)('a clerk finds a resident by a piece of their number, from anywhere, by keyboard alone', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, '/reports');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('555-0142');
  // Enter before the answer is there waits for it.
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Halima Abdi' }).waitFor();
  await page.keyboard.press('/');
  await page
    .getByRole('dialog')
    .getByRole('option', { name: /Halima Abdi/ })
    .waitFor();
  expect(await page.getByRole('dialog').getByText('Opened lately').count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.context().close();
});

it.skipIf(!chromium)('the same box finds pages and actions in the reader’s words', async () => {
  const page = await signIn(browser, served.url, served.accounts.viewer, '/');
  await page.getByRole('button', { name: /Find a person/ }).click();
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('coun rep');
  await page.getByRole('option', { name: /Council report/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/reports');
  await page.keyboard.press('Control+k');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('dark');
  await page.getByRole('option', { name: 'Theme: Dark' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  // A viewer takes no inquiries: the action is not offered.
  await page.keyboard.press('Control+k');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('new inq');
  await page.getByRole('option', { name: /All inquiries with/ }).waitFor();
  expect(await page.getByRole('option', { name: 'New inquiry' }).count()).toBe(0);
  await page.context().close();
});

it.skipIf(!chromium)('single keys can be switched off; Ctrl+K stays', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, '/topics');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: 'Single keys are on' }).click();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('n');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: /Find a person/ }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/topics');
  await page.context().close();
});

for (const look of [
  { dark: false, width: 1440 },
  { dark: true, width: 390 },
]) {
  it.skipIf(!chromium)(`the search has no barrier that axe can find, ${look.width} pixels wide`, async () => {
    const page = await signIn(browser, served.url, served.accounts.manager, '/', { ...look, height: 844 });
    await page.getByRole('button', { name: /Find a person/ }).click();
    expect(await findBarriers(page)).toEqual([]);
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('halima');
    await page.getByRole('option', { name: /Halima Abdi/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.width);
    await page.context().close();
  });
}
