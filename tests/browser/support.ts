import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findChromium, openBrowser } from '../support/browser.ts';
import { type Account, type ServedOffice, startOffice } from '../support/office.ts';

export type House = { browser: Browser; served: ServedOffice };

/**
 * A browser and a served office for all tests of a file: opened before them, handed to `begin`, closed after them. Where
 * there is no Chromium nothing is opened, and the tests say that they were skipped.
 */
export function openHouse(begin: (house: House) => void | Promise<void>, env?: () => Promise<Record<string, string>>): void {
  let browser: Browser | undefined;
  let served: ServedOffice | undefined;
  beforeAll(async () => {
    if (!findChromium()) return;
    browser = await openBrowser();
    served = await startOffice(await env?.());
    await begin({ browser, served });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });
}

/** `live`: with the stream that tells of changes. Off by default: a page with an open stream is never without requests. */
type Look = { width?: number; height?: number; dark?: boolean; live?: boolean };

/** A page of a browser of its own, signed in at an address. */
export async function signIn(browser: Browser, url: string, account: Account, path = '/', look: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
  });
  if (!look.live) await context.route('**/live', (route) => route.abort());
  const page = await context.newPage();
  await page.goto(url + path);
  await page.getByLabel('E-mail address').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('#main').waitFor();
  return page;
}

/** What axe finds on a page, a line each; nothing is expected. */
export async function findBarriers(page: Page): Promise<string[]> {
  // In the page itself, frames of other origins left out: a second page for each look would take most of the time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** Sends a public form until it is not taken for a program’s any more: the office waits two seconds, and says so. */
export async function sendForm(page: Page, press: () => Promise<void>): Promise<void> {
  for (;;) {
    const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), press()]);
    if (answer.status() === 303) return;
    const text = await answer.text();
    if (!/quicker than people usually are|más rápido de lo habitual/.test(text))
      throw new Error(`The form was refused: ${answer.status()}`);
    await answer.frame().waitForLoadState();
  }
}

/**
 * Waits until a page is quiet: no request under way, and none asked for by what the last answer drew. Ask for it once for
 * each page, before what is waited for. Quicker than "networkidle", which is half a second of silence every time.
 */
function watchQuiet(page: Page): () => Promise<void> {
  const underWay = new Set<Request>();
  page.on('request', (request) => underWay.add(request));
  const ended = (request: Request) => underWay.delete(request);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  const drawn = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => resolve(), { timeout: 300 })));
        }),
    );
  return async () => {
    for (;;) {
      await drawn();
      if (underWay.size === 0) return;
      await Promise.race([page.waitForEvent('requestfinished'), page.waitForEvent('requestfailed')]);
    }
  };
}

/** Goes to a screen inside of the program, as its own links do. */
export const goTo = (page: Page, address: string): Promise<void> =>
  page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, address);

/** Shows one screen after the other, each as it is when it has asked everything it asks; `way` is how to get there. */
export function showScreens(page: Page, way: (address: string) => Promise<unknown>): (address: string) => Promise<void> {
  const quiet = watchQuiet(page);
  return async (address) => {
    await way(address);
    await quiet();
    await page.locator('#main h1').first().waitFor({ state: 'attached' });
    await quiet();
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  };
}
