import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMatters } from '../../../src/server/legislation/read-legistar.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const matter = (file: string, title: string, more: object = {}) => ({
  MatterId: Number(file),
  MatterFile: file,
  MatterTitle: title,
  MatterTypeName: 'Ordinance',
  MatterStatusName: 'Passed as Amended',
  MatterIntroDate: '2025-01-09T00:00:00',
  MatterPassedDate: '2025-01-30T00:00:00',
  ...more,
});
const take = async (matters: object[], act?: string) => {
  const rpc = office.as('coordinator').rpc('import_legislation', {
    p_rows: readMatters(JSON.stringify(matters)) as never,
    p_facts: { file_name: 'matters.json' },
    p_dry_run: act === undefined,
  });
  const { data, error } = await (act ? rpc.setHeader('X-Change-Set', act) : rpc);
  if (error) throw error;
  return data as {
    new_count: number;
    changed_count: number;
    same: number;
    wrong: { line: number; why: string }[];
    doubtful: string[];
    taken: number;
    corrected: number;
  };
};
const stored = (file: string) =>
  office.exec<{ title: string; state: string; passed_on: string }>(
    `select title, state, passed_on::text from legislation where file_number = $1`,
    [file],
  );

test('a look changes nothing; taking in adds and corrects in one act; the same file again changes nothing; undo restores both', async () => {
  await office.exec(
    `insert into legislation (file_number, kind, title, state, amended_on) values ('250101', 'ordinance', 'As we wrote it', 'amended', '2026-01-01')`,
  );
  const file = [
    matter('250101', 'Sponsor: A Member\u0007 As the City has it'),
    matter('250102', 'Sidewalks'),
    matter('2501', 'Too short'),
    matter('259876', 'A slip, perhaps', { MatterStatusName: '', MatterPassedDate: null }),
    matter('250103', 'Backwards', { MatterPassedDate: '2024-12-31T00:00:00' }),
  ];
  const looked = await take(file);
  expect(looked).toMatchObject({ new_count: 2, changed_count: 1, taken: 0, doubtful: ['259876'] });
  expect(looked.wrong.map(({ line, why }) => [line, why])).toEqual([
    [3, 'number'],
    [5, 'days'],
  ]);
  expect(await stored('250102')).toEqual([]);

  const act = crypto.randomUUID();
  expect(await take(file, act)).toMatchObject({ taken: 2, corrected: 1 });
  // What the office said of it stays: that a later law amended it, Legistar does not know.
  expect(await stored('250101')).toMatchObject([
    { title: 'Sponsor: A Member As the City has it', state: 'amended', passed_on: '2025-01-30' },
  ]);
  expect(await stored('250102')).toMatchObject([{ title: 'Sidewalks', state: 'passed' }]);
  expect(await stored('259876')).toMatchObject([{ state: 'introduced' }]);
  expect(await take(file)).toMatchObject({ new_count: 0, changed_count: 0, same: 3 });

  const undone = await office.as('coordinator').rpc('undo_change_set', { p_change_set: act });
  expect(undone.error).toBeNull();
  expect(await stored('250102')).toEqual([]);
  expect(await stored('250101')).toMatchObject([{ title: 'As we wrote it', passed_on: null }]);
});

test('it is for coordinators', async () => {
  const refused = await office.as('staff').rpc('import_legislation', { p_rows: [] });
  expect(refused.error).toMatchObject({ code: '42501' });
});
