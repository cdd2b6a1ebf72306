import type { Backend, RawSql } from '../../backend/index.ts';
import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { compileMonth, gatherFacts } from '../../reports/compile-month.ts';
import { fillSql } from '../data.sql.ts';
import { percentile, type Report, time } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';
import type { BenchOptions } from './foundation.ts';

const EMAIL = 'bench@office.example';
const PASSWORD = 'correct horse battery';
const ROUNDS = 25;
const WARM_UP = 5;

/** PostgreSQL at a tenth of the rows and at all of them: every list, every order, search, insert, a crowd, the month's facts. */
export async function benchLists(report: Report, { rows, databaseUrl }: BenchOptions): Promise<void> {
  const small = await measureOn(databaseUrl, rows / 10, () => {});
  const large = await measureOn(databaseUrl, rows, report);
  for (const [name, value] of Object.entries(large)) {
    // A twentieth of a millisecond more on half a millisecond is noise, not growth: what stays under 5 ms did not grow.
    report(`${name}.growth`, Math.max(value, 5) / Math.max(small[name] ?? value, 5), 1.5);
  }
}

async function measureOn(databaseUrl: string | null, rows: number, report: Report): Promise<Record<string, number>> {
  const postgres = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startScratchPostgres({ shared_buffers: '1GB', maintenance_work_mem: '512MB', max_wal_size: '4GB', synchronous_commit: 'off' });
  const { folder, remove } = await scratchFolder();
  try {
    const environment = { ROTUNDA_DATA: folder, DATABASE_URL: postgres.url, PORT: '0' };
    const office = await openOffice(readConfig(environment));
    await fill(office.backend, { residents: Math.min(200_000, rows / 5), inquiries: rows });
    const queries = await queriesOf(office.backend.raw?.query as RawSql['query']);
    const served = await serveOffice([], environment);
    const send = await signIn(served.url, office.backend.publishableKey);
    const medians = await measureQueries(report, 'postgres', queries, send, office.backend.raw);
    await measureWrites(report, office.backend, send);
    report('postgres.crowd.requests_per_s', await crowd(send), 300, { atLeast: true });
    await served.stop();
    report('report.facts_s', (await time(() => gatherFacts(office, '2019-03'))) / 1000, 2);
    await compileMonth(office, '2019-02');
    report('report.compile_and_pdf_s', (await time(() => compileMonth(office, '2019-03'))) / 1000);
    report('report.pdf_s', await pdfSeconds(office, '2019-03'), 1.5);
    await office.close();
    return medians;
  } finally {
    await postgres.stop();
    await remove();
  }
}

async function pdfSeconds(office: Awaited<ReturnType<typeof openOffice>>, month: string): Promise<number> {
  const { renderReportPdf } = await import('../../reports/render-pdf.ts');
  const { compileReport } = await import('../../../domain/reports/compile.ts');
  const { getWording } = await import('../../reports/wordings.ts');
  const content = compileReport(await gatherFacts(office, month), getWording());
  return (await time(() => renderReportPdf(content, { edition: 1, hash: '0'.repeat(64) }))) / 1000;
}

/** The embedded office with 100,000 inquiries, over HTTP. */
export async function benchEmbedded(report: Report): Promise<void> {
  const { folder, remove } = await scratchFolder();
  try {
    const environment = { ROTUNDA_DATA: folder, PORT: '0' };
    const office = await openOffice(readConfig(environment));
    await fill(office.backend, { residents: 20_000, inquiries: 100_000 });
    const queries = await queriesOf(office.backend.raw?.query as RawSql['query']);
    const key = office.backend.publishableKey;
    await office.close();
    const served = await serveOffice([], environment);
    await measureQueries(report, 'embedded', queries, await signIn(served.url, key), undefined);
    await served.stop();
  } finally {
    await remove();
  }
}

/** Somebody who manages, to sign in as. */
export async function addManager(backend: Backend): Promise<void> {
  const { error } = await backend.service.from('staff').insert({ email: EMAIL, name: 'Bench', role: 'manager' });
  if (error) throw error;
  await backend.createAccount(EMAIL, PASSWORD);
}

export async function fill(backend: Backend, size: { residents: number; inquiries: number }): Promise<void> {
  await addManager(backend);
  await backend.raw?.transaction('write', async (query) => {
    for (const statement of fillSql(size)) await query(statement);
  });
  await backend.raw?.query('vacuum analyze');
}

export type Send = (path: string, body: unknown) => Promise<unknown>;

/** The token of the manager, and how to ask the office in their name. */
export async function signInWithToken(url: string, key: string): Promise<{ send: Send; token: string }> {
  const headers = { apikey: key, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const send: Send = async (path, body) => {
    const response = await fetch(`${url}/rest/v1/${path}`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json().catch(() => null);
  };
  return { send, token };
}

export const signIn = async (url: string, key: string): Promise<Send> => (await signInWithToken(url, key)).send;

export type Query = { name: string; function: string; query: object };

/** What people ask of the two lists: each order, each filter, words common and rare, fragments of numbers. */
export async function queriesOf(query: RawSql['query']): Promise<Query[]> {
  const one = async (sql: string) => String((await query<{ v: string }>(sql))[0]?.v);
  const topic = await one(`select id as v from topics order by sort_order limit 1 offset 3`);
  const district = await one(`select id as v from districts where code = '3'`);
  const common = await one(
    `select word as v from ts_stat('select search from inquiries order by id limit 2000') order by ndoc desc, word limit 1 offset 5`,
  );
  const rare = await one(
    `select word as v from ts_stat('select search from inquiries order by id limit 2000') where word like 'w%' order by ndoc, word limit 1`,
  );
  const number = await one(`select number as v from inquiries order by id limit 1 offset 100`);
  const name = await one(`select split_part(name, ' ', 1) as v from residents order by id limit 1 offset 100`);
  const march = { from: '2019-03-01', to: '2019-03-31' };
  const list = (label: string, body: object): Query => ({ name: `inquiries.${label}`, function: 'list_inquiries', query: body });
  const residents = (label: string, body: object): Query => ({ name: `residents.${label}`, function: 'list_residents', query: body });
  return [
    list('list', {}),
    ...['updated_at', 'due_on', 'number'].map((sort) => list(`sort_${sort}`, { sort, descending: sort !== 'due_on' })),
    list('open_by_due', { sort: 'due_on', filters: { is_open: true } }),
    list('status', { filters: { status: ['new'] } }),
    list('topic', { filters: { topic: [topic] } }),
    list('topic_district', { filters: { topic: [topic], district: [district] } }),
    list('language', { filters: { language: ['so'] } }),
    list('month_opened_by_due', { sort: 'due_on', filters: { opened: march } }),
    list('month_closed', { filters: { closed: march } }),
    list('open_on', { filters: { open_on: '2019-03-31' } }),
    list('search_common', { search: common }),
    list('search_rare', { search: rare }),
    list('search_two', { search: `${common} ${rare}` }),
    list('search_none', { search: 'zzzzqqq' }),
    list('search_number', { search: number }),
    residents('list', {}),
    residents('search_name', { search: name }),
    residents('search_phone', { search: '555-0142' }),
    residents('district', { filters: { district: [district] } }),
  ];
}

export async function measureQueries(
  report: Report,
  backend: string,
  queries: Query[],
  send: Send,
  raw: RawSql | undefined,
): Promise<Record<string, number>> {
  const medians: Record<string, number> = {};
  const all: number[] = [];
  let overhead = { ms: 0, of: '' };
  // A server that has just started compiles what it runs: it is measured as it runs all day.
  for (let n = 0; n < WARM_UP; n++) for (const { function: called, query } of queries) await send(`rpc/${called}`, { p_query: query });
  for (const { name, function: called, query } of queries) {
    const samples: number[] = [];
    const rawSamples: number[] = [];
    for (let n = 0; n < ROUNDS; n++) {
      samples.push(await time(() => send(`rpc/${called}`, { p_query: query })));
      if (raw) rawSamples.push(await rawTime(raw, called, query));
    }
    all.push(...samples);
    medians[`${backend}.${name}`] = percentile(samples, 0.5);
    report(`${backend}.${name}.p95_ms`, percentile(samples, 0.95), 40);
    const over = raw ? percentile(samples, 0.5) - percentile(rawSamples, 0.5) : 0;
    if (over > overhead.ms) overhead = { ms: over, of: name };
  }
  report(`${backend}.all.p95_ms`, percentile(all, 0.95), 40);
  if (raw) report(`${backend}.over_raw.median_ms (most: ${overhead.of})`, overhead.ms, 10);
  return medians;
}

/** The same call sent raw under the same role; only the statement itself is timed. */
function rawTime(raw: RawSql, called: string, query: object): Promise<number> {
  return raw.transaction('write', async (run) => {
    await run(
      `select set_config('request.jwt.claim.sub', (select user_id::text from public.staff where email = $1), true), set_config('request.jwt.claim.role', 'authenticated', true)`,
      [EMAIL],
    );
    await run('set local role authenticated');
    return time(() => run(`select public.${called}($1::text::jsonb)`, [JSON.stringify(query)]));
  });
}

async function measureWrites(report: Report, backend: Backend, send: Send): Promise<void> {
  const topic = (await backend.service.from('topics').select('id').limit(1).single()).data?.id;
  const insert = (n: number) =>
    send('inquiries', { subject: `A new question ${n}`, body: 'What does the city do about it?', channel: 'phone', topic_id: topic });
  await insert(0);
  const samples: number[] = [];
  for (let n = 1; n <= 100; n++) samples.push(await time(() => insert(n)));
  report('postgres.inquiries.insert.p95_ms', percentile(samples, 0.95), 30);
}

/** Requests a second that 32 people at once get answered, over ten seconds. */
async function crowd(send: Send): Promise<number> {
  const until = performance.now() + 10_000;
  let answered = 0;
  await Promise.all(
    Array.from({ length: 32 }, async (_, n) => {
      while (performance.now() < until) {
        await send('rpc/list_inquiries', { p_query: n % 2 === 0 ? {} : { sort: 'due_on', filters: { is_open: true } } });
        answered++;
      }
    }),
  );
  return answered / 10;
}
