import { hash } from 'node:crypto';
import { addDays } from '../../domain/shared/dates.ts';
import type { Backend } from '../backend/index.ts';
import type { StagedRequest } from '../service-requests/request.ts';
import { call } from '../service-requests/take-rows.ts';
import { act } from './award-acts.ts';
import { runSampleActs } from './sample-acts.ts';

const ROWS = 360;
/** The feed of a real city is some days late, and so is this one. */
const LAG = 3;
/** Type, more exactly, work group, days that half of them take. */
const kinds: [string, string, string, number][] = [
  ['Illegal Dumping', 'Right of way', 'NHS Illegal Dumping', 4],
  ['Trash Recycling Bulky Services', 'Missed pickup', 'Public Works Solid Waste', 2],
  ['Streetlights', 'Light out', 'Public Works Street and Traffic', 3],
  ['A Pothole', 'Street', 'Public Works Street and Traffic', 6],
  ['Property Violations', 'Weeds', 'NHS Preservation', 30],
  ['Water Service', 'Leak in the street', 'Water Services Customer', 5],
];
const streets = ['Lydia Ave', 'Prospect Ave', 'Independence Ave', 'Troost Ave', 'Wornall Rd', 'Vivion Rd', 'Blue Ridge Blvd'];

type Filed = { daysAgo: number; in: 'feed' | 'nowhere'; closedAfter: number | null };
/** What the office filed itself: late, under way, closed there, unknown there, too new for the feed. */
const filings: Filed[] = [
  { daysAgo: 40, in: 'feed', closedAfter: null },
  { daysAgo: 12, in: 'feed', closedAfter: null },
  { daysAgo: 9, in: 'feed', closedAfter: 2 },
  { daysAgo: 20, in: 'feed', closedAfter: 7 },
  { daysAgo: 15, in: 'nowhere', closedAfter: null },
  { daysAgo: 1, in: 'nowhere', closedAfter: null },
];

/** A feed of 311 that was read once, and what the office filed with it. `today` is the office's day. */
export async function createSampleRequests({ service }: Pick<Backend, 'service'>, { today }: { today: string }): Promise<void> {
  const there = await call<{ id: string }[]>(service.from('feed_runs').select('id').limit(1));
  if (there.length > 0) return;
  const inquiries = await call<{ id: string; subject: string; location: string | null }[]>(
    service
      .from('inquiries')
      .select('id, subject, location')
      .not('location', 'is', null)
      .neq('status', 'closed')
      .order('number', { ascending: false })
      .limit(filings.length),
  );
  const districts = await call<{ id: string; code: string }[]>(service.from('districts').select('id, code').order('code'));
  const filed = filings.slice(0, inquiries.length);
  const rows = [
    ...Array.from({ length: ROWS }, (_, n) => invented(n, today)),
    ...filed.flatMap((one, n) =>
      one.in === 'feed'
        ? [
            request(
              numberOf(n),
              kindOf(inquiries[n]?.subject ?? ''),
              addDays(today, -one.daysAgo),
              one.closedAfter,
              inquiries[n]?.location ?? '',
              n,
            ),
          ]
        : [],
    ),
  ].map((row, n) => ({ ...row, district_id: districts[(n * 5) % Math.max(1, districts.length)]?.id ?? null }));
  const acts = filed.map((one, n) =>
    act(addDays(today, -one.daysAgo), 'file_service_request', {
      p_inquiry: inquiries[n]?.id,
      p_filing: { number: numberOf(n), request: [inquiries[n]?.subject, inquiries[n]?.location].filter(Boolean).join('\n\n') },
    }),
  );
  await runSampleActs({ service }, acts);
  for (const [n, one] of filed.entries()) {
    const at = `${addDays(today, -one.daysAgo)}T16:20:00Z`;
    await call(
      service.from('referrals').update({ sent_at: at, consented_at: at, accepted_at: at }).eq('service_request_number', numberOf(n)),
    );
  }
  const run = await call<string>(
    service.rpc('begin_feed_run', { p_run: { source: 'kc311_current', origin: 'file', file_name: '311_reported_issues.csv' } }),
  );
  const hashed = rows.map((row) => ({ ...row, hash: hash('sha256', JSON.stringify(row), 'hex').slice(0, 32) }));
  const { added } = await call<{ added: number }>(service.rpc('import_service_requests', { p_source: 'kc311_current', p_rows: hashed }));
  const p_facts = { status: 'done', rows_read: rows.length, rows_added: added, latest: `${addDays(today, -LAG)}T16:40:00` };
  await call(service.rpc('tell_feed_run', { p_run: run, p_facts }));
}

/** What 311 would call it. */
function kindOf(subject: string): number {
  const words = [
    /dump/i,
    /trash|recycl|bulky|cart/i,
    /light|signal|sign\b/i,
    /pothole|street|road/i,
    /weeds|property|house|lot\b/i,
    /water|leak|sewer/i,
  ];
  const found = words.findIndex((one) => one.test(subject));
  return found === -1 ? 0 : found;
}

const numberOf = (n: number) => String(3_391_800 + n * 7);

/** One of the city's: a year of them, most of them closed, some after long. */
function invented(n: number, today: string): StagedRequest {
  const kind = (n * 7) % kinds.length;
  const half = kinds[kind]?.[3] ?? 1;
  const daysAgo = LAG + 1 + ((n * 37) % 380);
  const took = Math.max(0, Math.round(half * (0.3 + ((n * 13) % 23) / 14)));
  const isClosed = took < daysAgo - LAG && n % 11 !== 0;
  const address = `${100 + ((n * 131) % 8_900)} ${streets[n % streets.length]} Kansas City 641${String(5 + (n % 30)).padStart(2, '0')}`;
  return request(String(3_200_000 + n * 311), kind, addDays(today, -daysAgo), isClosed ? took : null, address, n);
}

function request(number: string, kind: number, day: string, closedAfter: number | null, address: string, n: number): StagedRequest {
  const [type = '', sub_type = '', work_group = ''] = kinds[kind] ?? [];
  const closed = closedAfter === null ? null : `${addDays(day, closedAfter)}T17:30:00`;
  return {
    number,
    work_order: null,
    status: closed ? 'resolved' : ['assigned', 'received', 'referred'][n % 3]!,
    is_open: !closed,
    opened: `${day}T${String(8 + (n % 9)).padStart(2, '0')}:${String((n * 7) % 60).padStart(2, '0')}:00`,
    closed,
    days: closedAfter,
    channel: ['Phone Answered', 'iOS', 'Web'][n % 3]!,
    is_internal: false,
    type,
    sub_type,
    department: '',
    work_group,
    address,
    postal_code: /(\d{5})$/.exec(address)?.[1] ?? null,
    district_id: null,
    neighborhood_id: null,
    latitude: null,
    longitude: null,
    updated: closed ?? `${day}T18:00:00`,
  };
}
