import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { buildIfStale } from '../../commands/build.ts';
import { chromiumFlags } from '../chromium.ts';
import { percentile, type Report } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';
import { CHROMIUM } from './app.ts';

/** How a slow office computer feels: Chromium with a quarter of the processor, what a person does on list, record and form. */
export async function benchScreens(report: Report): Promise<void> {
  if (!existsSync(CHROMIUM)) {
    process.stdout.write('The screens are not measured: Chromium is not installed.\n');
    return;
  }
  await buildIfStale(() => {});
  const { folder, remove } = await scratchFolder();
  const office = await serveOffice(['--demo'], { ROTUNDA_DATA: folder, PORT: '0' });
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: chromiumFlags });
  try {
    await office.untilSaid('Stop with Ctrl+C');
    const account = (role: string) => new RegExp(`${role} +(\\S+@\\S+) +(\\S+)`).exec(office.output())?.slice(1) ?? [];
    const page = await signIn(browser, office.url, account('staff'));

    await measure(report, page, 'list', `${office.url}/inquiries?sort=-opened_at`, async () => {
      for (let n = 0; n < 6; n++) await press(page, 'j');
      await press(page, 'k');
      await page.locator('.tabs a').nth(1).click();
      await page.locator('[data-row]').first().waitFor();
      await page.locator('[data-row] a').nth(2).click();
      await page.locator('article.record').waitFor();
    });
    const record = page.url().split('?')[0] ?? '';
    await measure(report, page, 'record', record, async () => {
      const note = page.locator('.record-story textarea').first();
      await note.click();
      await page.keyboard.type('Called back, left word', { delay: 60 });
      await page.keyboard.press('Escape');
      await page.locator('.record-facts').click();
    });
    await measure(report, page, 'form', `${office.url}/inquiries/create`, async () => {
      await page.getByLabel('What do they need?').click();
      await page.keyboard.type('Which grant helps with a water line', { delay: 60 });
      const topic = page.getByRole('combobox', { name: 'Topic' });
      await topic.focus();
      await page.keyboard.type('lan', { delay: 60 });
      await page.keyboard.press('Enter');
    });
    await page.context().close();
    report('screens.change_to_other_screen.p95_s', await changeToOther(browser, office.url, account('staff'), account('viewer')), 2);
  } finally {
    await browser.close();
    await office.stop();
    await remove();
  }
}

const press = async (page: Page, key: string) => {
  await page.keyboard.press(key);
  await page.waitForTimeout(80);
};

async function signIn(browser: Browser, url: string, [email = '', password = '']: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('#main').waitFor();
  return page;
}

type Seen = { shift: number; slowest: Record<string, number> };

/** Loads an address at full speed, then lets a person act on a processor four times as slow. */
async function measure(report: Report, page: Page, name: string, address: string, act: () => Promise<void>): Promise<void> {
  await page.addInitScript(() => {
    const seen: Seen = { shift: 0, slowest: {} };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries() as unknown as { interactionId: number; duration: number }[])
        if (interactionId) seen.slowest[interactionId] = Math.max(seen.slowest[interactionId] ?? 0, duration);
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
  const control = await page.context().newCDPSession(page);
  await page.goto(address);
  await page.locator('#main h1, #main h2').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(1500);
  await control.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await act();
  await page.waitForTimeout(1000);
  const { shift, slowest } = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
  await control.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const durations = Object.values(slowest);
  report(`screens.${name}.interactions`, durations.length, 3, { atLeast: true });
  // The worst one, which is what the web's own measure takes of a page with so few.
  report(`screens.${name}.next_paint_ms`, durations.length > 0 ? Math.max(...durations) : 0, 200);
  report(`screens.${name}.layout_shift`, shift, 0.05);
}

/** From one person's save to another's screen, ten times. */
async function changeToOther(browser: Browser, url: string, mine: string[], theirs: string[]): Promise<number> {
  const writer = await signIn(browser, url, mine);
  const reader = await signIn(browser, url, theirs);
  await writer.goto(`${url}/inquiries?sort=-opened_at`);
  await writer.locator('[data-row] a').first().click();
  await writer.locator('article.record').waitFor();
  const listening = reader.waitForResponse((response) => response.url().endsWith('/live') && response.ok());
  await reader.goto(writer.url());
  await listening;
  await reader.locator('article.record').waitFor();
  const times: number[] = [];
  for (let n = 0; n < 10; n++) {
    const words = `Seen by the other screen ${n}`;
    await writer.locator('.record-story textarea').first().fill(words);
    const start = performance.now();
    await writer.keyboard.press('Control+Enter');
    await reader.locator('.record-story').getByText(words, { exact: true }).waitFor();
    times.push((performance.now() - start) / 1000);
  }
  await writer.context().close();
  await reader.context().close();
  return percentile(times, 0.95);
}
