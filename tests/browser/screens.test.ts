import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChromium, openBrowser } from '../support/browser.ts';
import { type ServedOffice, startOffice } from '../support/office.ts';
import { findBarriers, signIn } from './support.ts';

const chromium = findChromium();
const screens = [
  '/',
  '/inquiries?sort=-opened_at',
  '/inquiries/create',
  '/residents',
  '/residents/create',
  '/reports',
  '/legislation',
  '/topics',
  '/notifications',
  '/account',
  '/settings/staff',
  '/nowhere',
];
let browser: Browser;
let served: ServedOffice;

beforeAll(async () => {
  if (!chromium) return;
  browser = await openBrowser();
  served = await startOffice();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

for (const dark of [false, true]) {
  it.skipIf(!chromium)(`no screen has a barrier that axe can find, ${dark ? 'dark' : 'light'}`, async () => {
    const page = await signIn(browser, served.url, served.accounts.manager, '/', { dark });
    const found: string[] = [];
    for (const screen of screens) {
      await page.goto(served.url + screen);
      await page.locator('#main h1').waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      found.push(...(await findBarriers(page)).map((barrier) => `${screen} ${barrier}`));
    }
    expect(found).toEqual([]);
    await page.context().close();
  });
}

it.skipIf(!chromium)('no screen is wider than a phone of 390 pixels', async () => {
  const page = await signIn(browser, served.url, served.accounts.manager, '/', { width: 390, height: 844 });
  for (const screen of screens) {
    await page.goto(served.url + screen);
    await page.locator('#main h1').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), screen).toBeLessThanOrEqual(390);
  }
  await page.context().close();
});
