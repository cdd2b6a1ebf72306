import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import { choose, findBarriers, type House, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let house: House;

openHouse(async (opened) => {
  house = opened;
  await opened.served.office.exec(`insert into events (id, title, kind, status, starts_at, ends_at, place_name, district_id) values
    ('20000000-0000-4000-8000-000000000001', 'Early clinic', 'clinic', 'confirmed', '2026-11-03 09:00-06', '2026-11-03 10:00-06', 'Library', (select id from districts where code = '3')),
    ('20000000-0000-4000-8000-000000000002', 'Evening meeting', 'neighborhood_meeting', 'planned', '2026-11-03 18:00-06', '2026-11-03 19:30-06', 'Hall', null),
    ('20000000-0000-4000-8000-000000000003', 'Open Data', 'training', 'confirmed', '2026-11-18 13:00-06', '2026-11-18 15:00-06', 'City Hall', null),
    ('20000000-0000-4000-8000-000000000004', 'Rained off', 'tabling', 'planned', '2026-11-19 10:00-06', '2026-11-19 12:00-06', 'Market', null)`);
  await opened.served.office.exec(`update events set status = 'cancelled' where title = 'Rained off'`);
  await opened.served.office.exec(`insert into events (title, kind, starts_at, ends_at) select 'Busy day ' || n, 'other', timestamptz '2026-11-12 08:00-06' + n * interval '1 hour',
    timestamptz '2026-11-12 09:00-06' + n * interval '1 hour' from generate_series(0, 8) n`);
});

const at = '?view=month&date=2026-11-10';
const open = async (who: 'coordinator' | 'viewer', path: string, look: Parameters<typeof signIn>[4] = {}): Promise<Page> => {
  const page = await signIn(house.browser, house.served.url, house.served.accounts[who], path, look);
  await page.locator('.calendar[class]').waitFor();
  await page.locator('.calendar-body[aria-busy=false]').waitFor();
  return page;
};
const chip = (page: Page, title: string) => page.locator('a.chip-event').filter({ hasText: title }).first();
const timesOf = async (title: string) =>
  (
    await house.served.office.exec<{ starts: string; ends: string }>(
      `select to_char(starts_at at time zone 'America/Chicago', 'YYYY-MM-DD HH24:MI') as starts, to_char(ends_at at time zone 'America/Chicago', 'YYYY-MM-DD HH24:MI') as ends
       from events where title = $1`,
      [title],
    )
  )[0];

it.skipIf(!chromium)('month, week, day, agenda and table have no barrier that axe can find', async () => {
  const page = await open('coordinator', `/events${at}&show=holidays,inquiries,tasks,reports,legislation`);
  await chip(page, 'Early clinic').waitFor();
  const found = await findBarriers(page);
  for (const view of ['Week', 'Day', 'Agenda', 'Table']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    await page.locator('.calendar-body[aria-busy=false]').waitFor();
    found.push(...(await findBarriers(page)).map((barrier) => `${view}: ${barrier}`));
  }
  await page.getByRole('button', { name: 'Filters' }).click();
  found.push(...(await findBarriers(page)).map((barrier) => `Filters: ${barrier}`));
  expect(found).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)('by keyboard alone a coordinator goes through events in time, moves one, and takes it back', async () => {
  const page = await open('coordinator', `/events${at}`);
  await chip(page, 'Early clinic').waitFor();
  await page.locator('a.chip-event[tabindex="0"]').focus();
  await page.keyboard.press('Home');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(focused).toBe('Early clinic, Tuesday, November 3, 9:00 – 10:00 AM, Clinic, Confirmed, Library');
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toContain('Evening meeting');
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Move “Evening meeting”' });
  await dialog.getByLabel('Day').fill('2026-11-05');
  await dialog.getByLabel('From').fill('23:00');
  expect(await dialog.getByLabel('To').inputValue()).toBe('00:30');
  await dialog.getByText('Ends the day after').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('“Evening meeting” is now on Thu, Nov 5, 11:00 PM.').waitFor();
  expect(await timesOf('Evening meeting')).toEqual({ starts: '2026-11-05 23:00', ends: '2026-11-06 00:30' });
  await page.keyboard.press('z');
  await page.getByText('Undone.').waitFor();
  expect(await timesOf('Evening meeting')).toEqual({ starts: '2026-11-03 18:00', ends: '2026-11-03 19:30' });
  await page.locator('a.chip-event[aria-label*="Evening meeting, Tuesday, November 3"]').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('by keyboard alone a coordinator goes to a day, past the end of the month too, and plans an event on it', async () => {
  const page = await open('coordinator', '/events?view=month&date=2026-12-30');
  await page.locator('[data-day="2026-12-30"]').waitFor();
  await page.locator('[data-day][tabindex="0"]').focus();
  while ((await page.evaluate(() => (document.activeElement as HTMLElement).dataset.day)) !== '2027-01-02')
    await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.waitForURL(/date=2027-01-09/);
  await page.locator('[data-day="2027-01-09"]:focus').waitFor();
  await page.keyboard.press('c');
  await page.waitForURL(/\/events\/create\?.*start=2027-01-09T16%3A00%3A00.000Z/);
  await page.getByRole('heading', { level: 1, name: 'New event' }).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('Enter opens an event over the calendar, Escape goes back to it, and the view stays', async () => {
  const page = await open('coordinator', '/events?view=week&date=2026-11-18');
  await chip(page, 'Open Data').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/events\/20000000-0000-4000-8000-000000000003\?view=week&date=2026-11-18/);
  await page.getByRole('heading', { level: 1, name: 'Open Data' }).waitFor();
  await chip(page, 'Open Data').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.waitForURL(/\/events\?view=week&date=2026-11-18/);
  await page.locator('a.chip-event:focus').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)(
  'dragging moves an event to another day and hour, the undo brings it back; the lower edge makes it longer',
  async () => {
    const page = await open('coordinator', '/events?view=week&date=2026-11-18');
    const from = await chip(page, 'Open Data').boundingBox();
    const friday = await page.locator('.rbc-day-slot').nth(5).boundingBox();
    const hour = await page.locator('.rbc-day-slot .rbc-timeslot-group').first().boundingBox();
    if (!from || !friday || !hour) throw new Error('The week is not drawn.');
    await page.mouse.move(from.x + from.width / 2, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + from.width / 2 + 20, from.y + 20, { steps: 4 });
    await page.mouse.move(friday.x + friday.width / 2, from.y + 10 - 2 * hour.height, { steps: 12 });
    await page.mouse.up();
    await page.getByText('“Open Data” is now on Fri, Nov 20, 11:00 AM.').waitFor();
    expect(await timesOf('Open Data')).toEqual({ starts: '2026-11-20 11:00', ends: '2026-11-20 13:00' });
    expect(page.url()).toContain('/events?view=week');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone.').waitFor();
    expect(await timesOf('Open Data')).toEqual({ starts: '2026-11-18 13:00', ends: '2026-11-18 15:00' });
    await page.locator('a.chip-event[aria-label*="Wednesday, November 18, 1:00"]').waitFor();

    const back = await chip(page, 'Open Data').boundingBox();
    if (!back) throw new Error('The event is not drawn.');
    await page.mouse.move(back.x + back.width / 2, back.y + back.height - 2);
    await page.mouse.down();
    await page.mouse.move(back.x + back.width / 2, back.y + back.height + hour.height / 2, { steps: 8 });
    await page.mouse.up();
    await expect.poll(async () => (await timesOf('Open Data'))?.ends).toMatch(/^2026-11-18 15:(15|30|45)$/);
    await page.context().close();
  },
);

it.skipIf(!chromium)('what the office refuses goes back to where it was, with the reason', async () => {
  const page = await open('coordinator', '/events?view=agenda&date=2026-11-18');
  await page.getByRole('button', { name: 'Move Open Data' }).click();
  // Somebody else saves it meanwhile.
  await house.served.office.exec(`update events set plan = 'Bring laptops' where title = 'Open Data'`);
  const dialog = page.getByRole('dialog', { name: 'Move “Open Data”' });
  await dialog.getByLabel('Day').fill('2026-11-25');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await dialog
    .getByRole('alert')
    .getByText(/Somebody else|changed/)
    .waitFor();
  expect((await timesOf('Open Data'))?.starts).toBe('2026-11-18 13:00');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('region', { name: 'Wednesday, November 18' }).getByText('Open Data').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('one of a series asks whether it is moved alone, and stays where it was when nobody answers', async () => {
  await house.served.office.exec(`insert into event_series (id, title, rule, starts_local, time_zone, duration_minutes) values
    ('20000000-0000-4000-8000-0000000000aa', 'Weekly hour', 'FREQ=WEEKLY;BYDAY=TU;COUNT=3', '2026-11-03 14:00', 'America/Chicago', 60)`);
  await house.served.office.exec(`insert into events (title, kind, starts_at, ends_at, series_id, occurrence_at) select 'Weekly hour ' || n, 'workshop', at, at + interval '1 hour',
    '20000000-0000-4000-8000-0000000000aa', at from generate_series(1, 3) n cross join lateral (select timestamptz '2026-10-27 14:00-05' + n * interval '7 days' + interval '1 hour' as at) a`);
  const page = await open('coordinator', `/events${at}`);
  const move = async () => {
    await chip(page, 'Weekly hour 2').focus();
    await page.keyboard.press('F2');
    await page.getByRole('dialog').getByLabel('Day').fill('2026-11-11');
    await page.keyboard.press('Enter');
    return page.getByRole('dialog').filter({ has: page.getByRole('radio') });
  };
  const first = await move();
  await first.getByRole('radio').first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await first.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('a.chip-event[aria-label^="Weekly hour 2, Tuesday, November 10"]').waitFor();
  expect((await timesOf('Weekly hour 2'))?.starts).toBe('2026-11-10 14:00');
  const again = await move();
  await again.getByRole('radio').first().focus();
  await page.keyboard.press('Enter');
  await page.getByText('“Weekly hour 2” is now on Wed, Nov 11').waitFor();
  expect((await timesOf('Weekly hour 2'))?.starts).toBe('2026-11-11 14:00');
  expect((await timesOf('Weekly hour 3'))?.starts).toBe('2026-11-17 14:00');
  await page.context().close();
});

it.skipIf(!chromium)('choosing hours with the mouse plans an event in them; a day with too much in it opens as a list', async () => {
  const page = await open('coordinator', '/events?view=week&date=2026-11-18');
  const monday = await page.locator('.rbc-day-slot').nth(1).boundingBox();
  const groups = page.locator('.rbc-day-slot').nth(1).locator('.rbc-timeslot-group');
  const [ten, twelve] = [await groups.nth(10).boundingBox(), await groups.nth(12).boundingBox()];
  if (!monday || !ten || !twelve) throw new Error('The week is not drawn.');
  await page.mouse.move(monday.x + 40, ten.y + 2);
  await page.mouse.down();
  await page.mouse.move(monday.x + 44, twelve.y - 4, { steps: 50 });
  await page.mouse.up();
  // 10 to 12 in Chicago on a day in November.
  await page.waitForURL(/start=2026-11-16T16%3A00%3A00.000Z&end=2026-11-16T18%3A00%3A00.000Z/);

  await page.goto(`${house.served.url}/events${at}`);
  await page.getByRole('button', { name: /more on Thursday, November 12/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Thursday, November 12' });
  expect(await dialog.getByRole('listitem').count()).toBe(9);
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('link', { name: 'Busy day 4' }).click();
  await page.getByRole('heading', { level: 1, name: 'Busy day 4' }).waitFor();
  await dialog.waitFor({ state: 'detached' });
  await page.context().close();
});

it.skipIf(!chromium)('the table says the month line by line, and sorts by time and by what else its heads say', async () => {
  const page = await open('viewer', '/events?view=table&date=2026-11-10&kind=clinic,training,tabling');
  const table = page.getByRole('table', { name: 'Events in November 2026' });
  const titles = () => table.getByRole('rowheader').allTextContents();
  await expect.poll(titles).toEqual(['Early clinic', 'Open Data', 'Rained off']);
  await table.getByRole('button', { name: 'When' }).click();
  await expect.poll(titles).toEqual(['Rained off', 'Open Data', 'Early clinic']);
  expect(await table.getByRole('columnheader', { name: 'When' }).getAttribute('aria-sort')).toBe('descending');
  await table.getByRole('button', { name: 'Where' }).click();
  await expect.poll(titles).toEqual(['Open Data', 'Early clinic', 'Rained off']);
  await page.context().close();
});

it.skipIf(!chromium)('filters, colours and what else is shown are in the address; the number of a day opens what it counts', async () => {
  const { office } = house.served;
  await office.exec(
    `insert into inquiries (subject, channel, topic_id) select 'Due ' || n, 'phone', (select id from topics limit 1) from generate_series(1, 2) n`,
  );
  await office.exec(`update inquiries set due_on = '2026-11-24'`);
  const page = await open('viewer', `/events${at}`);
  await page.getByRole('button', { name: 'Filters' }).click();
  await choose(page, page.getByRole('combobox', { name: 'Kind' }), 'Training', 'Training');
  await page.waitForURL(/kind=training/);
  await page.keyboard.press('Escape');
  await chip(page, 'Early clinic').waitFor({ state: 'detached' });
  await page.getByRole('checkbox', { name: 'Inquiries due' }).click();
  await page.waitForURL(/show=holidays%2Cinquiries/);
  await page.getByText('Thanksgiving Day').first().waitFor();
  await page.getByRole('link', { name: '2 inquiries due' }).click();
  await page.waitForURL(/\/inquiries\?open=yes&due=2026-11-24/);
  await page.getByText('Due Nov 24, 2026').waitFor();
  await expect.poll(() => page.locator('[data-row]').count()).toBe(2);
  await page.context().close();
});

it.skipIf(!chromium)('a viewer reads the calendar and is offered nothing that would be refused', async () => {
  const page = await open('viewer', `/events${at}`);
  await chip(page, 'Early clinic').waitFor();
  expect(await page.getByRole('button', { name: /New event|Move|Add/ }).count()).toBe(0);
  await chip(page, 'Early clinic').focus();
  await page.keyboard.press('m');
  await page.keyboard.press('c');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(page.url()).toContain('/events?');
  await page.getByRole('button', { name: 'Agenda' }).click();
  await page.getByRole('region', { name: 'Tuesday, November 3' }).waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: /Move/ }).count()).toBe(0);
  await page.context().close();
});

it.skipIf(!chromium)('the times are those of the office, wherever the browser stands', async () => {
  const context = await house.browser.newContext({ timezoneId: 'Asia/Tokyo', locale: 'en-US', viewport: { width: 1440, height: 900 } });
  await context.route('**/live', (route) => route.abort());
  const page = await context.newPage();
  const { url, accounts } = house.served;
  await page.goto(`${url}/events${at}`);
  await page.getByLabel('E-mail address').fill(accounts.viewer.email);
  await page.getByLabel('Password').fill(accounts.viewer.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('a.chip-event[aria-label^="Evening meeting, Tuesday, November 3, 6:00 – 7:30 PM"]').waitFor();
  await context.close();
});

it.skipIf(!chromium)('a phone has agenda and day; a long press moves, and an event is a page', async () => {
  const page = await open('coordinator', '/events?view=month&date=2026-11-03', { width: 390, height: 844 });
  expect(await page.locator('.calendar-views button').allTextContents()).toEqual(['Agenda', 'Day']);
  await page.getByRole('region', { name: 'Tuesday, November 3' }).getByText('Early clinic').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Day', exact: true }).click();
  const event = chip(page, 'Early clinic');
  await event.waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await event.dispatchEvent('pointerdown', { pointerType: 'touch', clientX: 100, clientY: 300, bubbles: true });
  await page.getByRole('dialog', { name: 'Move “Early clinic”' }).waitFor();
  await page.keyboard.press('Escape');
  await event.dispatchEvent('pointerup', { pointerType: 'touch', bubbles: true });
  await page.goto(`${house.served.url}/events/20000000-0000-4000-8000-000000000001?view=day&date=2026-11-03`);
  await page.getByRole('heading', { level: 1, name: 'Early clinic' }).waitFor();
  expect(await page.locator('.calendar').count()).toBe(0);
  await page.context().close();
});

it.skipIf(!chromium)('an empty time says what to do, and another person’s change is seen at once', async () => {
  const page = await open('coordinator', '/events?view=month&date=2030-05-10', { live: true });
  await page.getByText('No events in this time.').waitFor();
  await page.getByText('Click a day or drag over hours to plan one').waitFor();
  await house.served.office.as('coordinator').rpc('save_event', {
    p_event: { title: 'Planned elsewhere', kind: 'media', starts_at: '2030-05-14T15:00:00Z', ends_at: '2030-05-14T16:00:00Z' },
  });
  await chip(page, 'Planned elsewhere').waitFor();
  await page.context().close();
});
