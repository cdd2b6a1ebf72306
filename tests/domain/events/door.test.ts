import { describe, expect, test } from 'vitest';
import { type DoorList, findAtDoor, findByCode, isOver, type KeptAct, readDoor } from '../../../src/domain/events/door.ts';

const registration = (id: string, name: string, seats = 1) => ({
  id,
  name,
  seats,
  status: 'confirmed' as const,
  language: 'en',
  needs_interpreter: false,
  code: id.slice(0, 6).toUpperCase(),
});
const rosa = '8f14e45f-ceea-467f-a0e6-bd0123456789';
const list: DoorList = {
  event: {
    id: 'e',
    title: 'Clinic',
    status: 'confirmed',
    starts_at: '2026-11-25T18:00:00Z',
    ends_at: '2026-11-25T20:00:00Z',
    time_zone: 'America/Chicago',
    place: null,
    expected: null,
    capacity: null,
    tally_counts: 'unnamed',
  },
  registrations: [registration(rosa, 'Rosa Peña', 3), registration('bbbbbb', 'Ben Okafor')],
  attendances: [{ key: 'k1', registration_id: 'bbbbbb', name: null, people: 1, at: '2026-11-25T18:01:00Z' }],
  tallied: [{ age_band: '25-44', language: 'es', people: 4 }],
  languages: [],
};
const act = (more: Partial<KeptAct>): KeptAct => ({
  key: crypto.randomUUID(),
  verb: 'check_in',
  at: '2026-11-25T18:05:00Z',
  event: 'e',
  state: 'waiting',
  ...more,
});

describe('the list with what the phone has done since', () => {
  test('a check-in that waits counts, and one of somebody who is in already does not', () => {
    const { people, numbers } = readDoor(list, [
      act({ registration_id: rosa, people: 3 }),
      act({ registration_id: 'bbbbbb', people: 9 }),
      act({ registration_id: rosa, people: 3 }),
    ]);
    expect(numbers).toMatchObject({ named: 4, tallied: 4, people: 8 });
    expect(people.map((one) => one.attendance?.people)).toEqual([3, 1]);
  });

  test('what the office has already told is not counted again', () => {
    expect(
      readDoor(list, [act({ registration_id: 'bbbbbb', state: 'sent' }), act({ verb: 'tally', state: 'refused' })]).numbers.people,
    ).toBe(5);
  });

  test('somebody without a registration stands at the end of the list, and is taken back by the key', () => {
    const walkIn = act({ verb: 'walk_in', name: 'Ana Li', people: 2 });
    expect(readDoor(list, [walkIn]).people.at(-1)).toMatchObject({ name: 'Ana Li', status: 'walk_in', attendance: { people: 2 } });
    const { people, numbers } = readDoor(list, [walkIn, act({ verb: 'undo', undoes: walkIn.key }), act({ verb: 'undo', undoes: 'k1' })]);
    expect([people.length, numbers.named]).toEqual([2, 0]);
  });

  test('a tally counts by age and language, and less when it is taken back', () => {
    const tally = act({ verb: 'tally', people: 5, age_band: '0-12', language: 'so' });
    const undo = act({ verb: 'undo', undoes: tally.key, undone: tally });
    expect(readDoor(list, [tally]).numbers).toMatchObject({ tallied: 9, byAge: { '0-12': 5, '25-44': 4 }, byLanguage: { so: 5, es: 4 } });
    expect(readDoor(list, [tally, undo]).numbers).toMatchObject({ tallied: 4, byAge: { '0-12': 0 } });
  });

  test('where the tally counted everybody, named people are not counted a second time', () => {
    const everyone = { ...list, event: { ...list.event, tally_counts: 'everyone' as const } };
    expect(readDoor(everyone, []).numbers).toMatchObject({ named: 1, tallied: 4, people: 4 });
  });
});

describe('finding somebody', () => {
  const { people } = readDoor(list, []);
  test('by fragments of the name, without accents', () => {
    expect(findAtDoor(people, 'pena ros').map((one) => one.name)).toEqual(['Rosa Peña']);
    expect(findAtDoor(people, '')).toHaveLength(2);
    expect(findAtDoor(people, 'xyz')).toEqual([]);
  });
  test('by the code that was typed, however it was spaced', () => {
    expect(findByCode(people, '8f1-4e4')?.name).toBe('Rosa Peña');
    expect(findByCode(people, '')).toBeNull();
  });
  test('by the code of a pass, alone or at the end of its address; a stranger’s is nobody', () => {
    const token = `${Buffer.from(rosa.replaceAll('-', ''), 'hex').toString('base64url')}.${'A'.repeat(22)}`;
    expect(findByCode(people, token)?.name).toBe('Rosa Peña');
    expect(findByCode(people, `https://engage.city.example/pass/${token}`)?.name).toBe('Rosa Peña');
    expect(findByCode(people, `${'B'.repeat(22)}.${'A'.repeat(22)}`)).toBeNull();
  });
});

test('an event is over for the door some hours after its end', () => {
  expect(isOver(list.event, Date.parse('2026-11-26T01:59:00Z'))).toBe(false);
  expect(isOver(list.event, Date.parse('2026-11-26T02:01:00Z'))).toBe(true);
});
