import { describe, expect, it } from 'vitest';
import { daysOf, shownDays, stepDate, weekStart } from '../../../src/domain/events/calendar-days.ts';
import { type CalendarEvent, groupByDay, lastDayOf } from '../../../src/domain/events/calendar-item.ts';
import { readCalendarQuery, toCalendarFilters, writeCalendarQuery } from '../../../src/domain/events/calendar-query.ts';
import { addMinutes, instantOf, minutesBetween, wallClock } from '../../../src/domain/events/wall-clock.ts';

const read = (text: string) => readCalendarQuery(new URLSearchParams(text));
const chicago = 'America/Chicago';

describe('the address of the calendar', () => {
  it('is read back as it was written', () => {
    const text = 'view=week&date=2026-11-24&kind=clinic%2Ctraining&district=3%2Cnone&staff=me&show=inquiries%2Ctasks&colour=status';
    expect(writeCalendarQuery(read(text)).toString()).toBe(text);
    expect(writeCalendarQuery(read('show=none')).toString()).toBe('show=none');
    expect(writeCalendarQuery(read('')).toString()).toBe('');
  });

  it('leaves out what cannot be read', () => {
    expect(read('view=year&date=2026-02-30&kind=party&colour=mood&show=weather')).toEqual({ ...read(''), show: [] });
  });

  it('turns codes into ids, and an unknown code into nothing that is found', () => {
    const filters = toCalendarFilters(read('district=3,none,x&staff=me,you').lists, {
      districts: [{ id: 'three', code: '3' }],
      me: 'my-id',
    });
    const nobody = '00000000-0000-0000-0000-000000000000';
    expect(filters).toEqual({ district: ['three', null, nobody], staff: ['my-id', nobody] });
  });
});

describe('the days of a view', () => {
  it('a month is shown in whole weeks, from Sunday or from Monday', () => {
    expect(shownDays('month', '2026-11-24', 0)).toEqual({ from: '2026-11-01', to: '2026-12-06' });
    expect(shownDays('month', '2026-11-24', 1)).toEqual({ from: '2026-10-26', to: '2026-12-07' });
    expect(weekStart('2026-11-22', 0)).toBe('2026-11-22');
    expect(weekStart('2026-11-22', 1)).toBe('2026-11-16');
  });

  it('a week, a day, the agenda and the table say where they begin and end', () => {
    expect(shownDays('week', '2026-11-24', 0)).toEqual({ from: '2026-11-22', to: '2026-11-29' });
    expect(shownDays('day', '2026-12-31', 0)).toEqual({ from: '2026-12-31', to: '2027-01-01' });
    expect(shownDays('agenda', '2026-11-24', 0)).toEqual({ from: '2026-11-24', to: '2026-12-22' });
    expect(shownDays('table', '2024-02-10', 0)).toEqual({ from: '2024-02-01', to: '2024-03-01' });
    expect(daysOf(shownDays('month', '2026-02-01', 0))).toHaveLength(28);
  });

  it('a step goes as far as the view is long', () => {
    expect(stepDate('month', '2026-01-31', 1)).toBe('2026-02-01');
    expect(stepDate('week', '2026-11-24', -1)).toBe('2026-11-17');
    expect(stepDate('day', '2026-12-31', 1)).toBe('2027-01-01');
    expect(stepDate('agenda', '2026-11-24', 1)).toBe('2026-12-22');
  });
});

describe('the clock on the wall', () => {
  it('18:00 is 18:00 on both sides of the nights in which clocks change', () => {
    for (const [local, instant] of [
      ['2026-10-31T18:00', '2026-10-31T23:00:00.000Z'],
      ['2026-11-01T18:00', '2026-11-02T00:00:00.000Z'],
      ['2027-03-13T18:00', '2027-03-14T00:00:00.000Z'],
      ['2027-03-14T18:00', '2027-03-14T23:00:00.000Z'],
      ['2026-11-01T00:00', '2026-11-01T05:00:00.000Z'],
      ['2027-03-14T00:00', '2027-03-14T06:00:00.000Z'],
    ] as const) {
      expect(instantOf(local, chicago)).toBe(instant);
      expect(wallClock(instant, chicago)).toBe(local);
    }
  });

  it('an hour that comes twice is the first, one that does not come is read by the offset before', () => {
    expect(instantOf('2026-11-01T01:30', chicago)).toBe('2026-11-01T06:30:00.000Z');
    expect(instantOf('2027-03-14T02:30', chicago)).toBe('2027-03-14T08:30:00.000Z');
    expect(instantOf('2026-11-24T18:00', 'Asia/Kolkata')).toBe('2026-11-24T12:30:00.000Z');
    expect(instantOf('2026-11-24T18:00', 'Pacific/Auckland')).toBe('2026-11-24T05:00:00.000Z');
  });

  it('counts as a person counts', () => {
    expect(minutesBetween('2026-10-31T22:00', '2026-11-01T02:00')).toBe(240);
    expect(addMinutes('2026-10-31T23:30', 90)).toBe('2026-11-01T01:00');
  });
});

describe('what is on a day', () => {
  const event = (title: string, starts: string, ends: string): CalendarEvent => ({
    id: title,
    title,
    kind: 'other',
    status: 'planned',
    version: 1,
    starts,
    ends,
  });

  it('an event that ends at midnight does not touch the day that begins then', () => {
    expect(lastDayOf(event('Late', '2026-11-03T22:00', '2026-11-04T00:00'))).toBe('2026-11-03');
    expect(lastDayOf(event('Later', '2026-11-03T22:00', '2026-11-04T00:30'))).toBe('2026-11-04');
  });

  it('an event stands on each of its days that is shown, other things on theirs, and empty days are left out', () => {
    const events = [event('Fair', '2026-10-31T09:00', '2026-11-02T17:00'), event('Clinic', '2026-11-02T09:00', '2026-11-02T10:00')];
    const dated = [
      { what: 'holidays' as const, on: '2026-11-04', title: 'A day off' },
      { what: 'tasks' as const, on: '2026-12-01', count: 2 },
    ];
    const days = groupByDay({ events, dated }, { from: '2026-11-01', to: '2026-12-01' });
    expect(days.map(({ day, events: on, dated: also }) => [day, on.map(({ title }) => title), also.length])).toEqual([
      ['2026-11-01', ['Fair'], 0],
      ['2026-11-02', ['Fair', 'Clinic'], 0],
      ['2026-11-04', [], 1],
    ]);
  });
});
