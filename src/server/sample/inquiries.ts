import { addDays, daysBetween } from '../../domain/shared/dates.ts';
import { inventSteps, type SampleStep } from './interactions.ts';
import type { Random } from './random.ts';
import type { SampleResident } from './residents.ts';
import { sampleStaff } from './staff.ts';
import { topicWeights, topicWords } from './topic-words.ts';

/** An inquiry as load_sample_office takes it: codes and addresses instead of ids, `YYYY-MM-DD HH:MM:SS` of the office's clock. */
export type SampleInquiry = {
  subject: string;
  body: string;
  status: string;
  channel: string;
  language: string;
  topic: string;
  resident: number | null;
  district: string | null;
  neighborhood: string | null;
  location: string | null;
  assigned_to: string | null;
  created_by: string;
  opened_local: string;
  closed_local: string | null;
  updated_local: string;
  resolution_code: string | null;
  resolution_note: string | null;
  interactions: SampleStep[];
};

/** 14 months before today. */
export const SPAN_DAYS = 425;
/** The chance that something is still open after so many days: most of the last days' work, hardly any that is older. */
const leftOpen = (days: number): number => 0.8 * Math.exp(-days / 3.5) + (days < 60 ? 0.004 : 0.0004);
/** No answer takes longer; what is older and open was left lying. */
const LONGEST_DAYS = 12;

const channels = [
  ...([
    ['phone', 46],
    ['walk_in', 9],
    ['email', 13],
    ['web', 10],
    ['app', 7],
    ['voicemail', 4],
    ['event', 3],
    ['social', 2],
  ] as const),
  ...([
    ['chat', 1.5],
    ['staff', 1.5],
    ['mail', 1],
    ['fax', 0.5],
    ['system', 0.8],
    ['other', 0.7],
  ] as const),
] as const;
const openStates = [
  ['new', 26],
  ['assigned', 30],
  ['in_progress', 24],
  ['waiting_resident', 12],
  ['waiting_other', 8],
] as const;
const resolutions = [
  ['answered', 46],
  ['resolved', 26],
  ['referred', 18],
  ['no_response', 6],
  ['duplicate', 2],
  ['cancelled', 2],
] as const;
const streets = [
  'Walnut Street',
  'Prospect Avenue',
  'Troost Avenue',
  'Linden Lane',
  'Indiana Avenue',
  'Holmes Road',
  'Oak Street',
  'Garfield Avenue',
  'Summit Street',
  'Independence Avenue',
];
const workers = sampleStaff.filter((person) => person.role !== 'viewer' && person.role !== 'admin').map((person) => person.email);

/** Work of the 14 months before `today` (`YYYY-MM-DD`); none of it happens on or after that day. */
export function inventInquiries(random: Random, count: number, residents: SampleResident[], today: string): SampleInquiry[] {
  const days = openingDays(today);
  return Array.from({ length: count }, () => inventInquiry(random, random.weighted(days), residents, today)).sort((a, b) =>
    a.opened_local < b.opened_local ? -1 : a.opened_local > b.opened_local ? 1 : 0,
  );
}

/** The days of the span with how much comes in: little on weekends, most in May, a few more each month. */
function openingDays(today: string): [day: string, weight: number][] {
  return Array.from({ length: SPAN_DAYS }, (_, index) => {
    const day = addDays(today, -1 - index);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return [day, (weekday === 0 || weekday === 6 ? 0.15 : 1) * (day.slice(5, 7) === '05' ? 1.5 : 1) * (1.15 - index / 2000)];
  });
}

function inventInquiry(random: Random, openedOn: string, residents: SampleResident[], today: string): SampleInquiry {
  const topic = random.weighted(topicWeights);
  const resident = random.chance(0.86) ? random.pick(residents) : null;
  const wanted = resident?.preferred_language === 'es' && random.chance(0.7) ? 'es' : 'en';
  const { asked, closed } = topicWords[topic]!;
  const [wordsIn, subject, body] = random.pick(asked.filter(([language]) => language === wanted || !resident));
  const street = random.pick(streets);
  const openedAt = `${openedOn} ${clock(random, 8, 16)}`;
  const assignee = random.pick(workers);
  const author = random.pick(workers);
  const end = inventEnd(random, openedOn, openedAt, today);
  const isClosed = end !== null;
  const status = isClosed ? 'closed' : random.weighted(openStates);
  const note = isClosed && random.chance(0.7) ? random.pick(closed) : null;
  const steps = inventSteps(
    random,
    openedAt,
    end ?? `${addDays(today, -1)} 16:50:00`,
    author,
    isClosed || status !== 'new'
      ? random.weighted([
          [0, 40],
          [1, 32],
          [2, 18],
          [3, 10],
        ])
      : 0,
  );
  if (note && end) steps.push({ kind: 'resolution', body: note, at_local: end, created_by: assignee });
  const isPlace = subject.includes('{street}');
  return {
    subject: subject.replace('{street}', street),
    body,
    status,
    channel: random.weighted(channels),
    language: wordsIn === 'es' ? 'es' : (resident?.preferred_language ?? 'en'),
    topic,
    resident: resident?.key ?? null,
    district: resident ? resident.district : random.chance(0.3) ? null : random.pick(['1', '2', '3', '3', '4', '4', '5', '5', '6']),
    neighborhood: resident?.neighborhood ?? null,
    location: isPlace ? `${random.between(100, 9899)} ${street}` : null,
    assigned_to: status === 'new' ? null : assignee,
    created_by: author,
    opened_local: openedAt,
    closed_local: end,
    updated_local: steps.at(-1)?.at_local ?? end ?? openedAt,
    resolution_code: isClosed ? random.weighted(resolutions) : null,
    resolution_note: note,
    interactions: steps,
  };
}

/** When it was closed, or null. Times are lognormal: half within two days, nine in ten within a week. */
function inventEnd(random: Random, openedOn: string, openedAt: string, today: string): string | null {
  const gauss = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  const days = Math.floor(2.4 * Math.exp(0.85 * gauss));
  if (random.chance(leftOpen(daysBetween(openedOn, today)))) return null;
  const closedOn = addDays(openedOn, Math.min(days, LONGEST_DAYS));
  if (closedOn >= today) return null;
  const closedAt = `${closedOn} ${clock(random, 9, 16)}`;
  return closedAt > openedAt ? closedAt : `${openedOn} 16:59:59`;
}

/** A time of day within office hours, `HH:MM:SS`. */
export function clock(random: Random, from: number, to: number): string {
  return [random.between(from, to), random.between(0, 59), random.between(0, 58)].map((part) => String(part).padStart(2, '0')).join(':');
}
