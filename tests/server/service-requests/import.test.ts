import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchFeed } from '../../../src/server/service-requests/fetch-feed.ts';
import { serviceRequestsFetch } from '../../../src/server/worker/jobs/service-requests-fetch.ts';
import type { Role } from '../../support/databases.ts';
import { type ServedOffice, startOffice } from '../../support/office.ts';
import { archiveHeader, archiveRow, feedRow } from './example-rows.ts';

let served: ServedOffice;
beforeAll(async () => {
  served = await startOffice();
});
afterAll(() => served.stop());

type Run = {
  status: string;
  problem: string | null;
  read: number;
  added: number;
  changed: number;
  same: number;
  rejected: number;
  latest: string;
  cursor: string;
};
const runOf = async (id: string) => {
  const [run] = await served.office.exec<Run>(
    `select status, problem, rows_read as read, rows_added as added, rows_changed as changed, rows_same as same, rows_rejected as rejected, to_char(latest_at at time zone 'America/Chicago', 'YYYY-MM-DD HH24:MI') as latest, cursor
     from feed_runs where id = $1::uuid`,
    [id],
  );
  if (!run) throw new Error('There is no such run.');
  return run;
};
async function send(content: string, role: Role = 'coordinator') {
  const response = await fetch(`${served.url}/service-requests/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.office.tokenOf(role)}`, 'x-file-name': encodeURIComponent('311 · août.json') },
    body: content,
  });
  const answer = (await response.json()) as { run: string; message?: string; reason?: string; field?: string };
  return { status: response.status, answer };
}
/** The run when it is over. */
async function take(content: string): Promise<Run> {
  const { status, answer } = await send(content);
  if (status !== 202) throw new Error(`${status}: ${answer.message}`);
  await expect.poll(async () => (await runOf(answer.run)).status).not.toBe('running');
  return runOf(answer.run);
}
const one = async (number: string) =>
  (
    await served.office.exec<Record<string, unknown>>(
      `select status_text, is_open, opened_at at time zone 'UTC' as opened, days_to_close as days, district_id is not null as has_district, address, imported_at::text as at, source
       from service_requests where service_request_number = $1`,
      [number],
    )
  )[0];
const json = (...rows: Record<string, unknown>[]) => JSON.stringify(rows.map(feedRow));

describe('a saved file', () => {
  test('is taken in, with the city’s own times, and the same file again changes nothing', async () => {
    const file = json(
      { reported_issue: '3000001' },
      { reported_issue: '3000002', open_date_time: '2026-01-05T08:00:00.000' },
      { reported_issue: '3000003', open_date_time: 'never' },
    );
    expect(await take(file)).toMatchObject({ status: 'done', read: 3, added: 2, changed: 0, rejected: 1, latest: '2026-08-24 11:07' });
    // Eleven in the morning is at sixteen hours UTC in summer; eight is at fourteen in winter.
    expect(JSON.stringify((await one('3000001'))?.opened)).toContain('16:07');
    expect(JSON.stringify((await one('3000002'))?.opened)).toContain('14:00');
    expect((await one('3000001'))?.has_district).toBe(true);
    const before = await one('3000001');
    expect(await take(file)).toMatchObject({ added: 0, changed: 0, same: 2, rejected: 1 });
    expect(await one('3000001')).toEqual(before);
    const [log] = await served.office.exec<{ n: number }>(
      `select count(*)::integer as n from changes where table_name = 'service_requests'`,
    );
    expect(log?.n).toBe(0);
  });
  test('that is newer changes what changed, and one that is older changes nothing', async () => {
    await take(json({ reported_issue: '3000010' }, { reported_issue: '3000011' }));
    const closed = {
      reported_issue: '3000010',
      current_status: 'resolved',
      resolved_date: '2026-08-27T10:00:00.000',
      days_to_close: '3',
      last_updated: '2026-08-27T10:00:00.000',
    };
    expect(await take(json(closed, { reported_issue: '3000011' }))).toMatchObject({ added: 0, changed: 1, same: 1 });
    expect(await one('3000010')).toMatchObject({ is_open: false, days: 3 });
    expect(await take(json({ reported_issue: '3000010' }))).toMatchObject({ changed: 0, same: 1 });
    expect(await one('3000010')).toMatchObject({ status_text: 'resolved' });
  });
  test('may have a number twice: the newer row counts, in any order, and reading it again changes nothing', async () => {
    const [old, late] = [
      { reported_issue: '3000020' },
      { reported_issue: '3000020', current_status: 'closed', last_updated: '2026-09-01T00:00:00.000' },
    ];
    const [first, second] = [
      { reported_issue: '3000021', issue_sub_type: 'One' },
      { reported_issue: '3000021', issue_sub_type: 'Two' },
    ];
    const file = json(late, old, first, second);
    expect(await take(file)).toMatchObject({ read: 4, added: 2 });
    expect(await one('3000020')).toMatchObject({ is_open: false });
    expect(await take(file)).toMatchObject({ added: 0, changed: 0, same: 4 });
    expect(await take(json(old, late, first, second))).toMatchObject({ added: 0, changed: 0 });
  });
  test('of the cases until 2021 is taken in as CSV', async () => {
    expect(await take(`${archiveHeader}\n${archiveRow}\n`)).toMatchObject({ status: 'done', added: 1 });
    expect(await one('2013012902')).toMatchObject({ source: 'kc311_archive', days: 1, is_open: false, address: '2218 LYDIA AVE' });
  });
  test('that breaks off keeps what was read, and says so', async () => {
    const rows = Array.from({ length: 9000 }, (_, n) => feedRow({ reported_issue: String(3_100_000 + n) }));
    const run = await take(JSON.stringify(rows).slice(0, -40));
    expect(run).toMatchObject({ status: 'failed', problem: 'json' });
    expect(run.added).toBeGreaterThan(4000);
    expect(await take(JSON.stringify(rows))).toMatchObject({ status: 'done', read: 9000, same: run.added, added: 9000 - run.added });
  });
  test('of another kind is refused in a sentence, before anything is begun', async () => {
    const { status, answer } = await send('name,email\nAda,ada@example.org\n');
    expect([status, answer.reason, answer.field]).toEqual([422, 'feed_form', 'file']);
  });
  test('is not taken from staff, and not while another one is read', async () => {
    expect((await send(json({}), 'staff')).status).toBe(403);
    await served.office.exec(
      `insert into feed_runs (id, source, origin) values ('00000000-0000-4000-8000-000000000001', 'kc311_current', 'file')`,
    );
    expect((await send(json({}))).status).toBe(409);
    // Nobody has heard of it for a while: it was cut off.
    await served.office.exec(`alter table feed_runs disable trigger user`);
    await served.office.exec(`update feed_runs set updated_at = now() - interval '11 minutes' where status = 'running'`);
    await served.office.exec(`alter table feed_runs enable trigger user`);
    expect(await take(json({ reported_issue: '3000001' }))).toMatchObject({ status: 'done' });
    expect(await runOf('00000000-0000-4000-8000-000000000001')).toMatchObject({ status: 'failed', problem: 'cut_off' });
  });
});

describe('the published address', () => {
  let feed: Server;
  let answers: ((request: IncomingMessage, response: ServerResponse) => void)[] = [];
  const asked: URLSearchParams[] = [];
  const waited: number[] = [];
  beforeAll(async () => {
    feed = createServer((request, response) => {
      asked.push(new URL(request.url ?? '', 'http://feed').searchParams);
      const next = answers.shift();
      if (next) next(request, response);
      else response.end('[]');
    });
    await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => feed.close(resolve)));
  const rows =
    (...some: Record<string, unknown>[]) =>
    (_: IncomingMessage, response: ServerResponse) =>
      response.end(json(...some));
  const says =
    (status: number, more = {}) =>
    (_: IncomingMessage, response: ServerResponse) =>
      response.writeHead(status, more).end();
  async function read(more: { budget?: number } = {}) {
    const { data: next } = await served.office.service.rpc('next_feed_page');
    const { cursor, since } = next as { cursor: string | null; since: string | null };
    const begun = await served.office.service.rpc('begin_feed_run', { p_run: { source: 'kc311_current', origin: 'network', cursor } });
    if (begun.error) throw begun.error;
    const address = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/resource/d4px-6rwg.json`;
    asked.length = 0;
    waited.length = 0;
    await fetchFeed(
      served.office.service,
      String(begun.data),
      { address, cursor, since },
      { page: 2, pause: async (ms) => waited.push(ms), ...more },
    );
    return runOf(String(begun.data));
  }

  test('is read page by page from where it ended, a week before the latest that is known', async () => {
    answers = [
      rows(
        { reported_issue: '3200001', last_updated: '2026-09-02T08:00:00.000' },
        { reported_issue: '3200002', last_updated: '2026-09-02T08:00:00.000' },
      ),
      rows({ reported_issue: '3200003', last_updated: '2026-09-03T09:00:00.000' }),
    ];
    expect(await read()).toMatchObject({ status: 'done', read: 3, added: 3, latest: '2026-09-03 09:00' });
    expect(asked[0]?.get('$where')).toBe("last_updated >= '2026-08-25T00:00:00'");
    expect(asked[1]?.get('$where')).toBe(
      "last_updated > '2026-09-02T08:00:00.000' or (last_updated = '2026-09-02T08:00:00.000' and reported_issue > '3200002')",
    );
    expect(asked.map((one) => [one.get('$order'), one.get('$limit')])).toEqual(
      Array.from({ length: 2 }, () => ['last_updated,reported_issue', '2']),
    );
    expect(waited).toEqual([1000]);
  });
  test('is asked again as late as it wants when it is busy, and goes on at the cursor when it broke off', async () => {
    answers = [
      says(429, { 'retry-after': '7' }),
      rows(
        { reported_issue: '3200004', last_updated: '2026-09-04T08:00:00.000' },
        { reported_issue: '3200005', last_updated: '2026-09-04T08:00:01.000' },
      ),
      ...Array.from({ length: 4 }, () => says(503)),
    ];
    expect(await read()).toMatchObject({ status: 'failed', problem: 'away', added: 2, cursor: '2026-09-04T08:00:01.000|3200005' });
    expect(waited).toEqual([7000, 1000, 2000, 4000, 8000]);
    answers = [rows({ reported_issue: '3200006', last_updated: '2026-09-05T08:00:00.000' })];
    expect(await read()).toMatchObject({ status: 'done', added: 1 });
    expect(asked[0]?.get('$where')).toContain("reported_issue > '3200005'");
  });
  test('is left for the next time when that takes too long', async () => {
    answers = [
      rows(
        { reported_issue: '3200007', last_updated: '2026-09-06T08:00:00.000' },
        { reported_issue: '3200008', last_updated: '2026-09-06T08:00:00.000' },
      ),
    ];
    expect(await read({ budget: -1 })).toMatchObject({ status: 'failed', problem: 'cut_off', added: 2 });
    answers = [says(200)];
    expect(await read()).toMatchObject({ status: 'done', read: 0 });
  });
  test('is not read while no administrator has allowed it', async () => {
    const count = async () => (await served.office.exec<{ n: number }>('select count(*)::integer as n from feed_runs'))[0]?.n;
    const before = await count();
    await serviceRequestsFetch.run(served.office, {});
    const response = await fetch(`${served.url}/service-requests/fetch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${served.office.tokenOf('coordinator')}` },
    });
    expect(response.status).toBe(403);
    expect(await count()).toBe(before);
    const refused = await served.office.as('coordinator').from('settings').update({ fetches_service_requests: true }).eq('id', 1).select();
    expect(refused.error ?? refused.data).not.toEqual([expect.objectContaining({ fetches_service_requests: true })]);
  });
});
