import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../../commands/build.ts';
import { chromiumFlags } from '../chromium.ts';
import { percentile, type Report } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';

const DIST = fileURLToPath(new URL('../../../../dist/', import.meta.url));
export const CHROMIUM = '/usr/bin/chromium';

/** What the browser loads and how soon the list can be used, in Chromium with a cold cache, from the sample office. */
export async function benchApp(report: Report): Promise<void> {
  if (!existsSync(CHROMIUM)) {
    process.stdout.write('The app is not measured: Chromium is not installed.\n');
    return;
  }
  await buildIfStale(() => {});
  const { folder, remove } = await scratchFolder();
  const office = await serveOffice(['--demo'], { ROTUNDA_DATA: folder, PORT: '0' });
  try {
    await office.untilSaid('Stop with Ctrl+C');
    const [, email = '', password = ''] = /staff\s+(staff@\S+)\s+(\S+)/.exec(office.output()) ?? [];
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: chromiumFlags });
    const signedIn = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signedIn.route('**/live', (route) => route.abort());
    const first = await signedIn.newPage();
    await first.goto(office.url, { waitUntil: 'commit' });
    await first.locator('button[type=submit]').waitFor();
    report('app.sign_in.js_kb', (await firstStageBytes()) / 1000, 120);
    await first.locator('input[type=email]').fill(email);
    await first.locator('input[type=password]').fill(password);
    await first.locator('button[type=submit]').click();
    await first.locator('nav').first().waitFor();
    await first.goto(`${office.url}/inquiries`);
    await first.locator(ROW).first().waitFor();
    await first.waitForLoadState('networkidle');
    const state = await signedIn.storageState();
    await signedIn.close();

    const times: number[] = [];
    let shift = 0;
    let scripts = 0;
    for (let n = 0; n < 5; n++) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, storageState: state });
      // A page with the stream of changes open is never without requests.
      await context.route('**/live', (route) => route.abort());
      const page = await context.newPage();
      let bytes = 0;
      page.on('response', async (response) => {
        if (/\.js(\?|$)/.test(response.url()))
          bytes +=
            (
              await response
                .request()
                .sizes()
                .catch(() => null)
            )?.responseBodySize ?? 0;
      });
      await page.addInitScript(() => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            Object.assign(globalThis, {
              shifted: ((globalThis as { shifted?: number }).shifted ?? 0) + (entry as unknown as { value: number }).value,
            });
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const start = performance.now();
      await page.goto(`${office.url}/inquiries`, { waitUntil: 'commit' });
      await page.locator(ROW).first().waitFor();
      times.push(performance.now() - start);
      await page.waitForLoadState('networkidle');
      shift = Math.max(shift, await page.evaluate(() => (globalThis as { shifted?: number }).shifted ?? 0));
      scripts = Math.max(scripts, bytes);
      await context.close();
    }
    report('app.list.js_kb', scripts / 1000, 420);
    report('app.list.cold_s', percentile(times, 0.5) / 1000, 1);
    report('app.list.layout_shift', shift, 0.05);
    await browser.close();
  } finally {
    await office.stop();
    await remove();
  }
}

/** A row of the inquiry list. */
const ROW = '[data-row]';

/** Bytes over the wire of the scripts that the page itself names and of what those import: all that sign-in needs. */
async function firstStageBytes(): Promise<number> {
  const waiting = [...(await readFile(`${DIST}index.html`, 'utf8')).matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file = '']) => file);
  const seen = new Set<string>();
  let bytes = 0;
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    bytes += (await stat(`${DIST}${file}.br`)).size;
    const text = await readFile(`${DIST}${file}`, 'utf8');
    for (const [, name = ''] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) waiting.push(`assets/${name}`);
  }
  return bytes;
}
