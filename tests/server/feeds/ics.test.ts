import ICAL from 'ical.js';
import ical, { type VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';
import { type CalendarEvent, eventCalendar } from '../../../src/server/feeds/ics.ts';

const event = (over: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: '10000000-0000-4000-8000-000000000001@rotunda',
  sequence: 2,
  updated_at: '2026-10-01T12:34:56.789+00:00',
  title: 'Clinic at the library',
  summary: 'Bring your letters.',
  kind: 'clinic',
  status: 'confirmed',
  starts_at: '2026-10-27T23:00:00+00:00',
  ends_at: '2026-10-28T00:30:00+00:00',
  time_zone: 'America/Chicago',
  place_name: 'Lucile Bluford Branch',
  room: 'Room 2',
  address: '3050 Prospect Ave, Kansas City',
  url: 'https://engage.example.gov/e/clinic',
  ...over,
});

/** What a program understands that has nothing in common with ours. */
function read(text: string): { calendar: Record<string, unknown>; events: VEvent[] } {
  const parts = Object.values(ical.sync.parseICS(text)).filter((part) => part !== undefined);
  return {
    calendar: parts.find(({ type }) => type === 'VCALENDAR') as unknown as Record<string, unknown>,
    events: parts.filter((part): part is VEvent => part.type === 'VEVENT'),
  };
}
/** Instants by the zones that the calendar itself explains, as at a receiver that knows none. */
function startsByItsZones(text: string): string[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return calendar.getAllSubcomponents('vevent').map((part) => new ICAL.Event(part).startDate.toJSDate().toISOString());
}
const unfold = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');
const longest = (text: string): number => Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)));

describe('a calendar', () => {
  test('says what an event is, so that an independent program understands it', () => {
    const text = eventCalendar([event()], { name: 'Events of the office' });
    const { calendar, events } = read(text);
    expect(calendar['WR-CALNAME']).toBe('Events of the office');
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n');
    expect(text.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      uid: '10000000-0000-4000-8000-000000000001@rotunda',
      sequence: 2,
      summary: 'Clinic at the library',
      location: 'Lucile Bluford Branch, Room 2, 3050 Prospect Ave, Kansas City',
      description: 'Bring your letters.\n\nDetails: https://engage.example.gov/e/clinic',
      status: 'CONFIRMED',
      url: 'https://engage.example.gov/e/clinic',
      categories: ['Clinic'],
    });
  });

  test('18:00 stays 18:00 when the clocks change, in autumn and in spring', () => {
    const at = ['2026-10-27T23:00Z', '2026-11-03T00:00Z', '2027-03-09T00:00Z', '2027-03-15T23:00Z'];
    const text = eventCalendar(
      at.map((starts_at, n) => event({ uid: `${n}@x`, starts_at, ends_at: new Date(Date.parse(starts_at) + 5_400_000).toISOString() })),
      { name: 'x' },
    );
    expect(text.match(/^DTSTART;.*/gm)?.map((line) => line.trim())).toEqual([
      'DTSTART;TZID=America/Chicago:20261027T180000',
      'DTSTART;TZID=America/Chicago:20261102T180000',
      'DTSTART;TZID=America/Chicago:20270308T180000',
      'DTSTART;TZID=America/Chicago:20270315T180000',
    ]);
    const instants = at.map((one) => new Date(one).toISOString());
    expect(read(text).events.map(({ start }) => start.toISOString())).toEqual(instants);
    expect(startsByItsZones(text)).toEqual(instants);
  });

  test('an event over the night in which the clocks change has the length that it has', () => {
    const { events } = read(eventCalendar([event({ starts_at: '2026-11-01T04:00:00Z', ends_at: '2026-11-01T09:00:00Z' })], { name: 'x' }));
    expect([events[0]!.start.toISOString(), events[0]!.end?.toISOString()]).toEqual([
      '2026-11-01T04:00:00.000Z',
      '2026-11-01T09:00:00.000Z',
    ]);
  });

  test('each zone that is used is explained once, and one that no calendar knows is told in UTC', () => {
    const text = eventCalendar(
      [event(), event({ uid: 'b' }), event({ uid: 'c', time_zone: 'America/New_York' }), event({ uid: 'd', time_zone: 'Office/Hours' })],
      { name: 'x' },
    );
    expect(text.match(/^TZID:.*/gm)?.map((line) => line.trim())).toEqual(['TZID:America/Chicago', 'TZID:America/New_York']);
    expect(read(text).events.map(({ start }) => start.toISOString())).toEqual(Array(4).fill('2026-10-27T23:00:00.000Z'));
    expect(startsByItsZones(text)).toEqual(Array(4).fill('2026-10-27T23:00:00.000Z'));
    expect(text).toContain('DTSTART:20261027T230000Z');
  });

  test('what somebody typed stays what they typed, and no line is longer than 75 octets', () => {
    const titles = [
      'Rent, repairs; rights\\duties',
      'Two\r\nlines\nEND:VEVENT\rBEGIN:VALARM',
      `${'a'.repeat(66)}👩‍👩‍👧‍👦 ${'é'.repeat(80)} 🏛️🏛️🏛️`,
      '\u0007bell\u0000 and \ud83d half a pair',
      '日本語の説明'.repeat(12),
      '"quoted" :colon',
    ];
    for (let pad = 0; pad < 8; pad++) titles.push(`${'x'.repeat(60 + pad)}👋🏽 hello`);
    const text = eventCalendar(
      titles.map((title, n) => event({ uid: String(n), title, summary: title.repeat(3), place_name: title })),
      { name: titles.join(' ') },
    );
    expect(longest(text)).toBeLessThanOrEqual(75);
    // Folded between characters: each line is good UTF-8 by itself.
    for (const line of text.split('\r\n')) expect(line.isWellFormed()).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const { events } = read(text);
    expect(events.map(({ summary }) => summary)).toEqual(
      titles.map((title) => title.replace(/\r\n?/g, '\n').replaceAll('\u0000', '').replaceAll('\u0007', '').toWellFormed()),
    );
    expect(unfold(text).filter((line) => line === 'END:VEVENT')).toHaveLength(titles.length);
    expect(unfold(text)).not.toContain('BEGIN:VALARM');
  });

  test('a cancelled event is still there and says so, in its state and in its title', () => {
    const text = eventCalendar([event({ status: 'cancelled', sequence: 3 })], { name: 'x', language: 'es', busy: true });
    const { status, transparency, summary } = read(text).events[0]!;
    expect([status, transparency, summary]).toEqual(['CANCELLED', 'TRANSPARENT', 'Cancelado: Clinic at the library']);
  });

  test('the same rows are the same text, whenever it is asked', async () => {
    const first = eventCalendar([event()], { name: 'x' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(eventCalendar([event()], { name: 'x' })).toBe(first);
    expect(first).toContain('DTSTAMP:20261001T123456Z\r\nLAST-MODIFIED:20261001T123456Z');
  });

  test('a letter says what to do with it, from whom and to whom; a quote in a name ends nothing', () => {
    const text = eventCalendar([event()], {
      name: 'x',
      method: 'REQUEST',
      organizer: { name: 'Citizen "Engagement"; Office\r\nEND:VEVENT', email: 'engage@example.gov' },
      attendee: { name: 'Rosa:Peña,', email: 'rosa@example.org' },
    });
    const { calendar, events } = read(text);
    expect(calendar.method).toBe('REQUEST');
    expect(unfold(text)).toContain(`ORGANIZER;CN="Citizen 'Engagement'; Office END:VEVENT":mailto:engage@example.gov`);
    expect(events[0]!.attendee).toMatchObject({
      params: { CN: 'Rosa:Peña,', ROLE: 'REQ-PARTICIPANT', PARTSTAT: 'ACCEPTED' },
      val: 'mailto:rosa@example.org',
    });
  });

  test('a day on which something is due is a whole day', () => {
    const due = { uid: 'task@rotunda', sequence: 1, updated_at: '2026-10-01T00:00:00Z', title: 'Call back', on: '2026-11-01' };
    const text = eventCalendar([], { name: 'x' }, [due]);
    const { datetype, start, end } = read(text).events[0]!;
    // The end that iCalendar gives a day without one: the day after it.
    expect([datetype, start.toISOString().slice(0, 10), end?.toISOString().slice(0, 10)]).toEqual(['date', '2026-11-01', '2026-11-02']);
    expect(text).toContain('DTSTART;VALUE=DATE:20261101\r\n');
  });
});
