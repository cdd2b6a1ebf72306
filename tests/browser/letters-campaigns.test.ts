import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CompiledCampaign, compileCampaign, renderLetter } from '../../src/server/campaigns/compile.ts';
import { ownLayouts } from '../../src/server/campaigns/frame.ts';
import { bulletin } from '../server/campaigns/bulletin.ts';
import { ana, links } from '../server/campaigns/content.ts';
import { closePages, openBrowser } from '../support/browser.ts';

let browser: Browser;
const compiled = {} as Record<'letter' | 'bulletin', CompiledCampaign>;
beforeAll(async () => {
  browser = await openBrowser();
  for (const name of ['letter', 'bulletin'] as const)
    compiled[name] = await compileCampaign(bulletin({ layout: { id: name, name, mjml: ownLayouts()[name] } }));
});
afterAll(() => closePages(browser));

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="500"><rect width="100%" height="100%" fill="#C9D8E6"/></svg>';

async function openLetter(layout: keyof typeof compiled, language: string, colorScheme: 'light' | 'dark', width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  await page.route('**/*', (route) =>
    route.request().url().includes('/i/') ? route.fulfill({ contentType: 'image/svg+xml', body: PICTURE }) : route.abort(),
  );
  const { html } = renderLetter(compiled[layout], {
    language,
    variant: null,
    person: { ...ana, name: `${'Wolfeschlegelsteinhausen'.repeat(2)} Reyes` },
    links,
  });
  await page.setContent(html);
  return page;
}

describe.each(['letter', 'bulletin'] as const)('a %s', (layout) => {
  test.each([
    ['en', 'light'],
    ['es', 'dark'],
    ['ar', 'light'],
    ['ar', 'dark'],
  ] as const)('in %s, %s, is read on a phone without moving sideways, and by everybody', async (language, scheme) => {
    const page = await openLetter(layout, language, scheme, 390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    // A letter is a document inside a mail program, which has landmarks of its own.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules(['region', 'landmark-one-main']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    const [ground, ink] = await page.evaluate(() => {
      const heading = document.querySelector('h1') as HTMLElement;
      return [getComputedStyle(document.body).backgroundColor, getComputedStyle(heading).color];
    });
    expect({ ground, ink }).toEqual(
      scheme === 'dark'
        ? { ground: 'rgb(16, 21, 27)', ink: 'rgb(231, 234, 238)' }
        : { ground: 'rgb(246, 245, 241)', ink: 'rgb(24, 33, 43)' },
    );
    await page.context().close();
  });
});

test('Arabic begins at the right edge: headings, lists, buttons and pictures', async () => {
  const page = await openLetter('bulletin', 'ar', 'light', 700);
  const edges = await page.evaluate(() => {
    const surface = document.querySelector('.surface')?.getBoundingClientRect() as DOMRect;
    const right = (selector: string) => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector(selector) as Element);
      return Math.round(surface.right - range.getBoundingClientRect().right);
    };
    return {
      heading: right('h1'),
      button: Math.round(surface.right - (document.querySelector('.action a') as HTMLElement).getBoundingClientRect().right),
      item: right('.ink ul li'),
    };
  });
  expect(edges.heading).toBe(24);
  expect(edges.button).toBe(24);
  expect(edges.item).toBe(46);
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('h1') as Element).direction)).toBe('rtl');
  await page.context().close();
});

test('a button is large enough for a thumb', async () => {
  const page = await openLetter('bulletin', 'en', 'light', 390);
  expect((await page.locator('.action a').boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await page.context().close();
});
