import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closePages, findChromium, openBrowser } from '../support/browser.ts';
import { findBarriers } from './barriers.ts';

const chromium = findChromium();
let browser: Browser;
beforeAll(async () => {
  if (chromium) browser = await openBrowser();
});
afterAll(() => closePages(browser));

it.skipIf(!chromium)('what is hard to read is told each time, also where as much of the kind was well before', async () => {
  const page = await (await browser.newContext()).newPage();
  const line = (words: string, style = '') => `<p class="line" style="${style}">${words}</p>`;
  await page.setContent(
    `<html lang="en"><title>Lines</title><main><h1>Lines</h1>${line('One')}${line('Two')}<div id="dim">${line('Three')}</div></main></html>`,
  );
  expect(await findBarriers(page)).toEqual([]);
  // The same text on another ground, by what it stands in alone.
  await page.evaluate(() => document.querySelector('#dim')?.setAttribute('style', 'background: #333'));
  for (const _ of [1, 2]) expect(await findBarriers(page)).toEqual(['color-contrast: #dim > p']);
  await page.evaluate(() => document.querySelector('#dim')?.setAttribute('style', ''));
  expect(await findBarriers(page)).toEqual([]);
  await page.evaluate(() => document.querySelector('.line')?.setAttribute('style', 'color: #ccc'));
  expect(await findBarriers(page)).toEqual([expect.stringMatching(/^color-contrast: (?!#dim)/)]);
  await page.context().close();
});
