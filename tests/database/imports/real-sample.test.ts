import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kc311 } from '../../../src/server/imports/kc311.ts';
import { runImport } from '../../../src/server/imports/run-import.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

const file = path.resolve(import.meta.dirname, '../../../../shared/data/kc311_2007_2021_sample.csv');
const isThere = existsSync(file);
if (!isThere) console.log(`Skipped: the city's 311 sample is not at ${file}.`);

/** Recounts a month from the file's own cells, with nothing of the importer. */
function recount(month: string) {
  const rows = parse(readFileSync(file, 'utf8'), { columns: true, bom: true }) as Record<string, string>[];
  const iso = (text = '') => text.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$1-$2');
  const spans = rows.map((row) => {
    const isClosed = ['RESOL', 'CANC', 'DUP'].includes(row.STATUS ?? '');
    return { opened: iso(row['CREATION DATE']), closed: isClosed ? iso(row['CLOSED DATE']) : null };
  });
  const closed = spans.filter((span) => span.closed?.startsWith(month));
  const days = closed.map((span) => (Date.parse(`${span.closed}Z`) - Date.parse(`${span.opened}Z`)) / 86_400_000).sort((a, b) => a - b);
  const percentile = (share: number) => {
    const at = share * (days.length - 1);
    const low = days[Math.floor(at)] ?? 0;
    return low + ((days[Math.ceil(at)] ?? 0) - low) * (at - Math.floor(at));
  };
  return {
    rows: rows.length,
    opened: spans.filter((span) => span.opened.startsWith(month)).length,
    closed: closed.length,
    open_at_end: spans.filter((span) => span.opened.slice(0, 7) <= month && (span.closed === null || span.closed.slice(0, 7) > month))
      .length,
    median: percentile(0.5),
    p90: percentile(0.9),
  };
}

describe.skipIf(!isThere)("the city's own 311 file", () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office?.close());
  const load = () =>
    runImport(
      office.service,
      {
        preset: kc311,
        file,
        rejectsFile: path.join(os.tmpdir(), `rotunda-rejects-${process.pid}.csv`),
        dryRun: false,
        keepGoing: false,
        now: new Date(),
      },
      { update: () => {}, say: () => {} },
    );

  test('comes in whole, and the report of a month equals a recount of the file', async () => {
    const month = recount('2019-03');
    expect(await load()).toMatchObject({ rows: month.rows, added: month.rows, rejected: 0, duplicates: 0, written: true });
    for (const day of ['2019-03', '2013-05', '2020-11']) {
      const counted = recount(day);
      const { data, error } = await office.service.rpc('report_facts', { p_month: `${day}-01` });
      expect(error).toBeNull();
      const facts = (data as { periods: { month: Record<string, unknown> & { days_to_close: { median: number; p90: number } } } }).periods
        .month;
      expect(facts).toMatchObject({ opened: counted.opened, closed: counted.closed, open_at_end: counted.open_at_end });
      expect(facts.days_to_close.median).toBeCloseTo(counted.median, 9);
      expect(facts.days_to_close.p90).toBeCloseTo(counted.p90, 9);
    }
  });

  test('comes in a second time without a change', async () => {
    expect(await load()).toMatchObject({ added: 0, changed: 0, unchanged: recount('2019-03').rows });
  });
});
