import { addDays, daysBetween } from '../../domain/shared/dates.ts';
import { clock } from './inquiries.ts';
import { namesByLanguage } from './names.ts';
import type { Random } from './random.ts';
import type { SampleResident } from './residents.ts';
import type { EventWords } from './words-events.ts';

/** A registration as load_sample_events takes it. `resident` is the key of a resident, or null. */
export type SampleRegistration = {
  key: number;
  name: string;
  email: string | null;
  phone: string | null;
  language: string;
  needs_interpreter: boolean;
  seats: number;
  minors: number;
  status: 'confirmed' | 'waitlisted' | 'offered' | 'cancelled';
  offered_until_local: string | null;
  cancelled_local: string | null;
  source: 'public' | 'staff';
  resident: number | null;
  created_local: string;
};
export type SampleAttendance = {
  registration: number | null;
  resident: number | null;
  name: string;
  people: number;
  language: string | null;
  postal_code: string | null;
  way: 'list' | 'code' | 'walk_in' | 'paper';
  minutes_after: number;
};
export type SampleTally = { people: number; age_band: string; language: string | null; postal_code: string | null; minutes_after: number };

const ages = [
  ['0-12', 14],
  ['13-17', 7],
  ['18-24', 10],
  ['25-44', 28],
  ['45-64', 22],
  ['65+', 12],
  ['unknown', 7],
] as const;
const talliedLanguages = [
  ['en', 64],
  ['es', 19],
  ['so', 4],
  ['sw', 3],
  ['vi', 3],
  ['ar', 3],
  [null, 4],
] as const;

/** Somebody who comes: a resident of the district where one is drawn, otherwise a person the office does not know. */
function drawPerson(random: Random, nearby: SampleResident[]) {
  const resident = nearby.length > 0 && random.chance(0.55) ? random.pick(nearby) : null;
  if (resident)
    return {
      resident: resident.key,
      name: resident.name,
      email: resident.emails[0]?.address ?? null,
      phone: resident.phones[0]?.number ?? null,
      language: resident.preferred_language,
      needs_interpreter: resident.needs_interpreter,
    };
  const language = random.weighted([
    ['en', 70],
    ['es', 22],
    ['vi', 4],
    ['so', 4],
  ] as const);
  const { given, family } = namesByLanguage[language]!;
  const [first, last] = [random.pick(given), random.pick(family)];
  const plain = `${first}.${last}`
    .normalize('NFD')
    .replace(/đ/gi, 'd')
    .replace(/[^a-z.]/gi, '')
    .toLowerCase();
  return {
    resident: null,
    name: language === 'vi' ? `${last} ${first}` : `${first} ${last}`,
    email: random.chance(0.85) ? `${plain}${random.between(1, 99)}@example.org` : null,
    // From up-state, so that nobody is taken for one of the residents by a number that is invented for many.
    phone: random.chance(0.6) ? `+166055501${String(random.between(0, 99)).padStart(2, '0')}` : null,
    language: language as string,
    needs_interpreter: language !== 'en' && random.chance(0.3),
  };
}

type At = { words: EventWords; startsOn: string; today: string; createdOn: string; nearby: SampleResident[]; nextKey: () => number };

/** Who registers, in order of arrival: places first, then the waitlist. `fill` is the share of the places that is asked for. */
export function inventRegistrations(
  random: Random,
  fill: number,
  { words, startsOn, today, createdOn, nearby, nextKey }: At,
): SampleRegistration[] {
  if (!words.registers) return [];
  const { capacity } = words.registers;
  const last = startsOn < today ? addDays(startsOn, -1) : addDays(today, -1);
  const asked = Math.round(capacity * fill);
  const days = Array.from({ length: Math.max(1, Math.min(21, daysBetween(createdOn, last))) }, (_, index) => addDays(last, -index));
  const moments = Array.from({ length: asked }, () => `${random.pick(days)} ${clock(random, 8, 21)}`).sort();
  const registrations: SampleRegistration[] = [];
  const names = new Set<string>();
  let taken = 0;
  let isOffered = false;
  for (const created_local of moments) {
    const person = drawPerson(random, nearby);
    if (names.has(person.name) || (person.email === null && person.phone === null)) continue;
    names.add(person.name);
    const seats = random.weighted([
      [1, 74],
      [2, 18],
      [3, 8],
    ] as const);
    const isCancelled = random.chance(0.06);
    const fits = taken + seats <= capacity;
    if (fits && !isCancelled) taken += seats;
    // Somebody steps back, and their place is offered to the first who waits.
    const left =
      fits || isCancelled || isOffered || startsOn < today
        ? undefined
        : registrations.findLast((row) => row.status === 'confirmed' && row.seats >= seats);
    const isOffer = left !== undefined;
    if (left) {
      isOffered = true;
      taken += seats - left.seats;
      left.status = 'cancelled';
      left.cancelled_local = `${last} 22:30:00`;
    }
    registrations.push({
      ...person,
      key: nextKey(),
      seats,
      minors: seats > 1 && random.chance(0.5) ? 1 : 0,
      status: isCancelled ? 'cancelled' : fits ? 'confirmed' : isOffer ? 'offered' : 'waitlisted',
      offered_until_local: isOffer && !isCancelled ? `${addDays(today, 1)} 17:00:00` : null,
      cancelled_local: isCancelled ? `${last} 22:30:00` : null,
      source: random.chance(0.8) ? 'public' : 'staff',
      created_local,
    });
  }
  return registrations;
}

/** Who came by name: most who registered, and some who walked in. */
export function inventAttendances(
  random: Random,
  registrations: SampleRegistration[],
  { words, nearby }: Pick<At, 'words' | 'nearby'>,
  postal: string,
): SampleAttendance[] {
  const came = registrations.filter((row) => row.status === 'confirmed' && random.chance(0.74));
  const named: SampleAttendance[] = came.map((row) => ({
    registration: row.key,
    resident: row.resident,
    name: row.name,
    people: row.seats,
    language: row.language,
    postal_code: random.chance(0.5) ? postal : null,
    way: random.chance(0.35) ? 'code' : 'list',
    minutes_after: random.between(-15, 25),
  }));
  const walkIns = words.registers
    ? random.between(0, 4)
    : words.kind === 'tabling' || words.kind === 'media'
      ? 0
      : Math.round(words.people[0] * 0.4);
  for (let n = 0; n < walkIns; n++) {
    const person = drawPerson(random, nearby);
    named.push({
      registration: null,
      resident: person.resident,
      name: person.name,
      people: random.chance(0.15) ? 2 : 1,
      language: person.language,
      postal_code: random.chance(0.6) ? postal : null,
      way: words.registers ? 'walk_in' : 'paper',
      minutes_after: random.between(-5, 40),
    });
  }
  return named;
}

/** Who came and gave no name: counted in a few lines. */
export function inventTallies(random: Random, count: number, postal: string): SampleTally[] {
  const tallies: SampleTally[] = [];
  for (let left = count; left > 0; ) {
    const people = Math.min(left, random.between(2, 14));
    tallies.push({
      people,
      age_band: random.weighted(ages),
      language: random.weighted(talliedLanguages),
      postal_code: random.chance(0.5) ? postal : null,
      minutes_after: random.between(0, 80),
    });
    left -= people;
  }
  return tallies;
}
