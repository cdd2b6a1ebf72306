import path from 'node:path';
import type { RawSql } from '../../backend/index.ts';
import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { kc311 } from '../../imports/kc311.ts';
import { runImport } from '../../imports/run-import.ts';
import { type Office, openOffice } from '../../office.ts';
import { percentile, type Report, time } from '../figure.ts';
import { scratchFolder } from '../served-office.ts';
import type { BenchOptions } from './foundation.ts';
import { writeCsv } from './imports.ts';

const ROUNDS = 3;
const SAMPLES = 1000;

/** What remembering costs: an import with and without it, a write beside a small log and beside a large one. */
export async function benchAudit(report: Report, { rows, databaseUrl }: BenchOptions): Promise<void> {
  const { folder, remove } = await scratchFolder();
  const postgres = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startScratchPostgres({ shared_buffers: '1GB', max_wal_size: '4GB', synchronous_commit: 'off', autovacuum: 'off' });
  const office = await openOffice(readConfig({ ROTUNDA_DATA: path.join(folder, 'office'), DATABASE_URL: postgres.url }));
  try {
    const { raw } = office.backend;
    if (!raw) throw new Error('A local office has raw SQL.');
    await benchImport(report, office, raw, folder, Math.min(rows, 50_000));
    await benchWrites(report, raw, rows * 10);
  } finally {
    await office.close();
    await postgres.stop();
    await remove();
  }
}

/** The same file into the same empty office, by turns with the audit triggers and without: the quickest of each counts. */
async function benchImport(report: Report, office: Office, raw: RawSql, folder: string, cases: number): Promise<void> {
  const file = path.join(folder, 'cases.csv');
  await writeCsv(file, cases);
  const quickest = { with: Number.POSITIVE_INFINITY, without: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round++) {
    // Who comes first has the colder start: they take turns.
    for (const kind of round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const)) {
      await raw.query('truncate public.inquiries, public.imports cascade');
      await switchAudit(raw, kind === 'with');
      await raw.query('checkpoint');
      const options = { preset: kc311, file, rejectsFile: `${file}.rejects`, dryRun: false, keepGoing: false, now: new Date() };
      const ms = await time(() => runImport(office.backend.service, options, { update: () => {}, say: () => {} }));
      quickest[kind] = Math.min(quickest[kind], ms);
      const [kept] = await raw.query<{ n: number }>(
        `select count(*)::int as n from public.changes where table_name = 'inquiries' and reason = 'import'`,
      );
      if (kept?.n !== (kind === 'with' ? cases : 0)) throw new Error(`The log has ${kept?.n} of ${cases} cases; audit was to be ${kind}.`);
      await raw.query('truncate public.changes, public.change_sets');
    }
  }
  report('audit.import.without_s', quickest.without / 1000);
  report('audit.import.with_s', quickest.with / 1000);
  report('audit.import.ratio', quickest.with / quickest.without, 1.6);
}

async function switchAudit(raw: RawSql, on: boolean): Promise<void> {
  const triggers = await raw.query<{ name: string; trigger: string }>(
    `select tgrelid::regclass::text as name, tgname::text as trigger from pg_trigger where tgname like '\\_900\\_audit\\_%'`,
  );
  for (const { name, trigger } of triggers) await raw.query(`alter table ${name} ${on ? 'enable' : 'disable'} trigger ${trigger}`);
}

/** One person's save, again and again, with what is in the log; then with `large` changes of two years in it. */
async function benchWrites(report: Report, raw: RawSql, large: number): Promise<void> {
  const small = await saveOften(raw);
  await fillLog(raw, large);
  const full = await saveOften(raw);
  for (const share of [0.5, 0.95]) {
    const name = share === 0.5 ? 'median' : 'p95';
    report(`audit.write_small.${name}_ms`, percentile(small, share));
    report(`audit.write_at_10m.${name}_ms`, percentile(full, share));
    report(`audit.write_at_10m.${name}_ratio`, percentile(full, share) / percentile(small, share), 1.5);
  }
}

async function saveOften(raw: RawSql): Promise<number[]> {
  const rows = await raw.query<{ id: string }>(`select id from public.inquiries order by md5(id::text) limit ${SAMPLES}`);
  // Both begin alike: the first write of a page after a checkpoint writes all of it.
  await raw.query('checkpoint');
  const samples: number[] = [];
  for (const { id } of rows) {
    const subject = `Saved ${samples.length} ${performance.now()}`;
    samples.push(await time(() => raw.query('update public.inquiries set subject = $1 where id = $2', [subject, id])));
  }
  return samples.slice(SAMPLES / 10);
}

async function fillLog(raw: RawSql, changes: number): Promise<void> {
  await raw.query(
    `select private.make_change_month(m::date) from generate_series(date_trunc('month', now()) - interval '23 months', now(), interval '1 month') m`,
  );
  // One act makes ten changes here; half a million records have been touched again and again.
  await raw.query(
    `insert into public.change_sets (id, created_at, role, reason, tables)
     select md5('set' || n)::uuid, now() - random() * interval '23 months', 'service', 'service', '{inquiries}' from generate_series(1, ${Math.ceil(changes / 10)}) n`,
  );
  const step = 1_000_000;
  for (let from = 0; from < changes; from += step) {
    await raw.query(
      `insert into public.changes (changed_at, change_set, table_name, record_id, action, reason, before, after)
       select now() - random() * interval '23 months', md5('set' || n / 10)::uuid, 'inquiries', md5('record' || n % 500000)::uuid::text, 'update', 'service',
         jsonb_build_object('subject', 'Before ' || n), jsonb_build_object('subject', 'After ' || n)
       from generate_series(${from + 1}, ${Math.min(from + step, changes)}) n`,
    );
  }
  await raw.query('vacuum analyze public.changes');
  await raw.query('vacuum analyze public.change_sets');
}
