import type { RawSql } from '../../backend/index.ts';
import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { percentile, type Report, time } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';
import type { BenchOptions } from './foundation.ts';
import { fill, signIn } from './lists.ts';

const ROUNDS = 40;

/** Questions that a policy stands in front of: one row, a page by an index, a part by an index, all of a million. */
const questions: Record<string, string> = {
  one: `select id, number, subject from public.inquiries where id = (select id from bench_one)`,
  page: `select id, number, subject, opened_at from public.inquiries order by opened_at desc, id desc limit 25`,
  open: `select topic_id, count(*) from public.inquiries where status <> 'closed' group by 1`,
  all: `select district_id, count(*), max(opened_at) from public.inquiries group by 1`,
};

/** What asking who may costs at a million rows, and how soon somebody who may not is told. */
export async function benchGate(report: Report, { rows, databaseUrl }: BenchOptions): Promise<void> {
  const postgres = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startScratchPostgres({ shared_buffers: '1GB', maintenance_work_mem: '512MB', max_wal_size: '4GB', synchronous_commit: 'off' });
  const { folder, remove } = await scratchFolder();
  try {
    const environment = { ROTUNDA_DATA: folder, DATABASE_URL: postgres.url, PORT: '0' };
    const office = await openOffice(readConfig(environment));
    const { raw, publishableKey } = office.backend;
    if (!raw) throw new Error('A local office has raw SQL.');
    await fill(office.backend, { residents: Math.min(200_000, rows / 5), inquiries: rows });
    for (const [name, sql] of Object.entries(questions)) await compare(report, raw, name, sql);

    const served = await serveOffice([], environment);
    const send = await signIn(served.url, publishableKey);
    await raw.query('update public.staff set is_active = false');
    const asked: Record<string, () => Promise<unknown>> = {
      list: () => send('rpc/list_inquiries', { p_query: {} }),
      count: () => send('rpc/count_inquiries', { p_query: { filters: { is_open: true } } }),
      search: () => send('rpc/search_office', { p_text: 'wa' }),
      facts: () => send('rpc/report_facts', { p_month: '2019-03-01' }),
      write: () => send('inquiries', { subject: 'A', channel: 'phone', topic_id: crypto.randomUUID() }),
    };
    for (const [name, ask] of Object.entries(asked)) {
      const refused = async () => {
        const isRefused = await ask().then(
          () => false,
          (error: Error) => /: 40[13] /.test(error.message),
        );
        if (!isRefused) throw new Error(`${name}: somebody who is not of the office was answered.`);
      };
      await refused();
      const samples: number[] = [];
      for (let n = 0; n < ROUNDS; n++) samples.push(await time(refused));
      // A refused write reads its body and the table's form first: told, not judged.
      report(`gate.stranger.${name}.median_ms`, percentile(samples, 0.5), name === 'write' ? null : 10);
    }
    for (const table of ['inquiries', 'residents', 'changes']) {
      const samples: number[] = [];
      for (let n = 0; n < ROUNDS; n++) samples.push(await time(() => readAsStranger(raw, table)));
      report(`gate.stranger.read_${table}.median_ms`, percentile(samples, 0.5), 10);
    }
    await served.stop();
    await office.close();
  } finally {
    await postgres.stop();
    await remove();
  }
}

/** The same question by turns under row level security and past it; the quicker quarters are compared. */
async function compare(report: Report, raw: RawSql, name: string, sql: string): Promise<void> {
  const samples: Record<'authenticated' | 'service_role', number[]> = { authenticated: [], service_role: [] };
  const rounds = name === 'all' ? 9 : ROUNDS;
  for (let n = 0; n < rounds; n++) {
    for (const role of ['service_role', 'authenticated'] as const) {
      await raw.transaction('write', async (query) => {
        await query(`create temporary table bench_one on commit drop as select id from public.inquiries order by number limit 1`);
        await query('grant select on bench_one to public');
        await query(
          `select set_config('request.jwt.claim.sub', (select user_id::text from public.staff where user_id is not null limit 1), true)`,
        );
        await query(`set local role ${role}`);
        await query(sql);
        samples[role].push(await time(() => query(sql)));
      });
    }
  }
  const [guarded, open] = [percentile(samples.authenticated, 0.25), percentile(samples.service_role, 0.25)];
  report(`gate.${name}.past_ms`, open);
  report(`gate.${name}.under_ms`, guarded);
  // Asking once who it is takes a fifth of a millisecond, whatever the question: under one millisecond that is not judged.
  report(`gate.${name}.ratio`, Math.max(guarded, 1) / Math.max(open, 1), 1.3);
}

/** A table read as somebody whose row in staff is not active; the refusal is what is timed. */
async function readAsStranger(raw: RawSql, table: string): Promise<void> {
  const isRefused = await raw
    .transaction('write', async (query) => {
      await query(
        `select set_config('request.jwt.claim.sub', (select user_id::text from public.staff where user_id is not null limit 1), true)`,
      );
      await query('set local role authenticated');
      await query(`select id from public.${table} limit 25`);
    })
    .then(
      () => false,
      () => true,
    );
  if (!isRefused) throw new Error(`${table}: somebody who is not of the office was answered.`);
}
