import { openAsBlob, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RawSql } from '../../backend/index.ts';
import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { signLink } from '../../links/signed-link.ts';
import { openOffice } from '../../office.ts';
import { percentile, type Report, time } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';
import { runAll } from './awards-data.ts';
import type { BenchOptions } from './foundation.ts';
import { addManager, type Send, signInWithToken } from './lists.ts';
import { PROGRAMS, programsSql, writeFeed } from './partners-data.ts';

const ROUNDS = 60;
const QUIET_MS = 250;

/** The figures of partners: the 311 feed on both databases, the directory with its facets, the screener, the receiver's page. */
export async function benchPartners(report: Report, { rows, databaseUrl, only }: BenchOptions): Promise<void> {
  const wants = (part: string) => only === null || only.includes(part);
  if (wants('programs')) await measurePrograms(report);
  if (wants('feed') || wants('feed-embedded')) await measureFeed(report, 'embedded', rows, {});
  if (wants('feed') || wants('feed-postgres')) {
    const postgres = databaseUrl
      ? { url: databaseUrl, stop: async () => {} }
      : await startScratchPostgres({ shared_buffers: '512MB', max_wal_size: '4GB', synchronous_commit: 'off' });
    try {
      await measureFeed(report, 'postgres', rows, { DATABASE_URL: postgres.url });
    } finally {
      await postgres.stop();
    }
  }
}

/** Two thousand programs, asked as a browser asks; and what a receiver's phone loads first. */
async function measurePrograms(report: Report): Promise<void> {
  const { folder, remove } = await scratchFolder();
  try {
    const environment = { ROTUNDA_DATA: folder, PORT: '0' };
    const office = await openOffice(readConfig(environment));
    const { raw } = office.backend;
    if (!raw) throw new Error('A local office has raw SQL.');
    await addManager(office.backend);
    await runAll(raw, programsSql(PROGRAMS));
    const token = await signLink(office, 'referral', await sendReferral(raw));
    await raw.query('vacuum analyze');
    const needs = await raw.query<{ code: string; id: string }>('select code, id from needs order by code limit 4');
    await office.close();
    const served = await serveOffice([], environment);
    const { send } = await signInWithToken(served.url, office.backend.publishableKey);
    const filters = (n: number) =>
      [{}, { need: [needs[n % needs.length]?.id] }, { language: ['so'] }, { need: [needs[n % needs.length]?.id], language: ['es'] }][n % 4];
    const words = ['', 'rent', 'help lease', 'pantry'];
    const query = (n: number) => ({ filters: filters(n), search: words[n % words.length] });
    await measure(report, 'programs.search_2000', 60, async (n) => {
      await Promise.all([
        send('rpc/list_programs', { p_query: { ...query(n), limit: 25 } }),
        send('rpc/program_facets', { p_query: query(n) }),
      ]);
    });
    await measure(report, 'programs.screener_2000', 100, (n) => screen(send, needs[n % needs.length]?.code ?? '', n));
    report('referral.page.first_load.kb', await firstLoad(served.url, `/referral/${token}`), 50);
    await served.stop();
  } finally {
    await remove();
  }
}

const screen = (send: Send, need: string, n: number): Promise<unknown> =>
  send('rpc/screen_programs', {
    p_answers: {
      needs: [need],
      household_size: 1 + (n % 6),
      income_cents: 1_500_000 + n * 10_000,
      age: 20 + n,
      tenure: n % 2 ? 'renter' : 'owner',
      language: 'so',
    },
  });

async function measure(report: Report, name: string, limit: number, ask: (n: number) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < 4; n++) await ask(n);
  const samples: number[] = [];
  for (let n = 0; n < ROUNDS; n++) samples.push(await time(() => ask(n)));
  report(`${name}.p50.ms`, percentile(samples, 0.5));
  report(`${name}.p95.ms`, percentile(samples, 0.95), limit);
}

/** A referral that waits for its receiver, and the link to its page. */
async function sendReferral(raw: RawSql): Promise<string> {
  await raw.query(
    `insert into inquiries (subject, channel, topic_id) select 'Behind with the rent', 'phone', id from topics order by code limit 1`,
  );
  await raw.query(
    `insert into referrals (inquiry_id, organization_id, topic_id, request, status, sent_at, consent_how, receiver_email, shared_fields, shared)
     select i.id, o.id, i.topic_id, repeat('Please help this family with the rent. ', 20), 'sent', now(), 'spoken', 'intake1@partner.example', '{name}', '{"name": "Hodan Warsame"}'
     from inquiries i, organizations o where o.code = 'bench-1'`,
  );
  const [link] = await raw.query<{ id: string }>('select private.renew_referral_link(r) as id from referrals r');
  return String(link?.id);
}

/** Everything that a browser fetches for a page that it never saw: the page, its styles and the typeface in them. */
async function firstLoad(url: string, path: string): Promise<number> {
  const page = await fetch(url + path);
  const html = await page.text();
  if (page.status !== 200) throw new Error(`The page of the referral answered ${page.status}.`);
  const styles = [...html.matchAll(/<link[^>]+href="([^"]+\.css)"/g)].map(([, name = '']) => name);
  let bytes = Buffer.byteLength(html);
  for (const name of styles) {
    const css = await (await fetch(new URL(name, url))).text();
    bytes += Buffer.byteLength(css);
    // A browser fetches the other alphabets only where a page has their letters.
    for (const [, file = ''] of css.matchAll(/url\(["']?([^"')]+)/g))
      if (!/^data:|latin-ext|vietnamese|cyrillic/.test(file))
        bytes += (await (await fetch(new URL(file, new URL(name, url)))).arrayBuffer()).byteLength;
  }
  for (const [, name = ''] of html.matchAll(/<(?:script|img)[^>]+src="([^"]+)"/g))
    bytes += (await (await fetch(new URL(name, url))).arrayBuffer()).byteLength;
  return bytes / 1024;
}

type Run = { status: string; rows_read: number; rows_added: number; rows_changed: number; rows_same: number; rows_rejected: number };

/** The feed into an empty office, and the same file again. */
async function measureFeed(report: Report, backend: string, rows: number, more: Record<string, string>): Promise<void> {
  const { folder, remove } = await scratchFolder();
  try {
    const file = path.join(folder, 'feed.csv');
    await writeFeed(file, rows);
    const environment = { ROTUNDA_DATA: path.join(folder, 'office'), PORT: '0', ...more };
    const office = await openOffice(readConfig(environment));
    await addManager(office.backend);
    await office.close();
    const served = await serveOffice([], environment);
    const { token } = await signInWithToken(served.url, office.backend.publishableKey);
    // Building the app takes more than the feed: the largest size is counted anew from here.
    writeFileSync(`/proc/${served.pid}/clear_refs`, '5');
    const before = memoryMb(served.pid, 'VmRSS');
    const take = () => takeFeed(served.url, office.backend.publishableKey, token, file);
    const first = await take();
    report(`feed.${backend}.first.s (${rows} rows)`, first.seconds, 300);
    report(`feed.${backend}.first.missing_rows`, rows - first.run.rows_added, 0);
    const again = await take();
    report(`feed.${backend}.again.s`, again.seconds, 60);
    report(`feed.${backend}.again.changes`, again.run.rows_added + again.run.rows_changed, 0);
    // The embedded database lives in the same process: what the reading takes is what it grew by.
    const peak = memoryMb(served.pid, 'VmHWM');
    report(`feed.${backend}.peak_mb`, peak, backend === 'embedded' ? null : 500);
    report(`feed.${backend}.grown_mb`, peak - before, 500);
    await served.stop();
  } finally {
    await remove();
  }
}

async function takeFeed(url: string, apikey: string, token: string, file: string): Promise<{ seconds: number; run: Run }> {
  const headers = { apikey, authorization: `Bearer ${token}` };
  const started = performance.now();
  const answer = await fetch(`${url}/service-requests/import`, {
    method: 'POST',
    headers: { ...headers, 'x-file-name': 'feed.csv' },
    body: await openAsBlob(file),
  });
  if (answer.status !== 202) throw new Error(`The feed was refused: ${answer.status} ${await answer.text()}`);
  const { run: id } = (await answer.json()) as { run: string };
  for (;;) {
    const [run] = (await (await fetch(`${url}/rest/v1/feed_runs?id=eq.${id}`, { headers })).json()) as [Run];
    if (run.status === 'failed') throw new Error('The feed could not be read to its end.');
    if (run.status === 'done') return { seconds: (performance.now() - started) / 1000, run };
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

export const memoryMb = (pid: number, what: 'VmHWM' | 'VmRSS'): number =>
  Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
