import { expect, test } from 'vitest';
import { inventSampleOffice } from '../../../src/server/sample/create.ts';

const today = '2026-11-24';
const office = inventSampleOffice(210140, today);
const { events, series } = office.outreach;
const oneOff = events.filter((event) => !event.is_weekly);
const past = events.filter((event) => event.starts_local < today);
const coming = events.filter((event) => event.starts_local >= today);
const share = (some: unknown[], all: unknown[]) => some.length / all.length;

test('the same seed and day invent the same events', () => {
  expect(inventSampleOffice(210140, today).outreach).toEqual(office.outreach);
});

test('there are about fourteen months of events of every kind and district, some of them to come', () => {
  expect(oneOff.length).toBeGreaterThan(120);
  expect(oneOff.length).toBeLessThan(220);
  expect(coming.length).toBeGreaterThan(20);
  expect(new Set(events.map((event) => event.kind)).size).toBe(8);
  expect(new Set(events.map((event) => event.district)).size).toBe(6);
  expect(events.every((event) => event.ends_local > event.starts_local)).toBe(true);
});

test('what is over was held, but for few; what is to come is planned or confirmed', () => {
  expect(
    share(
      past.filter((event) => event.status === 'held'),
      past,
    ),
  ).toBeGreaterThan(0.88);
  expect(past.filter((event) => event.status === 'planned')).toEqual([]);
  expect(new Set(coming.map((event) => event.status))).toEqual(new Set(['planned', 'confirmed', 'cancelled']));
  for (const event of events) expect(event.cancelled_reason !== null).toBe(event.status === 'cancelled');
});

test('people came to what was held, in numbers that fit the kind, and nobody to what is to come', () => {
  for (const event of events) {
    const came = [...event.attendances, ...event.tallies].reduce((sum, row) => sum + row.people, 0);
    if (event.status !== 'held') expect(came).toBe(0);
    else if (event.kind !== 'media') expect(came).toBeGreaterThan(0);
    expect(came).toBeLessThan(130);
  }
});

test('places are given in the order of arrival, up to the capacity, and a child is only counted', () => {
  const registering = events.filter((event) => event.registrations.length > 0);
  expect(registering.length).toBeGreaterThan(30);
  for (const { capacity, registrations, created_local, starts_local } of registering) {
    const taken = registrations.filter((row) => row.status === 'confirmed').reduce((sum, row) => sum + row.seats, 0);
    expect(taken).toBeLessThanOrEqual(capacity!);
    for (const row of registrations) {
      expect(row.minors === 0 || row.minors < row.seats).toBe(true);
      expect(row.created_local > created_local && row.created_local < starts_local).toBe(true);
      expect(row.created_local < today).toBe(true);
    }
  }
  const waiting = coming.flatMap((event) => event.registrations.filter((row) => row.status !== 'confirmed').map((row) => row.status));
  expect(new Set(waiting)).toEqual(new Set(['waitlisted', 'offered', 'cancelled']));
});

test('a few things are missing for what is to come, so that there is something to do', () => {
  const open = coming.filter((event) => event.status !== 'cancelled');
  expect(open.some((event) => !event.staff.some((one) => one.task === 'lead'))).toBe(true);
  expect(open.some((event) => event.languages.some((one) => one.booking !== 'booked'))).toBe(true);
  expect(
    share(
      open.filter((event) => event.staff.some((one) => one.task === 'lead')),
      open,
    ),
  ).toBeGreaterThan(0.7);
});

test('the weekly hour is one series on Tuesdays at six, without holidays', () => {
  const weekly = events.filter((event) => event.is_weekly);
  expect(series.rule).toMatch(/^FREQ=WEEKLY;BYDAY=TU;UNTIL=\d{8}T055959Z$/);
  expect(weekly.length).toBeGreaterThan(30);
  for (const event of weekly) {
    expect(new Date(`${event.starts_local.slice(0, 10)}T00:00:00Z`).getUTCDay()).toBe(2);
    expect(event.starts_local.slice(11, 16)).toBe('18:00');
  }
});

test('what came in at an event hangs on the one that was held there shortly before', () => {
  const linked = events.flatMap((event) => event.issues.filter((issue) => issue.inquiry).map((issue) => ({ event, issue })));
  expect(linked.length).toBeGreaterThan(15);
  for (const { event, issue } of linked) expect(issue.inquiry!.opened_local >= event.ends_local && event.status === 'held').toBe(true);
});
