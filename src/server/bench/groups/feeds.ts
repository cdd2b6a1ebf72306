import type { RawSql } from '../../backend/index.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { percentile, type Report, time } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';
import { fill, signIn } from './lists.ts';

const ROUNDS = 20;
const FEED_EVENTS = 2000;
const YEAR_EVENTS = 10_000;

/** Events one after the other from today on, each with its words, its place and two languages; the first ones are published. */
export async function fillEvents(query: RawSql['query'], count: number, published: number): Promise<void> {
  await query(
    `insert into events (title, kind, status, starts_at, ends_at, summary, place_name, address, district_id, slug, published_at)
     select 'Neighborhood meeting, part ' || n, (array['neighborhood_meeting', 'tabling', 'clinic', 'training'])[1 + n % 4], 'confirmed', at, at + interval '90 minutes',
       repeat('Bring the letters that you do not understand; somebody reads them with you. ', 4), 'Lucile Bluford Branch', '3050 Prospect Ave, Kansas City',
       (select id from districts order by sort_order offset n % 6 limit 1), 'meeting-' || n, case when n <= ${published} then now() end
     from generate_series(1, ${count}) n cross join lateral (select date_trunc('hour', now()) + n * interval '1 year' / ${count} as at) a`,
  );
  await query(
    `insert into event_languages (event_id, language, mode) select id, l, case l when 'en' then 'spoken' else 'interpreted' end from events, unnest(array['en', 'es']) l`,
  );
  await query(
    `insert into event_staff (event_id, staff_id, task) select e.id, s.id, 'lead' from events e cross join (select id from staff limit 1) s`,
  );
  await query('vacuum analyze');
}

/** The embedded office over HTTP: both public feeds with 2,000 events, asked anew and with an ETag; a month out of 10,000 events a year. */
export async function benchFeeds(report: Report): Promise<void> {
  const { folder, remove } = await scratchFolder();
  try {
    const environment = { ROTUNDA_DATA: folder, PORT: '0' };
    const office = await openOffice(readConfig(environment));
    await fill(office.backend, { residents: 10, inquiries: 10 });
    if (!office.backend.raw) throw new Error('A local office has raw SQL.');
    await fillEvents(office.backend.raw.query, YEAR_EVENTS, FEED_EVENTS);
    const key = office.backend.publishableKey;
    await office.close();
    const served = await serveOffice([], environment);
    for (const kind of ['json', 'ics']) {
      const url = `${served.url}/feeds/events.${kind}?limit=${FEED_EVENTS}`;
      const first = await fetch(url);
      const text = await first.text();
      const found = kind === 'json' ? JSON.parse(text).events.length : text.split('BEGIN:VEVENT').length - 1;
      if (found !== FEED_EVENTS) throw new Error(`The feed has ${found} events.`);
      const seen = { 'if-none-match': first.headers.get('etag') ?? '' };
      const ask = async (address: string, headers: Record<string, string>, status: number) => {
        const response = await fetch(address, { headers });
        await response.arrayBuffer();
        if (response.status !== status) throw new Error(`The feed answered ${response.status}.`);
      };
      report(`feeds.${kind}_2000.kb`, text.length / 1024);
      let year = 2100;
      // Another end each time: nothing of it was written before.
      report(`feeds.${kind}_2000.p95_ms`, await p95(() => ask(`${url}&to=${year++}-01-01`, {}, 200)), 150);
      report(`feeds.${kind}_2000_again.p95_ms`, await p95(() => ask(url, {}, 200)));
      report(`feeds.${kind}_2000_seen.p95_ms`, await p95(() => ask(url, seen, 304)));
    }
    const send = await signIn(served.url, key);
    const from = new Date(Date.now() + 60 * 86_400_000).toISOString();
    const to = new Date(Date.now() + 95 * 86_400_000).toISOString();
    report('calendar_between.month_of_10000.p95_ms', await p95(() => send('rpc/calendar_between', { p_from: from, p_to: to })), 150);
    await served.stop();
  } finally {
    await remove();
  }
}

async function p95(work: () => Promise<unknown>): Promise<number> {
  await work();
  const samples: number[] = [];
  for (let n = 0; n < ROUNDS; n++) samples.push(await time(work));
  return percentile(samples, 0.95);
}
