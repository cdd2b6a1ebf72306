import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FeedRefused } from '../../../src/server/service-requests/read-json.ts';
import { openFeedFile } from '../../../src/server/service-requests/read-rows.ts';
import type { Places, Reading, StagedRequest } from '../../../src/server/service-requests/request.ts';
import { SeenNumbers } from '../../../src/server/service-requests/seen-numbers.ts';
import { sharedData } from '../../support/shared-data.ts';
import { archiveHeader, archiveRow, feedRow } from './example-rows.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-feed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const places: Places = {
  districts: new Map([
    ['3', 'district-3'],
    ['6', 'district-6'],
  ]),
  neighborhoods: new Map([['beacon hills', 'beacon']]),
  tomorrow: '2026-11-27',
};
async function readAll(file: string): Promise<{ source: string; readings: Reading[] }> {
  const { form, rows } = await openFeedFile(file);
  const readings: Reading[] = [];
  for await (const some of rows) for (const { cell } of some) readings.push(form.read(cell, places));
  return { source: form.source, readings };
}
async function read(content: string | Buffer) {
  const file = path.join(folder, 'feed');
  await writeFile(file, content);
  return readAll(file);
}
const rowOf = (reading: Reading | undefined): StagedRequest => {
  if (!reading || !('row' in reading)) throw new Error(`not read: ${JSON.stringify(reading)}`);
  return reading.row;
};
const refused = (content: string | Buffer) =>
  read(content).then(
    () => 'read',
    (error: unknown) => (error instanceof FeedRefused ? error.reason : String(error)),
  );

describe('the feed since 2021', () => {
  test('is read with its times as they stand, its status in any case, its ZIP code out of the address', async () => {
    const { source, readings } = await read(
      JSON.stringify([feedRow({}), feedRow({ current_status: 'ReSoLvEd', resolved_date: '2026-08-26T09:00:00.000', days_to_close: '2' })]),
    );
    expect(source).toBe('kc311_current');
    expect(rowOf(readings[0])).toMatchObject({
      number: '3391823',
      work_order: 'NPD-2026-14488',
      is_open: true,
      opened: '2026-08-24T11:07:00',
      closed: null,
      days: null,
      is_internal: false,
      work_group: 'NHS Preservation',
      postal_code: '64137',
      district_id: 'district-6',
      latitude: 38.921979,
      longitude: -94.540024,
      updated: '2026-08-24T11:07:39',
    });
    expect(rowOf(readings[1])).toMatchObject({ status: 'ReSoLvEd', is_open: false, closed: '2026-08-26T09:00:00', days: 2 });
  });
  test('says 0 days for what is open, and leaves out what it does not know', async () => {
    const { current_status, open_date_time, reported_issue } = feedRow({});
    const { readings } = await read(JSON.stringify([{ reported_issue, current_status, open_date_time }]));
    expect(rowOf(readings[0])).toMatchObject({
      days: null,
      latitude: null,
      district_id: null,
      updated: null,
      postal_code: null,
      work_order: null,
    });
  });
  test('has a point with its longitude first, which stands in where the two columns are empty', async () => {
    const { latitude: _north, longitude: _east, ...row } = feedRow({});
    expect(rowOf((await read(JSON.stringify([row]))).readings[0])).toMatchObject({ latitude: 38.921979, longitude: -94.540024 });
  });
  test('comes as CSV too, with names as they are displayed and American times', async () => {
    const { source, readings } = await read(
      'Reported Issue,WorkOrder #,Current Status,Open Date Time,Resolved Date,Days to Close,Council District,Incident Address\n"3391823",,Resolved,08/24/2026 11:07:00 PM,08/25/2026,1,6.0,"1 Main St\nKansas City 64106"\n',
    );
    expect(source).toBe('kc311_current');
    expect(rowOf(readings[0])).toMatchObject({
      opened: '2026-08-24T23:07:00',
      closed: '2026-08-25T00:00:00',
      days: 1,
      district_id: 'district-6',
      postal_code: '64106',
      address: '1 Main St Kansas City 64106',
    });
  });
  test('keeps nothing of the answers to additional questions, where residents write about themselves', async () => {
    const { readings } = await read(JSON.stringify([feedRow({ additional_questions: '{Name":"Ada Private"}"' })]));
    expect(JSON.stringify(readings)).not.toContain('Ada');
  });
  test('tells which rows cannot be kept, and why', async () => {
    const { readings } = await read(
      JSON.stringify([
        feedRow({ reported_issue: '' }),
        feedRow({ open_date_time: '2026-02-30T00:00:00.000' }),
        feedRow({ open_date_time: '2027-01-01T00:00:00.000' }),
        feedRow({ resolved_date: 'soon' }),
      ]),
    );
    expect(readings.map((one) => ('why' in one ? one.why : 'read'))).toEqual(['number', 'opened', 'future', 'closed']);
  });
  test('takes no last update that lies ahead for how far the feed reaches', async () => {
    expect(rowOf((await read(JSON.stringify([feedRow({ last_updated: '2062-08-24T11:07:39.000' })]))).readings[0]).updated).toBeNull();
  });
});

describe('the cases until 2021', () => {
  test('are read from 30 columns, numbers written as fractions and fields of several lines', async () => {
    const { source, readings } = await read(`${archiveHeader}\n${archiveRow}\n`);
    expect(source).toBe('kc311_archive');
    expect(rowOf(readings[0])).toMatchObject({
      number: '2013012902',
      opened: '2013-02-04T08:02:00',
      closed: '2013-02-05T00:00:00',
      days: 1,
      is_open: false,
      type: 'Trash',
      sub_type: 'Illegal Dumping on Right of Way',
      work_group: 'Public Works-Solid Waste',
      postal_code: '64108',
      district_id: 'district-3',
      neighborhood_id: 'beacon',
    });
  });
  test('come with the names of the published address too', async () => {
    const row = {
      case_id: '2013012902',
      creation_date: '2013-02-04T00:00:00.000',
      creation_time: '08:02 AM',
      status: 'ASSIG',
      request_type: 'Trash',
      category: 'Trash',
    };
    const { source, readings } = await read(JSON.stringify([row]));
    expect(source).toBe('kc311_archive');
    expect(rowOf(readings[0])).toMatchObject({ opened: '2013-02-04T08:02:00', is_open: true, closed: null });
  });
  const sample = sharedData('kc311_2007_2021_sample.csv');
  test.skipIf(!existsSync(sample))(
    'are read from the city’s own file to the last of 4,200 (skipped where that file is not at hand)',
    async () => {
      const { readings } = await readAll(sample);
      expect(readings).toHaveLength(4_200);
      expect(readings.filter((one) => 'why' in one)).toEqual([]);
    },
  );
});

describe('a file', () => {
  test('may be rows line by line, or in lists, in pieces that end anywhere', async () => {
    const many = Array.from({ length: 900 }, (_, n) =>
      feedRow({ reported_issue: String(n + 1), incident_address: `${n} "É}{[]\\" St\u{1F600}` }),
    );
    for (const content of [
      JSON.stringify(many),
      `\uFEFF[${many.map((row) => JSON.stringify(row)).join('\n,')}]\n`,
      many.map((row) => JSON.stringify(row)).join('\n'),
    ]) {
      const { readings } = await read(content);
      expect(readings.map((one) => rowOf(one).number)).toEqual(many.map(({ reported_issue }) => reported_issue));
      expect(rowOf(readings[899]).address).toBe('899 "É}{[]\\" St\u{1F600}');
    }
  });
  test('that is something else is refused with its reason', async () => {
    expect(await refused('')).toBe('empty');
    expect(await refused('[]')).toBe('empty');
    expect(await refused('name,email\nAda,ada@example.org\n')).toBe('form');
    expect(await refused(JSON.stringify([{ creation_date: '2026-01-01' }]))).toBe('form');
    expect(await refused(`{"meta": {}, "data": ${JSON.stringify([[1, 2]])}}`)).toBe('form');
    expect(await refused(JSON.stringify([feedRow({})]).slice(0, -1))).toBe('json');
    expect(await refused(JSON.stringify([feedRow({}), feedRow({})]).slice(0, -30))).toBe('json');
    expect(await refused(Buffer.from(JSON.stringify([feedRow({ issue_type: 'Café' })]), 'latin1'))).toBe('encoding');
    expect(await refused(Buffer.from('Reported Issue,Current Status,Open Date Time\n1234,Caf\u00e9,08/24/2026\n', 'latin1'))).toBe(
      'encoding',
    );
  });
});

test('numbers that were seen are known again, however many there are', () => {
  const seen = new SeenNumbers();
  for (let n = 1; n <= 200_000; n++) if (!seen.add(String(2_000_000_000 + n * 7))) throw new Error(`${n} was not new`);
  for (let n = 1; n <= 200_000; n++) if (seen.add(String(2_000_000_000 + n * 7))) throw new Error(`${n} was new again`);
  expect([seen.add('0'), seen.add('0'), seen.add('A-1'), seen.add('A-1'), seen.add('007'), seen.add('7')]).toEqual([
    true,
    false,
    true,
    false,
    true,
    true,
  ]);
});
