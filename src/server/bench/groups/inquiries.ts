import { inquiryColumns } from '../../../domain/inquiries/inquiry.ts';
import type { RawSql } from '../../backend/index.ts';
import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { percentile, type Report, time } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';
import type { BenchOptions } from './foundation.ts';
import { timelineSql } from './inquiries-data.ts';
import { benchResidentsImport } from './inquiries-imports.ts';
import { benchMails } from './inquiries-mails.ts';
import { fill, measureQueries, queriesOf, type Send, signInWithToken } from './lists.ts';

const ROUNDS = 40;
/** Entries of the inquiry that is opened. */
const ENTRIES = 500;

/**
 * The figures of inquiries and residents, on PostgreSQL at a tenth of the rows and at all of them: every view of the list, the look-ups
 * while somebody is on the phone, an inquiry with a long story. Half as many residents as inquiries, five entries to each.
 */
export async function benchInquiries(report: Report, { rows, databaseUrl, only }: BenchOptions): Promise<void> {
  const parts: [string, () => Promise<void>][] = [
    ['lists', () => benchSizes(report, rows, databaseUrl)],
    ['imports', () => benchResidentsImport(report, { rows, databaseUrl, only })],
    ['mails', () => benchMails(report, { mails: Math.min(10_000, Math.max(200, Math.round(rows / 100))), kills: 20, databaseUrl })],
  ];
  for (const [name, run] of parts) if (only === null || only.includes(name)) await run();
}

async function benchSizes(report: Report, rows: number, databaseUrl: string | null): Promise<void> {
  const small = await measureOn(databaseUrl, rows / 10, () => {});
  const large = await measureOn(databaseUrl, rows, report);
  for (const [name, value] of Object.entries(large)) report(`${name}.growth`, Math.max(value, 5) / Math.max(small[name] ?? value, 5), 1.5);
}

async function measureOn(databaseUrl: string | null, rows: number, report: Report): Promise<Record<string, number>> {
  const postgres = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startScratchPostgres({ shared_buffers: '1GB', maintenance_work_mem: '512MB', max_wal_size: '4GB', synchronous_commit: 'off' });
  const { folder, remove } = await scratchFolder();
  try {
    const environment = { ROTUNDA_DATA: folder, DATABASE_URL: postgres.url, PORT: '0' };
    const office = await openOffice(readConfig(environment));
    const { raw, publishableKey } = office.backend;
    if (!raw) throw new Error('A local office has raw SQL.');
    await fill(office.backend, { residents: rows / 2, inquiries: rows });
    await raw.transaction('write', async (query) => {
      for (const statement of timelineSql({ inquiries: rows, entries: ENTRIES })) await query(statement);
    });
    await raw.query('vacuum analyze');
    const queries = await queriesOf(raw.query);
    const served = await serveOffice([], environment);
    const { send, token } = await signInWithToken(served.url, publishableKey);
    const medians = {
      ...(await measureQueries(report, 'postgres', queries, send, raw)),
      ...(await measureLookUps(report, raw.query, send)),
      ...(await measureOpening(report, raw.query, { send, get: getterOf(served.url, publishableKey, token) })),
    };
    await served.stop();
    await office.close();
    return medians;
  } finally {
    await postgres.stop();
    await remove();
  }
}

/** What is typed while somebody is on the phone: a fragment of a number, a name, and whether they are known already. */
async function measureLookUps(report: Report, query: RawSql['query'], send: Send): Promise<Record<string, number>> {
  const people = await query<{ name: string; phone: string; email: string }>(
    `select name, substring(search from '\\+1816[0-9]+') as phone, substring(search from '[^ ]+@[^ ]+$') as email from residents order by id limit ${ROUNDS}`,
  );
  const each = (n: number) => people[n % people.length] as { name: string; phone: string; email: string };
  const list = (search: string) => send('rpc/list_residents', { p_query: { search, limit: 8 } });
  return measureAll(report, 60, {
    'residents.phone_fragment': (n) => list(each(n).phone.slice(-7)),
    'residents.name': (n) => list(each(n).name),
    'residents.duplicates': (n) =>
      send('rpc/find_duplicate_residents', {
        p_draft: { name: each(n).name, phones: [{ number: each(n).phone }], emails: [{ address: each(n).email }] },
      }),
  });
}

/** An inquiry with a story of five hundred entries, opened as a browser opens it: what it asks, asked at once. */
async function measureOpening(report: Report, query: RawSql['query'], ask: Ask): Promise<Record<string, number>> {
  const [told] = await query<{ id: string }>('select inquiry_id as id from interactions group by 1 order by count(*) desc limit 1');
  const id = String(told?.id);
  return measureAll(report, 100, {
    'inquiries.open_500_entries': () =>
      Promise.all([
        ask.get(`inquiries?id=eq.${id}&select=${inquiryColumns},resident:residents!inquiries_resident_id_fkey(id,name)`),
        ask.send('rpc/inquiry_timeline', { p_id: id, p_query: { limit: 30 } }),
        ask.send('rpc/inquiry_clock', { p_id: id }),
        ask.send('rpc/inquiry_related', { p_id: id }),
      ]),
  });
}

type Ask = { send: Send; get: (path: string) => Promise<unknown> };

function getterOf(url: string, key: string, token: string): Ask['get'] {
  return async (path) => {
    const response = await fetch(`${url}/rest/v1/${path}`, { headers: { apikey: key, authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}

async function measureAll(
  report: Report,
  limit: number,
  measured: Record<string, (n: number) => Promise<unknown>>,
): Promise<Record<string, number>> {
  const medians: Record<string, number> = {};
  for (const [name, run] of Object.entries(measured)) {
    await run(0);
    const samples: number[] = [];
    for (let n = 0; n < ROUNDS; n++) samples.push(await time(() => run(n)));
    medians[name] = percentile(samples, 0.5);
    report(`${name}.p95_ms`, percentile(samples, 0.95), limit);
  }
  return medians;
}
