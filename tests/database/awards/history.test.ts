import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../../src/app/i18n/en.ts';
import { es } from '../../../src/app/i18n/es.ts';
import { fillMessage, type MessageKey, type Values } from '../../../src/app/i18n/translate.ts';
import { createFormat } from '../../../src/app/shared/format.ts';
import { awardName, isCounted, tellAward, tellReport } from '../../../src/app/shared/history/award-words.ts';
import { type HistoryChange, listFieldChanges } from '../../../src/domain/shared/history.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let id: string;
const words = {
  en: { t: (key: MessageKey, values?: Values) => fillMessage(en[key], values), format: createFormat('en-US', 'America/Chicago') },
  es: { t: (key: MessageKey, values?: Values) => fillMessage(es[key], values), format: createFormat('es-US', 'America/Chicago') },
};

beforeAll(async () => {
  office = await openOffice();
  const { data, error } = await office.as('coordinator').rpc('save_award', {
    p_award: {
      award_number: '15PBJA-24-GG-88001-JAGX',
      title: 'Night patrols',
      federal_award_on: '2024-10-15',
      starts_on: '2024-10-01',
      ends_on: '2026-09-30',
      federal_cents: 50_000_000,
      roles: [{ role: 'financial_manager', name: 'Dana Reyes' }],
    } as never,
  });
  if (error) throw error;
  id = String(data);
});
afterAll(() => office.close());

type Names = Record<string, Record<string, string>>;
const history = async () =>
  (await office.as('viewer').rpc('list_history', { p_query: { table: 'awards', id } })).data as unknown as {
    rows: { changes: HistoryChange[] }[];
    names: Names;
  };

test('parts of an award are named by what they are about, in the reader’s language', async () => {
  await office.exec(
    `insert into award_entries (award_id, kind, category, amount_cents, entry_on, payee) values ($1, 'expenditure', 'travel', 125050, '2025-01-05', 'Harbor Cars | Vans')`,
    [id],
  );
  await office.exec(
    `insert into award_reports (award_id, kind, schedule_key, title, computed_due_on, is_by_hand) values ($1, 'other', 'hand-1', 'Letter to the board', '2025-03-01', true)`,
    [id],
  );
  const { names } = await history();
  const said = (language: 'en' | 'es') =>
    Object.entries(names)
      .filter(([table]) => ['award_roles', 'award_entries', 'award_reports'].includes(table))
      .flatMap(([table, all]) => Object.values(all).map((raw) => awardName(table, raw, words[language])));
  expect(said('en')).toEqual(
    expect.arrayContaining(['Financial Manager, Dana Reyes', 'Expenditure, $1,250.50, Harbor Cars | Vans', 'Letter to the board']),
  );
  expect(said('es')).toEqual(expect.arrayContaining([`${es['money.kind.expenditure']}, $1,250.50, Harbor Cars | Vans`]));
});

test('a report is told by its kind and the end of its period', () => {
  expect(awardName('award_reports', 'ffr|2025-03-31|', words.en)).toBe('Federal Financial Report, Mar 31, 2025');
  expect(awardName('award_reports', 'retention||', words.es)).toBe('Fin de la conservación');
  expect(awardName('award_budget_moves', '250000|travel|supplies', words.en)).toBe('$2,500, Travel, Supplies');
  expect(awardName('award_budgets', '', words.en)).toBe('');
});

test('what became of a report is told as a deed', () => {
  const update = (after: HistoryChange['after']) =>
    ({
      id: 1,
      table: 'award_reports',
      record: '1',
      parent_table: null,
      parent: null,
      action: 'update',
      before: {},
      after,
    }) as HistoryChange;
  const tell = (after: HistoryChange['after']) => tellReport(update(after), 'FFR', words.en);
  expect(tell({ filed_on: '2025-04-30', confirmation: 'A1', frozen: {} })).toBe('filed on Apr 30, 2025: FFR');
  expect(tell({ filed_on: null })).toBe('took back the filing: FFR');
  expect(tell({ waived_on: '2025-04-30', waived_reason: 'Too small' })).toBe('waived: FFR');
  expect(tell({ override_due_on: '2025-05-15', due_on: '2025-05-15' })).toBe('set another due day, May 15, 2025: FFR');
  expect(tell({ confirmation: 'A2' })).toBeNull();
});

test('reports that a schedule made by itself are counted from three on', () => {
  const made = (count: number) => isCounted({ counts: [{ table: 'award_reports', action: 'insert', count }] });
  expect(made(3)({ table: 'award_reports', action: 'insert' })).toBe(true);
  expect(made(2)({ table: 'award_reports', action: 'insert' })).toBe(false);
  expect(made(3)({ table: 'award_reports', action: 'update' })).toBe(false);
  expect(made(3)({ table: 'awards', action: 'insert' })).toBe(false);
});

test('a period that moves is told, and what follows from it is not told twice', async () => {
  const { error } = await office.as('coordinator').rpc('save_award', { p_id: id, p_award: { starts_on: '2024-11-01' } as never });
  expect(error).toBeNull();
  const { rows } = await history();
  const change = rows.flatMap(({ changes }) => changes).find(({ table, after }) => table === 'awards' && after && 'starts_on' in after);
  expect(change).toBeDefined();
  if (change) expect(tellAward(change, words.en).left).toEqual([{ field: 'starts_on', before: '2024-10-01', after: '2024-11-01' }]);
});

test('every table and every column of awards has a word', async () => {
  const columns = await office.exec<{ table_name: string; column_name: string }>(
    `select table_name, column_name from information_schema.columns where table_schema = 'public'
     and (table_name = 'awards' or table_name like 'award\\_%' or table_name = 'subawards' or table_name like 'subaward\\_%') and table_name <> 'award_report_rules'`,
  );
  const missing = new Set<string>();
  for (const { table_name, column_name } of columns) {
    if (!(`noun.${table_name}` in en)) missing.add(`noun.${table_name}`);
    const change = { table: table_name, before: {}, after: { [column_name]: 1 } } as unknown as HistoryChange;
    const told = tellAward(change, words.en);
    if (listFieldChanges(change).length > 0 && told.told.length === 0 && told.left.length > 0 && !(`field.${column_name}` in en))
      missing.add(`field.${column_name}`);
  }
  // Fixed when a record is made: no change of it is ever told.
  expect([...missing].filter((key) => !['field.award_id'].includes(key)).sort()).toEqual([]);
});
