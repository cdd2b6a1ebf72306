import { describe, expect, it } from 'vitest';
import { checkEvent } from '../../src/app/features/events/form/checks.ts';
import { fromContent } from '../../src/app/features/events/form/content-values.ts';
import {
  columnsOf,
  listEventConflicts,
  mergeEvent,
  type Reading,
  readWhen,
  toEventPatch,
  toNewEvent,
} from '../../src/app/features/events/form/patch.ts';
import { type EventValues, emptyCost, emptyEvent, emptySupply, toEventValues } from '../../src/app/features/events/form/values.ts';
import type { EventRecord } from '../../src/domain/events/event.ts';

const reading: Reading = { today: '2026-11-25', locale: 'en' };
const zone = 'America/Chicago';
const empty = emptyEvent(zone);
const typed: EventValues = { ...empty, title: ' Clinic ', day: 'sat', starts: '10', ends: '12' };
const saved = {
  id: 'e',
  title: 'Clinic',
  kind: 'clinic',
  status: 'planned',
  starts_at: '2026-11-28T16:00:00+00:00',
  ends_at: '2026-11-28T18:00:00+00:00',
  time_zone: zone,
  summary: '',
  translations: { so: { title: 'Rugta' } },
  plan: '',
  outcome: '',
  place_name: 'Mohart Center',
  address: null,
  room: null,
  online_url: null,
  district_id: null,
  neighborhood: null,
  accessibility: '',
  programs: [],
  equipment: [],
  expected_count: 40,
  published_at: null,
  slug: null,
  takes_registrations: false,
  capacity: null,
  has_waitlist: true,
  offer_minutes: 1440,
  registration_closes_at: null,
  primary_section: 4,
  sections: [4],
  staff: [{ id: 's1', staff_id: 'ana', task: 'lead', hours_planned: 2.5, hours_worked: null }],
  organizations: [],
  languages: [],
  topics: [{ topic_id: 't2' }, { topic_id: 't1' }],
  legislation: [],
  supplies: [{ id: 'u1', item: 'Table', quantity: 2, is_packed: true, sort_order: 1 }],
  costs: [
    { id: 'c1', label: 'Interpreter', category: 'interpreting', planned_cents: 18_050, actual_cents: null, fund: null, sort_order: 1 },
  ],
} as unknown as EventRecord;
const shown = toEventValues(saved);
const patch = (change: Partial<EventValues>) => toEventPatch({ ...shown, ...change }, shown, reading);

describe('when an event is', () => {
  it('days and times in words become instants of the clock of its zone', () => {
    expect(readWhen(typed, reading)).toMatchObject({ starts_at: '2026-11-28T16:00:00Z', ends_at: '2026-11-28T18:00:00Z' });
    const elsewhere = readWhen({ ...typed, time_zone: 'America/New_York' }, reading);
    expect(elsewhere.starts_at).toBe('2026-11-28T15:00:00Z');
  });

  it('18:00 is 18:00 before and after the clocks change', () => {
    const at = (day: string) => readWhen({ ...typed, day, starts: '18:00', ends: '20:00' }, reading).starts_at;
    expect(at('2027-03-13')).toBe('2027-03-14T00:00:00Z');
    expect(at('2027-03-14')).toBe('2027-03-14T23:00:00Z');
  });

  it('without an end it takes two hours; with a last day it may go over midnight', () => {
    expect(Date.parse(readWhen({ ...typed, ends: '' }, reading).ends_at ?? '')).toBe(Date.parse('2026-11-28T18:00:00Z'));
    const night = readWhen({ ...typed, starts: '10 pm', ends: '1 am', end_day: 'sun' }, reading);
    expect(night.ends_at).toBe('2026-11-29T07:00:00Z');
  });
});

describe('what is saved', () => {
  it('a new event names only what was typed', () => {
    expect(toNewEvent(typed, empty, reading)).toEqual({
      title: 'Clinic',
      kind: 'neighborhood_meeting',
      starts_at: '2026-11-28T16:00:00Z',
      ends_at: '2026-11-28T18:00:00Z',
      time_zone: zone,
    });
  });

  it('an event that was only opened writes nothing', () => expect(patch({})).toEqual({}));

  it('only what differs is written, blanks as nothing, dollars as cents', () => {
    expect(patch({ room: ' Gym ', place_name: '  ', expected_count: '' })).toEqual({ room: 'Gym', place_name: null, expected_count: null });
    const costs = [{ ...shown.costs[0], key: 'c1', actual: '1,170.5' } as EventValues['costs'][number], { ...emptyCost(), label: 'Food' }];
    expect(patch({ costs })).toEqual({
      costs: [
        { id: 'c1', label: 'Interpreter', category: 'interpreting', planned_cents: 18_050, actual_cents: 117_050, fund: null },
        { label: 'Food', category: 'other', planned_cents: null, actual_cents: null, fund: null },
      ],
    });
  });

  it('lines in which nothing stands are left out; an emptied list is sent as empty', () => {
    expect(patch({ supplies: [...shown.supplies, emptySupply()] })).toEqual({});
    expect(patch({ supplies: [] })).toEqual({ supplies: [] });
  });

  it('a title in Spanish leaves the other languages as they are', () => {
    expect(patch({ translations: { ...shown.translations, es: { title: 'Clínica' } } })).toEqual({
      translations: { so: { title: 'Rugta' }, es: { title: 'Clínica' } },
    });
  });

  it('the same topics in another order are the same', () => expect(patch({ topics: ['t1', 't2'] })).toEqual({}));

  it('the primary section is among the sections', () => {
    expect(patch({ primary_section: 8 })).toEqual({ primary_section: 8, sections: [4, 8] });
  });
});

describe('what is wrong', () => {
  const wrong = (change: Partial<EventValues>) => checkEvent({ ...typed, ...change }, reading).errors;
  it('is said at its field, and names the part of the form to open', () => {
    expect(wrong({})).toEqual({});
    expect(Object.keys(checkEvent(empty, reading).errors)).toEqual(['title', 'day', 'starts_at']);
    expect(wrong({ day: 'someday' })).toEqual({ day: 'event.form.day_unread' });
    expect(wrong({ ends: '9 am' })).toEqual({ ends_at: 'event.form.ends_early' });
    expect(wrong({ starts: 'soon' })).toEqual({ starts_at: 'event.form.time_unread' });
    const cost = { ...emptyCost(), key: 'c', label: 'Food', planned: 'much' };
    expect(checkEvent({ ...typed, costs: [cost], capacity: '0' }, reading)).toEqual({
      errors: { c: 'event.form.money_wrong', capacity: 'event.form.capacity_wrong' },
      sections: ['registration', 'costs'],
    });
  });
});

describe('two people at once', () => {
  it('are asked about a field only when both changed it, and neither loses the rest', () => {
    const mine = { ...shown, room: 'Gym', plan: 'Mine', staff: [] };
    const theirs = { ...shown, room: 'Library', address: '1 Main St' };
    expect(listEventConflicts(shown, mine, theirs, reading)).toEqual(['room', 'staff', 'plan']);
    const merged = mergeEvent(shown, mine, theirs, new Set(['room']), reading);
    expect(merged).toMatchObject({ room: 'Library', plan: 'Mine', staff: [], address: '1 Main St' });
  });

  it('take day and times as one', () => {
    const mine = { ...shown, starts: '11:00' };
    const theirs = { ...shown, day: '2026-11-30' };
    const merged = mergeEvent(shown, mine, theirs, new Set(), reading);
    expect(columnsOf('when', merged, reading)).toMatchObject({ starts_at: '2026-11-28T17:00:00Z' });
  });
});

it('a template fills the form but for the day', () => {
  const begun = fromContent({ title: 'Clinic', kind: 'clinic', time_zone: zone, starts_time: '18:00', duration_minutes: 150 }, empty);
  expect(begun).toMatchObject({ title: 'Clinic', kind: 'clinic', day: '', starts: '18:00', ends: '20:30' });
});
