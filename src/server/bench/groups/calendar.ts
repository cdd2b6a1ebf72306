import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { buildIfStale } from '../../commands/build.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { chromiumFlags } from '../chromium.ts';
import { percentile, type Report } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';
import { CHROMIUM } from './app.ts';
import { fillEvents } from './feeds.ts';

const EMAIL = 'calendar@bench.example';
const PASSWORD = 'a long enough password';
/** Of a year: a month of five weeks has a thousand of them. */
const EVENTS = 11_000;
const ROUNDS = 7;

/** The calendar out of 11,000 events a year in Chromium: how long from the answer with a month of them until the month can be used. */
export async function benchCalendar(report: Report): Promise<void> {
  if (!existsSync(CHROMIUM)) {
    process.stdout.write('The calendar is not measured: Chromium is not installed.\n');
    return;
  }
  await buildIfStale(() => {});
  const { folder, remove } = await scratchFolder();
  const environment = { ROTUNDA_DATA: folder, PORT: '0' };
  const office = await openOffice(readConfig(environment));
  const { error } = await office.backend.service.from('staff').insert({ email: EMAIL, name: 'Bench', role: 'coordinator' });
  if (error) throw error;
  await office.backend.createAccount(EMAIL, PASSWORD);
  if (!office.backend.raw) throw new Error('A local office has raw SQL.');
  await fillEvents(office.backend.raw.query, EVENTS, 0);
  await office.close();
  const served = await serveOffice([], environment);
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: chromiumFlags });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
    await context.route('**/live', (route) => route.abort());
    const page = await context.newPage();
    await page.goto(served.url);
    await page.locator('input[type=email]').fill(EMAIL);
    await page.locator('input[type=password]').fill(PASSWORD);
    await page.locator('button[type=submit]').click();
    await page.locator('#main').waitFor();
    const [month = '', next = ''] = [2, 3].map((ahead) => monthAhead(ahead));

    const opened: number[] = [];
    const stepped: number[] = [];
    const weeks: number[] = [];
    let count = 0;
    for (let n = 0; n < ROUNDS; n++) {
      const first = await drawn(page, month, () => page.goto(`${served.url}/events?view=month&date=${month}-10&show=none`));
      count = Math.max(count, first.count);
      opened.push(first.ms);
      stepped.push((await drawn(page, next, () => page.getByRole('button', { name: 'Month after' }).click())).ms);
      weeks.push((await drawn(page, month, () => page.goto(`${served.url}/events?view=week&date=${month}-10&show=none`))).ms);
    }
    report('calendar.month.events', count, 1000, { atLeast: true });
    report('calendar.month_1000.interactive_ms', percentile(opened, 0.5), 300);
    report('calendar.month_1000_next.interactive_ms', percentile(stepped, 0.5), 300);
    report('calendar.week_of_11000.interactive_ms', percentile(weeks, 0.5));
  } finally {
    await browser.close();
    await served.stop();
    await remove();
  }
}

/** 'YYYY-MM' of a month from now. */
function monthAhead(ahead: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)).toISOString().slice(0, 7);
}

/**
 * From the last byte of the answer until the events of a month are painted and the page takes the next thing to do: milliseconds
 * by the page's own clock. Its scripts may come later than the answer; waiting for them counts too.
 */
async function drawn(page: Page, month: string, act: () => Promise<unknown>): Promise<{ ms: number; count: number }> {
  const answer = page.waitForResponse((response) => response.url().endsWith('/rpc/calendar_between') && response.ok());
  const [response] = await Promise.all([answer, act()]);
  const ready = await page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const isThere = document.querySelector(`a[data-event][data-start^="${wanted}"]`) !== null;
          if (!isThere) requestAnimationFrame(look);
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
        };
        look();
      }),
    month,
  );
  const { events } = (await response.json()) as { events: unknown[] };
  const received = await page.evaluate(
    () =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('/rpc/calendar_between'))
        .map((entry) => (entry as PerformanceResourceTiming).responseEnd)
        .at(-1) ?? 0,
  );
  return { ms: ready - received, count: events.length };
}
