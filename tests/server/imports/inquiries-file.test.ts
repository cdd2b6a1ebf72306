import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileLook, ImportCounts, ImportLine, ImportNews } from '../../../src/domain/imports/file-import.ts';
import type { Role } from '../../support/databases.ts';
import { type ServedOffice, startOffice } from '../../support/office.ts';
import { csvOf } from './example-cells.ts';

let served: ServedOffice;
beforeAll(async () => {
  served = await startOffice();
});
afterAll(() => served.stop());

/** A file is chosen, known by its columns or read as they are guessed, and compared. */
async function compare(text: string, who: Role = 'manager'): Promise<{ id: string; look: FileLook; counts: ImportCounts }> {
  const headers = { authorization: `Bearer ${served.office.tokenOf(who)}` };
  const look = (await (await fetch(`${served.url}/imports/inquiries/look`, { method: 'POST', headers, body: text })).json()) as FileLook;
  const { mapping, columns, preset } = look;
  const begun = await served.office
    .as(who)
    .rpc('begin_file_import', { p_import: { resource: 'inquiries', file_name: 'cases.csv', mapping, columns, preset } });
  expect(begun.error).toBeNull();
  const id = String(begun.data);
  const answer = await fetch(`${served.url}/imports/${id}/file`, { method: 'POST', headers, body: text });
  const news = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ImportNews);
  const last = news.at(-1) as ImportNews;
  if (!('counts' in last)) throw new Error(JSON.stringify(last));
  return { id, look, counts: last.counts };
}
const linesOf = async (id: string, kind: string, who: Role = 'manager'): Promise<ImportLine[]> => {
  const { data, error } = await served.office.as(who).rpc('list_file_import', { p_import: id, p_query: { kind } });
  expect(error).toBeNull();
  return (data as unknown as { rows: ImportLine[] }).rows;
};
const take = async (id: string, who: Role = 'manager'): Promise<void> => {
  const { error } = await served.office.as(who).rpc('apply_file_import', { p_import: id });
  expect(error).toBeNull();
};
const undoLast = async (who: Role = 'manager') => {
  const [set] = await served.office.exec<{ id: string }>(
    `select id from change_sets where reason = 'import' and undone_by is null order by created_at desc, id desc limit 1`,
  );
  const { data, error } = await served.office.as(who).rpc('undo_change_set', { p_change_set: String(set?.id) });
  expect(error).toBeNull();
  return data as unknown as { stayed?: { count: number }; refused?: unknown };
};
const columns = `number, subject, body, status, resolution_code, channel, topic_id, resident_id, district_id, neighborhood, location, latitude, source_system,
  source_key, opened_at, closed_at, search::text`;
const inquiries = () => served.office.exec(`select ${columns} from inquiries order by source_system, source_key, number`);

/** Comes in, changes nothing the second time, follows what is changed in the file, and goes back. */
async function walk(preset: string, first: string, second: string, status: string): Promise<void> {
  const before = await inquiries();
  const one = await compare(first);
  expect(one.look.preset).toBe(preset);
  expect(one.counts).toMatchObject({ new: 2, rejected: 1, changed: 0, same: 0 });
  await take(one.id);
  const taken = await inquiries();
  expect(taken).toHaveLength(before.length + 2);
  expect((await compare(first)).counts).toMatchObject({ new: 0, changed: 0, same: 2, add: 0, update: 0 });
  expect(await inquiries()).toEqual(taken);
  const two = await compare(second);
  expect(two.counts).toMatchObject({ new: 0, changed: 1, same: 1 });
  const [changed] = await linesOf(two.id, 'changed');
  expect(changed?.changes?.map(({ field }) => field)).toContain('status');
  await take(two.id);
  expect((await served.office.exec(`select status from inquiries where id = $1`, [changed?.record_id]))[0]).toEqual({ status });
  expect(await undoLast()).not.toHaveProperty('refused');
  expect(await inquiries()).toEqual(taken);
  expect(await undoLast()).not.toHaveProperty('refused');
  expect(await inquiries()).toEqual(before);
}

test('the city’s cases to March 2021 are known by their columns, follow their states, and go back', async () => {
  const open = { 'CASE ID': '1', STATUS: 'OPEN', 'CLOSED DATE': '' };
  await walk(
    'kc311',
    csvOf([open, { 'CASE ID': '2' }, { 'CASE ID': '3', 'CREATION DATE': 'never' }]),
    csvOf([{ ...open, STATUS: 'RESOL', 'CLOSED DATE': '02/06/2013' }, { 'CASE ID': '2' }]),
    'closed',
  );
});

test('the city’s cases since March 2021 are known by theirs, whatever case their words have', async () => {
  const head =
    'reported_issue,current_status,open_date_time,resolved_date,report_source,issue_type,issue_sub_type,incident_address,council_district,latitude,longitude,last_updated';
  const row = (number: string, status: string, resolved: string) =>
    `${number},${status},2026-08-24T11:07:00.000,${resolved},iOS,Made Up Weeds,Tall,"1 Example Ave Kansas City 64137",6,38.92,-94.54,2026-08-25T00:00:00.000`;
  await walk(
    'kc311_current',
    [head, row('900001', 'Assigned', ''), row('900002', 'Resolved', '2026-08-25T10:00:00.000'), row('', 'new', '')].join('\n'),
    [head, row('900001', 'canceled', '2026-08-26T10:00:00.000'), row('900002', 'resolved', '2026-08-25T10:00:00.000')].join('\n'),
    'closed',
  );
});

test('GeoReport Bulk brings times with their zone, and a hold is a waiting', async () => {
  const head =
    'service_request_id,requested_datetime,updated_datetime,closed_date,status_description,status_notes,source,service_name,service_subtype,description,agency_responsible,address,lat,long';
  const row = (id: string, status: string, closed: string) =>
    `${id},2026-08-24T11:07:00-05:00,,${closed},${status},,phone,Made Up Potholes,Deep,"A hole, a deep one",Public Works,1 Example Ave,39.1,-94.58`;
  await walk(
    'georeport',
    [head, row('g1', 'Open', ''), row('g2', 'Closed', '2026-08-25T10:00:00Z'), row('g3', 'Closed', '')].join('\n'),
    [head, row('g1', 'Hold', ''), row('g2', 'Closed', '2026-08-25T10:00:00Z')].join('\n'),
    'waiting_other',
  );
});

test('a list with columns of its own finds residents, keeps the rules of states and says what is wrong with a line', async () => {
  const { office } = served;
  const saved = await office
    .as('staff')
    .rpc('save_resident', { p_resident: { name: 'Ana Alone', emails: [{ address: 'alone@example.org' }] } as never });
  const topic = String(
    (await office.exec<{ name: string }>(`select name from topics where is_active order by sort_order, name limit 1`))[0]?.name,
  );
  const [own] = await office.exec<{ id: string; number: string }>(
    `insert into inquiries (subject, channel, topic_id) select 'Taken here', 'phone', id from topics where name = $1 limit 1 returning id, number`,
    [topic],
  );
  const text = [
    'Number,Subject,Topic,Channel,Status,Received at,Closed at,Email,Place,District',
    `A-1,A light is out,"${topic}",Walk in,Resolved,03/02/2026 2:05 PM,2026-03-04,ALONE@example.org,1 Example Ave,3`,
    `A-2,Whose is it,"${topic}",e-mail,,2026-03-02,,nobody@example.org,,`,
    `A-3,Wrong,"${topic}",pigeon,Closed,2026-03-05,2026-03-04,,,99`,
    `A-4,No day,,,Open,sometime,,,,`,
    `${own?.number},Taken here and corrected,"${topic}",,,2026-03-02,,,2 Example Ave,`,
    `${own?.number},Taken here,"${topic}",,Closed,2026-03-02,2026-03-03,,,`,
    `A-2,Whose is it then,"${topic}",e-mail,,2026-03-02,,nobody@example.org,,`,
  ].join('\n');
  const before = await inquiries();
  const first = await compare(text, 'coordinator');
  expect(first.look.mapping).toMatchObject({ number: 'Number', subject: 'Subject', opened_at: 'Received at', location: 'Place' });
  expect(first.counts).toMatchObject({ new: 2, rejected: 3, repeated: 2, changed: 0 });
  expect(
    (await linesOf(first.id, 'rejected', 'coordinator')).map(({ line, problems }) => [
      line,
      problems?.map(({ field, why }) => `${field}: ${why}`),
    ]),
  ).toEqual([
    [4, ['closed_at: closed_before', 'channel: channel', 'district: district']],
    [5, ['opened_at: moment', 'topic: empty']],
    [7, ['status: status_own']],
  ]);
  const second = await compare(
    text
      .split('\n')
      .filter((_, n) => n !== 6)
      .join('\n'),
    'coordinator',
  );
  expect(second.counts).toMatchObject({ new: 2, changed: 1 });
  expect((await linesOf(second.id, 'changed', 'coordinator'))[0]?.changes?.map(({ field }) => field)).toEqual(['subject', 'location']);
  expect((await linesOf(second.id, 'new', 'coordinator')).map(({ reasons }) => reasons)).toEqual([undefined, ['resident_none']]);
  await take(second.id, 'coordinator');
  const taken = await office.exec(
    `select subject, status, resolution_code, channel, resident_id, opened_at at time zone 'America/Chicago' as opened, due_on from inquiries where source_key = 'A-1'`,
  );
  expect(taken).toMatchObject([
    { status: 'closed', resolution_code: 'resolved', channel: 'walk_in', resident_id: saved.data, due_on: null },
  ]);
  expect((await inquiries()).find(({ source_key }) => source_key === 'A-2')).toMatchObject({
    subject: 'Whose is it then',
    status: 'new',
    resident_id: null,
  });
  // What is worked on here since stays when it is taken back.
  await office.exec(
    `insert into interactions (inquiry_id, kind, body) select id, 'note', 'Looked at it' from inquiries where source_key = 'A-2'`,
  );
  const undone = await undoLast('coordinator');
  expect(undone.stayed?.count).toBe(1);
  const after = await inquiries();
  expect(after.filter(({ source_key }) => source_key !== 'A-2')).toEqual(before);
  expect(after.some(({ source_key }) => source_key === 'A-2')).toBe(true);
});

test('a coordinator brings no topics that the office does not have; a manager does', async () => {
  const head = 'service_request_id,requested_datetime,status_description,service_name';
  const text = `${head}\nnew1,2026-08-24T11:07:00Z,Open,Something Nobody Knows\n`;
  const asked = await compare(text, 'coordinator');
  expect(asked.counts).toMatchObject({ rejected: 1, new: 0 });
  expect((await linesOf(asked.id, 'rejected', 'coordinator'))[0]).toMatchObject({
    problems: [{ field: 'topic', why: 'topic_manager' }],
    cells: ['new1', '2026-08-24T11:07:00Z', 'Open', 'Something Nobody Knows'],
  });
  expect((await compare(text, 'manager')).counts).toMatchObject({ rejected: 0, new: 1 });
});
