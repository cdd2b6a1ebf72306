import { addDays } from '../../domain/shared/dates.ts';
import { inventIssues, type SampleIssue } from './event-issues.ts';
import { costsOf, rosterOf, type SampleParts } from './event-parts.ts';
import {
  inventAttendances,
  inventRegistrations,
  inventTallies,
  type SampleAttendance,
  type SampleRegistration,
  type SampleTally,
} from './event-people.ts';
import type { SampleInquiry } from './inquiries.ts';
import type { Random } from './random.ts';
import type { SampleResident } from './residents.ts';
import { cancelReasons, type EventPlace, type EventWords, eventPlaces, eventWords, outcomes, weeklyWords } from './words-events.ts';

/** An event as load_sample_events takes it: codes, addresses and keys instead of ids, the office's clock instead of instants. */
export type SampleEvent = SampleParts & {
  title: string;
  kind: EventWords['kind'];
  status: 'planned' | 'confirmed' | 'held' | 'cancelled';
  cancelled_reason: string | null;
  starts_local: string;
  ends_local: string;
  summary: string;
  translations: Record<string, { title: string; summary: string }>;
  plan: string;
  outcome: string;
  place_name: string;
  address: string;
  room: string | null;
  district: string;
  neighborhood: string;
  accessibility: string;
  programs: string[];
  equipment: string[];
  expected_count: number | null;
  published_local: string | null;
  slug: string | null;
  takes_registrations: boolean;
  capacity: number | null;
  is_weekly: boolean;
  created_by: string;
  created_local: string;
  updated_local: string;
  registrations: SampleRegistration[];
  attendances: SampleAttendance[];
  tallies: SampleTally[];
  issues: SampleIssue[];
};

const PAST_DAYS = 425;
const COMING_DAYS = 75;
const districts = [
  ['1', 10],
  ['2', 8],
  ['3', 27],
  ['4', 26],
  ['5', 15],
  ['6', 14],
] as const;

/** About fourteen months of events before `today` (`YYYY-MM-DD`) and ten weeks after it. */
export function inventEvents(random: Random, residents: SampleResident[], inquiries: SampleInquiry[], today: string) {
  const byDistrict = new Map<string, SampleResident[]>();
  for (const one of residents) if (one.district) byDistrict.set(one.district, [...(byDistrict.get(one.district) ?? []), one]);
  let key = 0;
  const nextKey = () => ++key;
  const events: SampleEvent[] = [];
  const add = (words: EventWords, startsOn: string, district: string, place: EventPlace, isWeekly: boolean) =>
    events.push(
      inventEvent(random, { words, startsOn, district, place, isWeekly, today, nearby: byDistrict.get(district) ?? [], nextKey }),
    );
  for (let offset = -PAST_DAYS; offset <= COMING_DAYS; offset++) {
    const day = addDays(today, offset);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (isHoliday(day)) continue;
    if (weekday === 2 && offset > -210 && offset < 60) add(weeklyWords, day, '3', eventPlaces['3']![0]!, true);
    const chance = offset > 40 ? 0.25 : 0.48;
    if (weekday === 0 || !random.chance(weekday === 6 ? 0.62 : weekday === 1 || weekday === 5 ? chance * 0.5 : chance)) continue;
    const fitting = eventWords.filter((words) => (words.saturdays ?? false) === (weekday === 6));
    const words = random.weighted(fitting.map((one) => [one, one.weight] as const));
    const district = random.weighted(districts);
    add(words, day, district, random.pick(eventPlaces[district]!), false);
  }
  inventIssues(random, events, inquiries, today);
  const first = events.find((event) => event.is_weekly)!;
  const last = events.findLast((event) => event.is_weekly)!;
  return {
    events,
    series: {
      title: weeklyWords.title,
      // Midnight of the office at the latest, in UTC.
      rule: `FREQ=WEEKLY;BYDAY=TU;UNTIL=${addDays(last.starts_local.slice(0, 10), 1).replaceAll('-', '')}T055959Z`,
      starts_local: first.starts_local,
      duration_minutes: weeklyWords.minutes,
      skips_holidays: true,
    },
  };
}

type Place = {
  words: EventWords;
  startsOn: string;
  district: string;
  place: EventPlace;
  isWeekly: boolean;
  today: string;
  nearby: SampleResident[];
  nextKey: () => number;
};

function inventEvent(random: Random, given: Place): SampleEvent {
  const { words, startsOn, district, place, isWeekly, today } = given;
  const hour = random.pick(words.hours);
  const isPast = startsOn < today;
  const daysAhead = Math.round((Date.parse(startsOn) - Date.parse(today)) / 86_400_000);
  // Of yesterday's and the days before, one is still waiting for somebody to say that it was held.
  const status = random.chance(isWeekly ? 0.02 : 0.05)
    ? 'cancelled'
    : isPast
      ? daysAhead > -4 && random.chance(0.3)
        ? 'confirmed'
        : 'held'
      : random.chance(daysAhead <= 14 ? 0.85 : words.registers ? 0.7 : 0.35)
        ? 'confirmed'
        : 'planned';
  const createdOn = addDays(startsOn < today ? startsOn : today, -random.between(isPast ? 18 : 2, isPast ? 60 : 30));
  const isPublished = words.kind !== 'media' && (isPast || (status === 'confirmed' && random.chance(0.85)));
  const title = words.title.replace('{area}', place.neighborhood);
  const people = random.between(...words.people);
  const registrations =
    isPublished && words.registers ? inventRegistrations(random, fillOf(random, daysAhead), { ...given, createdOn }) : [];
  const attendances = status === 'held' ? inventAttendances(random, registrations, given, place.postal) : [];
  const named = attendances.reduce((sum, row) => sum + row.people, 0);
  return {
    title,
    kind: words.kind,
    status,
    cancelled_reason: status === 'cancelled' ? random.pick(cancelReasons) : null,
    starts_local: `${startsOn} ${String(hour).padStart(2, '0')}:00:00`,
    ends_local: `${startsOn} ${endOf(hour, words.minutes)}`,
    summary: words.summary.replace('{area}', place.neighborhood),
    translations: {
      es: { title: words.title_es.replace('{area}', place.neighborhood), summary: words.summary_es.replace('{area}', place.neighborhood) },
    },
    plan: words.partner ? 'Set up an hour before. Welcome, short talk, then questions at the tables.' : '',
    outcome: status === 'held' && random.chance(0.6) ? random.pick(outcomes) : '',
    place_name: place.name,
    address: `${place.address}, Kansas City, MO ${place.postal}`,
    room: place.room,
    district,
    neighborhood: place.neighborhood,
    accessibility: random.chance(0.7) ? 'Step-free entrance, accessible restroom, seats kept in front.' : '',
    programs: words.programs,
    equipment: words.equipment ?? [],
    expected_count: words.people[1] === 0 ? null : Math.round((words.people[0] + words.people[1]) / 2 / 5) * 5 || 5,
    published_local: isPublished ? `${addDays(createdOn, 1)} 09:20:00` : null,
    slug: isPublished ? `${slugOf(title)}-${startsOn}${isWeekly ? '-weekly' : ''}` : null,
    takes_registrations: isPublished && words.registers !== undefined,
    capacity: words.registers?.capacity ?? null,
    is_weekly: isWeekly,
    created_by: random.pick(['coordinator@rotunda.example', 'coordinator@rotunda.example', 'manager@rotunda.example'] as const),
    created_local: `${createdOn} 14:05:00`,
    updated_local: status === 'held' ? `${startsOn} 21:40:00` : `${createdOn} 14:05:00`,
    registrations,
    attendances,
    tallies: status === 'held' ? inventTallies(random, Math.max(0, people - named), place.postal) : [],
    issues: [],
    ...rosterOf(random, words, { isPast, daysAhead, isWeekly, district }),
    costs: costsOf(random, words, isPast),
    topics: words.topics,
    legislation: words.legislation ? [words.legislation] : [],
    organizations: words.partner ? [{ code: words.partner, part: 'partner' }] : [],
    supplies: words.supplies.map(([item, quantity]) => ({ item, quantity, is_packed: isPast || (daysAhead < 2 && random.chance(0.6)) })),
  };
}

/** How many ask for a place, against the places: what is near is full, what is far has just been told. */
function fillOf(random: Random, daysAhead: number): number {
  if (daysAhead < 0) return random.between(70, 135) / 100;
  return daysAhead <= 28 ? random.between(110, 170) / 100 : random.between(10, 60) / 100;
}

function endOf(hour: number, minutes: number): string {
  const end = hour * 60 + minutes;
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}:00`;
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Days on which nobody holds anything: the fixed ones, and Thanksgiving with its Friday. */
function isHoliday(day: string): boolean {
  const monthDay = day.slice(5);
  if (['01-01', '06-19', '07-04', '11-11', '12-24', '12-25', '12-31'].includes(monthDay)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const date = Number(day.slice(8));
  return day.slice(5, 7) === '11' && ((weekday === 4 && date >= 22 && date <= 28) || (weekday === 5 && date >= 23 && date <= 29));
}
