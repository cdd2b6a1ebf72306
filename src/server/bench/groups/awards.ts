import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { percentile, type Report, time } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';
import { AWARDS, awardsSql, ENTRIES, ledgerCsv, moneySql, runAll } from './awards-data.ts';
import { countWrongSums } from './awards-sums.ts';
import type { BenchOptions } from './foundation.ts';
import { addManager, type Send, signInWithToken } from './lists.ts';

const ROUNDS = 40;
/** Where the date rules are held to be true, over all years from 2020 to 2040. */
const PROPERTIES = ['tests/database/awards/schedule-properties.test.ts', 'tests/database/awards/schedule-vectors.test.ts'];

/** The figures of grants, in the embedded office and on PostgreSQL. With fewer rows the ledger is smaller. */
export async function benchAwards(report: Report, { rows, databaseUrl, only }: BenchOptions): Promise<void> {
  const entries = Math.min(ENTRIES, Math.max(1000, Math.round((ENTRIES * rows) / 1_000_000)));
  const wants = (part: string) => only === null || only.includes(part);
  process.stdout.write(`The rules of days are tests: ${PROPERTIES.join(', ')}.\n`);
  if (wants('embedded')) await measure(report, 'embedded', entries, {});
  if (wants('postgres')) {
    const postgres = databaseUrl
      ? { url: databaseUrl, stop: async () => {} }
      : await startScratchPostgres({ shared_buffers: '512MB', max_wal_size: '4GB', synchronous_commit: 'off' });
    try {
      await measure(report, 'postgres', entries, { DATABASE_URL: postgres.url });
    } finally {
      await postgres.stop();
    }
  }
}

async function measure(report: Report, backend: string, entries: number, more: Record<string, string>): Promise<void> {
  const { folder, remove } = await scratchFolder();
  try {
    const environment = { ROTUNDA_DATA: folder, PORT: '0', ...more };
    const office = await openOffice(readConfig(environment));
    const { raw } = office.backend;
    if (!raw) throw new Error('A local office has raw SQL.');
    await addManager(office.backend);
    report(`awards.${backend}.register_300.s`, (await time(() => runAll(raw, awardsSql(AWARDS)))) / 1000);
    // Twice changes nothing: what is counted is what a rule that changed costs.
    report(`awards.${backend}.regenerate_300.s`, (await time(() => raw.query('select private.regenerate_all_reports()'))) / 1000, 10);
    const [again] = await raw.query<{ n: string }>(
      `select coalesce(sum((r ->> 'added')::integer + (r ->> 'changed')::integer + (r ->> 'removed')::integer), 0)::text as n
       from (select private.regenerate_award_reports(id) as r from public.awards) x`,
    );
    report(`awards.${backend}.regenerate_again.changes`, Number(again?.n), 0);
    await runAll(raw, moneySql(AWARDS, entries));
    await raw.query('vacuum analyze');
    report(`awards.${backend}.sums.wrong (against whole numbers of any size)`, await countWrongSums(raw), 0);
    await office.close();

    const served = await serveOffice([], environment);
    const { send, token } = await signInWithToken(served.url, office.backend.publishableKey);
    await measurePages(report, backend, send);
    await measureLedger(report, backend, entries, served.url, token);
    await served.stop();
  } finally {
    await remove();
  }
}

/** The pages over HTTP, as a browser asks for them. */
async function measurePages(report: Report, backend: string, send: Send): Promise<void> {
  const whole = (await send('rpc/award_portfolio', { p_query: {} })) as {
    rows: { id: string }[];
    departments: { id: string | null }[];
  };
  if (whole.rows.length < AWARDS * 0.9) throw new Error(`The portfolio has ${whole.rows.length} awards.`);
  const asked: [string, string, object, number | null][] = [
    ['portfolio_300', 'award_portfolio', { p_query: {} }, 150],
    ['flags_of_a_page', 'award_flags', { p_awards: whole.rows.slice(0, 25).map(({ id }) => id) }, 150],
    ['department', 'department_awards', { p_department: whole.departments[0]?.id }, null],
    ['list', 'list_awards', { p_query: { filters: { is_running: true }, limit: 25 } }, 150],
    ['money_of_an_award', 'award_money', { p_award: whole.rows[0]?.id, p_query: {} }, 150],
  ];
  for (const [name, called, body, limit] of asked) {
    await send(`rpc/${called}`, body);
    const samples: number[] = [];
    for (let n = 0; n < ROUNDS; n++) samples.push(await time(() => send(`rpc/${called}`, body)));
    report(`awards.${backend}.${name}.p95_ms`, percentile(samples, 0.95), limit);
  }
}

/** The city's ledger: looked at, then taken in; the same file again adds nothing. */
async function measureLedger(report: Report, backend: string, rows: number, url: string, token: string): Promise<void> {
  const file = new File([ledgerCsv(rows, AWARDS)], 'ledger.csv', { type: 'text/csv' });
  const take = async (dryRun: boolean) => {
    const form = new FormData();
    form.set('file', file);
    form.set('facts', JSON.stringify({ dry_run: dryRun, skips_others: true }));
    const answer = await fetch(`${url}/awards/ledger`, { method: 'POST', body: form, headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`The ledger was not taken: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { outcome: { new: number } | null };
  };
  let taken = 0;
  const seconds =
    (await time(async () => {
      await take(true);
      taken = (await take(false)).outcome?.new ?? 0;
    })) / 1000;
  report(`awards.${backend}.ledger.rows`, taken, rows * 0.99, { atLeast: true });
  report(`awards.${backend}.ledger_20000_with_dry_run.s`, seconds, 10);
  report(`awards.${backend}.ledger_again.added`, (await take(false)).outcome?.new ?? Number.NaN, 0);
}
