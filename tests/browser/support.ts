import type { Session } from '@supabase/auth-js';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { closePages, findChromium, openBrowser } from '../support/browser.ts';
import { type Account, type ServedOffice, startOffice } from '../support/office.ts';

export { findBarriers } from './barriers.ts';

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
  });
  beforeEach(({ task, onTestFailed }) => onTestFailed(() => tellWhatStood(browser, task.name)));
  afterAll(async () => {
    await closePages(browser);
    await served?.stop();
  });
}

/** Of a test that failed: what its pages showed then, so that one run tells why. They are closed, and disturb no other test. */
async function tellWhatStood(browser: Browser | undefined, test: string): Promise<void> {
  for (const page of browser?.contexts().flatMap((context) => context.pages()) ?? []) {
    const words = await page.evaluate(() => document.body.innerText).catch(String);
    process.stderr.write(`\n"${test}" ended at ${page.url()}, which said:\n${words.slice(0, 3000)}\n`);
  }
  await closePages(browser);
}

/**
 * `live`: with the stream that tells of changes, open when the page is given. Off by default: a page with an open stream is
 * never without requests.
 */
type Look = { width?: number; height?: number; dark?: boolean; live?: boolean };

/** A page of a browser of its own, at an address, once `enter` has brought it in; with a session it is in already. */
async function openPage(
  browser: Browser,
  url: string,
  look: Look,
  session: Session | null,
  enter: (page: Page) => Promise<unknown>,
): Promise<Page> {
  const kept = session ? [{ origin: url, localStorage: [{ name: 'rotunda.session', value: JSON.stringify(session) }] }] : [];
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
    storageState: { cookies: [], origins: kept },
  });
  context.setDefaultTimeout(60_000);
  if (!look.live) await context.route('**/live', (route) => route.abort());
  // The offer to undo goes by itself after ten seconds. A busy machine takes longer from an act to its undo: here it stays.
  await context.addInitScript(() => {
    const { setTimeout: wait } = window;
    window.setTimeout = ((run: () => void, ms?: number, ...more: []) =>
      wait(run, ms === 10_000 ? 600_000 : ms, ...more)) as typeof setTimeout;
  });
  const page = await context.newPage();
  const listens = look.live ? page.waitForResponse((response) => response.url().endsWith('/live') && response.ok()) : null;
  await enter(page);
  await page.locator('#main').waitFor();
  // What is changed before it listens, a page learns only when it asks again.
  await listens;
  return page;
}

/** A page at an address, in the session of one of the five people. */
export const signIn = (browser: Browser, url: string, { session }: Account, path = '/', look: Look = {}): Promise<Page> =>
  openPage(browser, url, look, session, (page) => page.goto(url + path));

/** The same by what a person does: address, password, the button. */
export const signInByForm = (browser: Browser, url: string, { email, password }: Omit<Account, 'session'>, path = '/', look: Look = {}) =>
  openPage(browser, url, look, null, async (page) => {
    await page.goto(url + path);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  });

/** Chooses by keyboard in a list that is on its way: the key that takes it waits until it is the one that stands out. */
export async function choose(page: Page, field: Locator, option: string, typed = ''): Promise<void> {
  await field.focus();
  if (typed) await page.keyboard.type(typed);
  else await page.keyboard.press('ArrowDown');
  const active = page.locator('.ant-select-dropdown:visible .ant-select-item-option-active');
  await active.waitFor();
  // Typed words leave what fits; without them the arrow goes on to it, and round again: choices that are still on their way come then.
  while (!typed && !(await active.innerText()).includes(option)) {
    const before = await active.innerText();
    await page.keyboard.press('ArrowDown');
    const next = active.filter({ hasNotText: before });
    await next.waitFor({ timeout: 1000 }).catch(() => {});
  }
  await active.filter({ hasText: option }).waitFor();
  await page.keyboard.press('Enter');
}

/** Keeps the offer to undo where it is, which goes by itself after ten seconds: the pointer rests on it. */
export const holdUndo = (page: Page): Promise<void> => page.locator('.undo-way button').hover();

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
