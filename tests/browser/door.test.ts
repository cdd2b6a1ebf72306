import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium as launcher, type Page } from 'playwright-core';
import { create } from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signLink } from '../../src/server/links/signed-link.ts';
import { closePages, findChromium, openBrowser } from '../support/browser.ts';
import { type ServedOffice, startOffice } from '../support/office.ts';
import { findBarriers } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;

beforeAll(async () => {
  if (!chromium) return;
  browser = await openBrowser();
  served = await startOffice();
});
afterAll(async () => {
  await closePages(browser);
  await served?.stop();
});

/** An event of today with three people registered. */
async function holdEvent(): Promise<string> {
  const { exec } = served.office;
  const [row] = await exec<{ id: string }>(
    `insert into events (title, kind, status, starts_at, ends_at, place_name, expected_count)
     values ('Water line clinic', 'clinic', 'confirmed', now() - interval '1 hour', now() + interval '2 hours', 'Central Library', 40) returning id`,
  );
  const id = String(row?.id);
  await exec(`insert into event_languages (event_id, language, mode) values ($1, 'es', 'interpreted')`, [id]);
  for (const [name, seats] of [
    ['Rosa Peña', 3],
    ['Ben Okafor', 1],
    ['Halima Abdi', 2],
  ])
    await exec('insert into registrations (event_id, name, seats) values ($1, $2, $3)', [id, name, seats]);
  return id;
}
const attendance = async (event: string) => (await served.office.as('viewer').rpc('event_attendance', { p_event: event })).data;

/** A volunteer's phone, signed in at the door, with the list and what it needs without a network. */
async function openDoor(event: string, look: { width?: number; dark?: boolean } = {}, from: Browser = browser): Promise<Page> {
  const context = await from.newContext({
    viewport: { width: look.width ?? 390, height: look.width ? 900 : 844 },
    colorScheme: look.dark ? 'dark' : 'light',
    locale: 'en-US',
    hasTouch: true,
  });
  // What could not be sent is tried again later and later, at most after half a minute.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(`${served.url}/events/${event}/door`);
  await page.getByLabel('E-mail address').fill(served.accounts.staff.email);
  await page.getByLabel('Password').fill(served.accounts.staff.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Water line clinic' }).waitFor();
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== 'activated') await new Promise((done) => active?.addEventListener('statechange', done, { once: true }));
  });
  return page;
}
/** A film of one frame that shows a QR code, as Chromium takes it for a camera: 640 by 480, brightness alone. */
function filmOf(text: string): Buffer {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const [width, height, scale] = [640, 480, 10];
  const left = Math.floor((width - modules.size * scale) / 2);
  const top = Math.floor((height - modules.size * scale) / 2);
  const light = Buffer.alloc(width * height, 235);
  for (let y = 0; y < modules.size * scale; y++)
    for (let x = 0; x < modules.size * scale; x++)
      if (modules.get(Math.floor(y / scale), Math.floor(x / scale))) light[(top + y) * width + left + x] = 16;
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`),
    light,
    Buffer.alloc((width * height) / 2, 128),
  ]);
}
const cut = (context: BrowserContext, isCut: boolean) => context.setOffline(isCut);
const tab = (page: Page, name: string) => page.getByRole('navigation').getByRole('button', { name });

describe.skipIf(!chromium)('at the door', () => {
  it('works with the network cut, also after the page is loaded again, and sends once when it is back', async () => {
    const event = await holdEvent();
    const page = await openDoor(event);
    await cut(page.context(), true);
    await page.getByText('Offline. Carry on').waitFor();

    await page.getByRole('button', { name: /Rosa Peña.*Check in/ }).click();
    const sheet = page.getByRole('region', { name: 'Rosa Peña' });
    await sheet.getByText('3 people').waitFor();
    await sheet.getByRole('button', { name: 'One more' }).click();
    await sheet.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: /Rosa Peña.*4 people/ }).waitFor();

    await tab(page, 'Walk-in').click();
    await page.getByLabel('Name', { exact: true }).fill('Ana Li');
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByLabel('ZIP code').fill('64106');
    await page.getByRole('button', { name: 'Check in 1 person' }).click();
    await page.getByText('Ana Li is checked in').waitFor();

    await tab(page, 'Tally').click();
    await page.getByRole('button', { name: 'Count 1, 25–44' }).click();
    await page.getByRole('button', { name: 'Count 1, 25–44' }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('6 here of 40 expected: 5 by name, 1 tallied').waitFor();
    await page.getByText(/^Offline: \d+ waiting to be sent$/).waitFor();

    await page.reload();
    await page.getByText('6 here of 40 expected: 5 by name, 1 tallied').waitFor();
    await page.getByText(/^Offline: \d+ waiting to be sent$/).waitFor();
    expect(await attendance(event)).toEqual({ named: 0, tallied: 0, people: 0 });

    await cut(page.context(), false);
    await page.getByText(/^All sent/).waitFor();
    expect(await attendance(event)).toEqual({ named: 5, tallied: 1, people: 6 });
    const { data } = await served.office
      .as('viewer')
      .from('attendances')
      .select('name, people, language, postal_code')
      .eq('event_id', event)
      .is('undone_at', null)
      .order('name');
    expect(data).toEqual([
      { name: 'Ana Li', people: 1, language: 'es', postal_code: '64106' },
      { name: 'Rosa Peña', people: 4, language: 'en', postal_code: null },
    ]);

    // Loaded again with a network, and sent again: the same.
    await page.reload();
    await page.getByText(/^All sent/).waitFor();
    expect(await attendance(event)).toEqual({ named: 5, tallied: 1, people: 6 });
    await page.context().close();
  });

  it('an answer that is lost on the way makes nobody two', async () => {
    const event = await holdEvent();
    const page = await openDoor(event);
    let lost = 0;
    let isBack = false;
    await page.route('**/rpc/sync_door', async (route) => {
      if (isBack) return route.continue();
      // The first arrives and its answer does not; until the line is back, what the page tries by itself does not even arrive.
      lost++;
      if (lost === 1) await route.fetch();
      return route.abort();
    });
    await page.getByRole('button', { name: /Ben Okafor.*Check in/ }).click();
    await page.getByText('Offline: 1 waiting to be sent').waitFor();
    isBack = true;
    // By the button, unless the page has just tried by itself.
    await page
      .getByRole('button', { name: 'Send now' })
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    await page.getByText(/^All sent/).waitFor();
    expect(lost).toBeGreaterThan(0);
    expect(await attendance(event)).toEqual({ named: 1, tallied: 0, people: 1 });
    await page.context().close();
  });

  it('a session that has ended locks nobody out: the acts are kept, and sent after signing in again', async () => {
    const event = await holdEvent();
    const page = await openDoor(event);
    await page.route('**/rpc/sync_door', (route) => route.fulfill({ status: 401, json: { message: 'ended' } }));
    await page.getByRole('button', { name: /Ben Okafor.*Check in/ }).click();
    await page.getByText('1 entry waits on this phone; sign in to send it.').waitFor();
    await page.getByRole('button', { name: /Halima Abdi.*Check in/ }).click();
    await page.getByText('2 entries wait on this phone; sign in to send them.').waitFor();
    await page.unroute('**/rpc/sync_door');
    await page.getByLabel('Password').fill(served.accounts.staff.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText(/^All sent/).waitFor();
    expect(await attendance(event)).toEqual({ named: 3, tallied: 0, people: 3 });
    await page.context().close();
  });

  it('what the office refuses stays until somebody has read why', async () => {
    const event = await holdEvent();
    const page = await openDoor(event);
    await served.office.exec(`update events set status = 'cancelled' where id = $1`, [event]);
    await page.getByRole('button', { name: /Ben Okafor.*Check in/ }).click();
    await page.getByText('This event is cancelled, so nobody can be checked in. Plan it again first.').waitFor();
    await page.getByRole('button', { name: 'I have read it' }).click();
    await page.getByText('1 entry was not taken').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('the code below the QR code checks in where there is no camera; a strange one says so', async () => {
    const event = await holdEvent();
    const page = await openDoor(event);
    const { data } = await served.office.as('staff').rpc('door_list', { p_event: event });
    const { registrations } = data as { registrations: { name: string; code: string }[] };
    const code = registrations.find(({ name }) => name === 'Halima Abdi')?.code ?? '';
    await tab(page, 'Scan').click();
    await page.getByText('no camera that can be used').waitFor();
    await page.getByLabel('Code below the QR code').fill('ZZZZZZ');
    await page.getByRole('button', { name: 'Check in' }).click();
    await page.getByText('This code is not on the list of this event.').waitFor();
    await page.getByLabel('Code below the QR code').fill(code.toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByText('Halima Abdi is checked in').waitFor();
    await page.context().close();
  });

  it('a QR code before the camera checks in', async () => {
    const event = await holdEvent();
    const [row] = await served.office.exec<{ id: string }>(`select id from registrations where event_id = $1 and name = 'Halima Abdi'`, [
      event,
    ]);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-camera-'));
    const film = path.join(folder, 'pass.y4m');
    await writeFile(film, filmOf(await signLink(served.office, 'check_in', String(row?.id))));
    const camera = await launcher.launch({
      executablePath: chromium ?? '',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${film}`,
      ],
    });
    const page = await openDoor(event, {}, camera);
    await tab(page, 'Scan').click();
    await page.getByText('Halima Abdi is checked in').waitFor();
    await page.getByText(/^All sent/).waitFor();
    const { data } = await served.office.as('viewer').from('attendances').select('name, way, people').eq('event_id', event);
    expect(data).toEqual([{ name: 'Halima Abdi', way: 'code', people: 2 }]);
    await camera.close();
    await rm(folder, { recursive: true });
  });

  it('when the event is over and all is sent, the phone keeps nothing of it', async () => {
    const event = await holdEvent();
    const page = await openDoor(event);
    await served.office.exec(
      `update events set starts_at = now() - interval '10 hours', ends_at = now() - interval '8 hours' where id = $1`,
      [event],
    );
    await page.getByRole('button', { name: /Ben Okafor.*Check in/ }).click();
    await page.getByText('The list was removed from this phone.').waitFor();
    const kept = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          const asked = indexedDB.open('rotunda-door');
          asked.onsuccess = () => {
            const found = asked.result.transaction('lists').objectStore('lists').count();
            found.onsuccess = () => done(found.result);
          };
        }),
    );
    expect(kept).toBe(0);
    await page.context().close();
  });

  it('signing out asks first while something waits', async () => {
    const event = await holdEvent();
    const page = await openDoor(event);
    await page.route('**/rpc/sync_door', (route) => route.abort());
    await page.getByRole('button', { name: /Ben Okafor.*Check in/ }).click();
    await page.getByText('Offline: 1 waiting to be sent').waitFor();
    const other = await page.context().newPage();
    await other.goto(`${served.url}/account`);
    const asked = new Promise<string>((done) =>
      other.once('dialog', (dialog) => {
        done(dialog.message());
        void dialog.dismiss();
      }),
    );
    await other
      .getByRole('button', { name: /Settings of/ })
      .or(other.locator('button.user'))
      .first()
      .click();
    await other.getByRole('button', { name: 'Sign out', exact: true }).click();
    expect(await asked).toContain('not sent yet: 1.');
    await page.unroute('**/rpc/sync_door');
    // It tries again by itself, too: then the button has gone, and there is nothing to press.
    await page.evaluate(() => [...document.querySelectorAll('button')].find((one) => one.textContent === 'Send now')?.click());
    await page.getByText(/^All sent/).waitFor();
    await page.context().close();
  });

  it.each([
    { look: {}, locale: 'en' },
    { look: { dark: true }, locale: 'es' },
    { look: { width: 1440 }, locale: 'en' },
  ])('has no barrier that axe can find and fits its screen ($locale $look)', async ({ look, locale }) => {
    const event = await holdEvent();
    const page = await openDoor(event, look);
    await page.evaluate((one) => localStorage.setItem('rotunda.locale', one), locale);
    const found: string[] = [];
    for (const one of ['list', 'scan', 'walk_in', 'tally']) {
      await page.evaluate((part) => {
        location.hash = part;
      }, one);
      await page.reload();
      await page.getByRole('heading', { name: 'Water line clinic' }).waitFor();
      await page.waitForLoadState('networkidle');
      if (one === 'list') await page.locator('.door-row').first().click();
      if (one === 'tally') await page.locator('.door-ages button').first().click();
      found.push(...(await findBarriers(page)).map((barrier) => `${one} ${barrier}`));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > (look.width ?? 390)) found.push(`${one} is ${width} wide`);
      const small = await page
        .locator('.door button:visible, .door input:visible, .door select:visible')
        .evaluateAll((all) =>
          all
            .filter((node) => node.getAttribute('type') !== 'radio' && node.getBoundingClientRect().height < 44)
            .map((node) => node.outerHTML.slice(0, 80)),
        );
      found.push(...small.map((html) => `${one} smaller than a thumb: ${html}`));
    }
    expect(found).toEqual([]);
    await page.context().close();
  });
});
