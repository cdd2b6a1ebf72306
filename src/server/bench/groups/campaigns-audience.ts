import type { RawSql } from '../../backend/index.ts';
import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { percentile, type Report, time } from '../figure.ts';
import { scratchFolder } from '../served-office.ts';

const MEANT = 530_000;
const LIST = '20000000-0000-4000-8000-000000000001';

/**
 * SQL for `people` residents as a city has them: one in twenty without an address, one in thirty-three with two, some households
 * that share one; a quarter are subscribers, a few of whom left, paused or want a letter a month; some addresses are suppressed.
 * Row triggers are set aside, as in `fillSql`. One in 211 who is meant falls out for a reason of their own.
 */
export function audienceSql(people: number): string[] {
  const tables = ['residents', 'resident_emails', 'subscribers', 'subscriptions', 'suppressions'];
  const address = `'p' || case when n % 101 = 0 then n - 1 else n end || '@mail' || n % 40 || '.example.org'`;
  return [
    `select setseed(0.3)`,
    ...tables.map((table) => `alter table public.${table} disable trigger user`),
    `insert into public.mailing_lists (id, code, name, needs_consent) values ('${LIST}', 'bench', 'Bench', false)`,
    `create temporary table bench_people as select n, gen_random_uuid() as id from generate_series(1, ${Math.trunc(people)}) n`,
    `insert into public.residents (id, name, preferred_language, district_id, neighborhood, tags, search, created_at, updated_at)
     select id, 'Person ' || n, case when n % 10 <> 0 then 'en' else (array['es', 'es', 'so', 'ar', 'vi'])[1 + n % 5] end,
       (array(select id from public.districts order by sort_order limit 6))[nullif(1 + n % 7, 7)], case when n % 3 = 0 then 'Neighborhood ' || n % 240 end,
       case when n % 50 = 0 then array['block captain'] when n % 77 = 0 then array['press', 'volunteer'] else '{}'::text[] end,
       'person ' || n || ' p' || n || '@mail' || n % 40 || '.example.org', now() - random() * interval '10 years', now() from bench_people`,
    `insert into public.resident_emails (resident_id, address) select id, ${address} from bench_people where n % 20 <> 0`,
    `insert into public.resident_emails (resident_id, address) select id, 'second' || n || '@mail' || n % 40 || '.example.org' from bench_people where n % 33 = 1`,
    `insert into public.subscribers (address, frequency, paused_until)
     select distinct on (1) ${address}, case when n % 41 = 0 then 'weekly' when n % 43 = 0 then 'monthly' else 'every' end, case when n % 211 = 0 then current_date + 30 end
     from bench_people where n % 4 = 1`,
    `insert into public.subscriptions (subscriber_id, list_id, status) select id, '${LIST}', case when random() < 0.05 then 'unsubscribed' else 'subscribed' end from public.subscribers`,
    `insert into public.suppressions (address, reason) select 'p' || n || '@mail' || n % 40 || '.example.org', 'hard_bounce' from bench_people where n % 499 = 0`,
    ...tables.map((table) => `alter table public.${table} enable trigger user`),
    `drop table bench_people`,
  ];
}

/** A campaign to a list that needs no consent; answers its id. */
async function addCampaign(query: RawSql['query'], audience: object, more: { ab_share?: number } = {}): Promise<string> {
  const [campaign] = await query<{ id: string }>(
    `insert into public.campaigns (name, list_id, audience, ab_share) values ('Bench', '${LIST}', $1::text::jsonb, $2) returning id`,
    [JSON.stringify(audience), more.ab_share ?? null],
  );
  for (const language of ['en', 'es'])
    await query(`insert into public.campaign_messages (campaign_id, language, subject) values ($1, $2, 'Bench')`, [campaign?.id, language]);
  return String(campaign?.id);
}

/** Freezing an audience of half a million on PostgreSQL, and looking at it while it is built. */
export async function audienceFigures(
  report: Report,
  { databaseUrl, people = MEANT }: { databaseUrl: string | null; people?: number },
): Promise<void> {
  const postgres = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startScratchPostgres({ shared_buffers: '512MB', max_wal_size: '4GB', synchronous_commit: 'off' });
  const { folder, remove } = await scratchFolder();
  try {
    const office = await openOffice(readConfig({ ROTUNDA_DATA: folder, DATABASE_URL: postgres.url, PORT: '0' }));
    const { raw, service } = office.backend;
    if (!raw) throw new Error('A local office has raw SQL.');
    await raw.transaction('write', async (query) => {
      for (const statement of audienceSql(people)) await query(statement);
    });
    await raw.query('vacuum analyze');

    const everybody = await addCampaign(raw.query, { filters: {} });
    const some = { filters: { where: { all: [{ language: ['es'] }, { not: { tag: ['press'] } }] } } };
    const preview = async (audience: object) => {
      const samples: number[] = [];
      let count = 0;
      for (let n = 0; n < 5; n++)
        samples.push(
          await time(async () => {
            const { data, error } = await service.rpc('preview_audience', { p_campaign: everybody, p_audience: audience as never });
            if (error) throw error;
            count = (data as { count: number }).count;
          }),
        );
      return { ms: percentile(samples, 0.5), count };
    };
    report('audience.preview.narrow.median_ms', (await preview(some)).ms);
    const seen = await preview({ filters: {} });
    report('audience.preview.everybody.median_ms', seen.ms);

    let frozen = { count: 0, excluded: 0 };
    const took = await time(async () => {
      const [row] = await raw.query<{ f: typeof frozen }>('select private.freeze_campaign($1) as f', [everybody]);
      frozen = row?.f ?? frozen;
    });
    if (frozen.count !== seen.count) throw new Error(`Frozen ${frozen.count}, previewed ${seen.count}.`);
    report('audience.freeze.letters', frozen.count);
    report('audience.freeze.s (freezing an audience of 500,000)', took / 1000, people >= MEANT ? 20 : null);
    await office.close();
  } finally {
    await postgres.stop();
    await remove();
  }
}
