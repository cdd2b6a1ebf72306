import { fold } from '../shared/fold.ts';

export const ageBands = ['0-12', '13-17', '18-24', '25-44', '45-64', '65+', 'unknown'] as const;
export type AgeBand = (typeof ageBands)[number];

/** One act at the door, as the phone makes it and `sync_door` takes it. The key makes it happen once. */
export type DoorAct = {
  key: string;
  verb: 'check_in' | 'walk_in' | 'tally' | 'undo';
  /** ISO instant, by the phone's clock. */
  at: string;
  registration_id?: string;
  resident_id?: string;
  name?: string;
  people?: number;
  language?: string;
  postal_code?: string;
  age_band?: AgeBand;
  way?: 'list' | 'code';
  /** The key of the act that is taken back. */
  undoes?: string;
};

/** An act as the phone keeps it: until it is sent, and a while longer so that it can be taken back. */
export type KeptAct = DoorAct & {
  event: string;
  state: 'waiting' | 'sent' | 'refused';
  /** Why the office refused it. */
  message?: string;
  /** Of an undo: what it takes back, so that a count can be told before the office has answered. */
  undone?: Pick<DoorAct, 'verb' | 'people' | 'age_band' | 'language'>;
};

export type DoorAttendance = { key: string; registration_id: string | null; name: string | null; people: number; at: string };
export type DoorRegistration = {
  id: string;
  name: string;
  seats: number;
  status: 'confirmed' | 'waitlisted' | 'offered' | 'cancelled';
  language: string;
  needs_interpreter: boolean;
  code: string;
};
export type DoorEvent = {
  id: string;
  title: string;
  status: string;
  starts_at: string;
  ends_at: string;
  time_zone: string;
  place: string | null;
  expected: number | null;
  capacity: number | null;
  tally_counts: 'unnamed' | 'everyone';
};
/** What `door_list` answers. */
export type DoorList = {
  event: DoorEvent;
  registrations: DoorRegistration[];
  attendances: DoorAttendance[];
  tallied: { age_band: AgeBand; language: string | null; people: number }[];
  languages: { code: string; name: string; endonym: string }[];
};
export type DoorAnswer = {
  acts: { key: string; became: 'done' | 'there_already' | 'taken_back' | 'refused'; message?: string }[];
  list: DoorList;
};

/** Somebody on the list of the door: registered, or walked in. */
export type DoorPerson = Omit<DoorRegistration, 'status' | 'seats' | 'code'> & {
  seats: number | null;
  status: DoorRegistration['status'] | 'walk_in';
  code: string | null;
  attendance: DoorAttendance | null;
};
export type DoorNumbers = {
  named: number;
  tallied: number;
  people: number;
  byAge: Record<AgeBand, number>;
  byLanguage: Record<string, number>;
};

/** How many came, where named and tallied are there; the same rule as `private.people_at`. */
export const peopleAt = (counts: DoorEvent['tally_counts'], named: number, tallied: number): number =>
  counts === 'everyone' ? Math.max(named, tallied) : named + tallied;

/** The list of the office with what this phone has done since laid over it. */
export function readDoor(list: DoorList, acts: readonly KeptAct[]): { people: DoorPerson[]; numbers: DoorNumbers } {
  const there = new Map(list.attendances.map((one) => [one.key, one]));
  const byAge = Object.fromEntries(ageBands.map((band) => [band, 0])) as Record<AgeBand, number>;
  const byLanguage: Record<string, number> = {};
  const count = (what: Pick<DoorAct, 'people' | 'age_band' | 'language'>, sign: 1 | -1) => {
    const people = sign * (what.people ?? 1);
    byAge[what.age_band ?? 'unknown'] += people;
    byLanguage[what.language ?? ''] = (byLanguage[what.language ?? ''] ?? 0) + people;
  };
  for (const one of list.tallied) count({ ...one, language: one.language ?? '' }, 1);

  const isIn = (registration: string | undefined) => [...there.values()].some((one) => one.registration_id === registration);
  for (const act of acts) {
    if (act.state !== 'waiting') continue;
    if (act.verb === 'undo') {
      there.delete(act.undoes ?? '');
      if (act.undone?.verb === 'tally') count(act.undone, -1);
    } else if (act.verb === 'tally') {
      count(act, 1);
    } else if (act.verb === 'walk_in' || !isIn(act.registration_id)) {
      there.set(act.key, {
        key: act.key,
        registration_id: act.registration_id ?? null,
        name: act.name ?? null,
        people: act.people ?? 1,
        at: act.at,
      });
    }
  }

  const attendances = [...there.values()];
  const ofRegistration = new Map(attendances.flatMap((one) => (one.registration_id ? [[one.registration_id, one] as const] : [])));
  const walkedIn = attendances
    .filter((one) => one.registration_id === null)
    .map(
      (one): DoorPerson => ({
        id: one.key,
        name: one.name ?? '',
        seats: null,
        status: 'walk_in',
        language: '',
        needs_interpreter: false,
        code: null,
        attendance: one,
      }),
    );
  const people: DoorPerson[] = [
    ...list.registrations.map((one) => ({ ...one, attendance: ofRegistration.get(one.id) ?? null })),
    ...walkedIn,
  ];
  const named = attendances.reduce((sum, one) => sum + one.people, 0);
  const tallied = Object.values(byAge).reduce((sum, one) => sum + one, 0);
  return { people, numbers: { named, tallied, people: peopleAt(list.event.tally_counts, named, tallied), byAge, byLanguage } };
}

/** Those whose name holds every fragment that was typed, or whose code it is; accents and case do not matter. */
export function findAtDoor<Person extends { name: string; code: string | null }>(people: readonly Person[], typed: string): Person[] {
  const fragments = fold(typed).split(/\s+/).filter(Boolean);
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  return people.filter((one) => {
    const name = fold(one.name);
    return (code.length === 6 && one.code === code) || fragments.every((fragment) => name.includes(fragment));
  });
}

/**
 * The registration whose code was scanned or typed: the QR code holds a link that ends with the signed token of a pass, whose
 * first 22 letters are the registration's id; below it stand six letters to type. Null when it is none of this list.
 */
export function findByCode<Person extends { id: string; code: string | null }>(people: readonly Person[], scanned: string): Person | null {
  const [, record] = /(?:^|\/)([\w-]{22})\.[\w-]{22}$/.exec(scanned.trim()) ?? [];
  if (record) {
    const id = readRecord(record);
    return people.find((one) => one.id === id) ?? null;
  }
  const code = scanned.replace(/[\s-]/g, '').toUpperCase();
  return code === '' ? null : (people.find((one) => one.code === code) ?? null);
}

/** A uuid from its 22 letters of base64url. */
function readRecord(letters: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const bits = [...letters].map((letter) => alphabet.indexOf(letter).toString(2).padStart(6, '0')).join('');
  const hex = Array.from({ length: 32 }, (_, n) => Number.parseInt(bits.slice(n * 4, n * 4 + 4), 2).toString(16)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Hours after its end for which a phone keeps the list of an event. */
const KEPT_HOURS = 6;

/** Whether an event is over for the door: what is kept on the phone goes when all of it is sent. `now` in milliseconds. */
export const isOver = (event: Pick<DoorEvent, 'ends_at'>, now: number): boolean => now > Date.parse(event.ends_at) + KEPT_HOURS * 3_600_000;
