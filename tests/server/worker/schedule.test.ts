import { afterAll, beforeAll, expect, test } from 'vitest';
import { readClock } from '../../../src/server/worker/clock.ts';
import { reportsCompile } from '../../../src/server/worker/jobs/reports-compile.ts';
import { enqueueWanted, startWorker, workOnce } from '../../../src/server/worker/loop.ts';
import { jobs } from '../../../src/server/worker/registry.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  await office.exec(`alter table settings disable trigger user`);
  await office.exec(`update settings set created_at = '2026-01-01T12:00:00Z'`);
  await office.exec(`alter table settings enable trigger user`);
});
afterAll(() => office.close());

const wanted = async (now: string) => reportsCompile.wanted(await readClock(office, new Date(now)))?.key ?? null;

test('last month’s report is due from seven in the morning of the first business day, by the office’s clock', async () => {
  // November 1, 2026 is a Sunday; 7 am CST on Monday is 13:00 in UTC.
  expect(await wanted('2026-11-01T18:00:00Z')).toBeNull();
  expect(await wanted('2026-11-02T12:59:00Z')).toBeNull();
  expect(await wanted('2026-11-02T13:00:00Z')).toBe('reports.compile:2026-10');
  // A machine that was off catches up.
  expect(await wanted('2026-11-20T03:00:00Z')).toBe('reports.compile:2026-10');
});

test('January’s first business day is not New Year’s Day', async () => {
  expect(await wanted('2027-01-01T20:00:00Z')).toBeNull();
  expect(await wanted('2027-01-04T14:00:00Z')).toBe('reports.compile:2026-12');
});

test('an office that began this month has nothing to say of the last one', async () => {
  expect(reportsCompile.wanted({ today: '2026-01-20', hour: 9, firstBusinessDay: '2026-01-02', since: '2026-01-01' })).toBeNull();
});

test('the worker compiles the month once, however often it looks', async () => {
  const compile = jobs.filter((job) => job.name === 'reports.compile');
  for (let n = 0; n < 3; n++) await enqueueWanted(office, compile, new Date('2026-11-02T15:00:00Z'));
  expect(await workOnce(office, compile, 'test')).toBe(true);
  expect(await workOnce(office, compile, 'test')).toBe(false);
  const reports = await office.as('viewer').from('reports').select('month, edition, pdf_path');
  expect(reports.data).toEqual([{ month: '2026-10-01', edition: 1, pdf_path: 'reports/Council-Report-2026-10-edition-1.pdf' }]);
  const pdf = await office.files.get('reports/Council-Report-2026-10-edition-1.pdf');
  expect(
    Buffer.from(pdf ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('a worker that is stopped finishes what it does and ends', async () => {
  const worker = startWorker(office, { every: 10 });
  await worker.stop();
  const running = await office.exec('select 1 from private.jobs where leased_until > now()');
  expect(running).toEqual([]);
});
