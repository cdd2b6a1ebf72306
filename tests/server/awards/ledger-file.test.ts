import { describe, expect, test } from 'vitest';
import { emptyMapping, missingFields } from '../../../src/domain/awards/ledger-file.ts';
import { guessMapping } from '../../../src/server/awards/ledger-import/guess-columns.ts';
import { type LedgerRefused, readLedgerFile } from '../../../src/server/awards/ledger-import/read-file.ts';
import { readLines } from '../../../src/server/awards/ledger-import/read-lines.ts';
import { readMapping } from '../../../src/server/awards/ledger-import/read-mapping.ts';
import { readLedgerCents, readLedgerDay, readWord } from '../../../src/server/awards/ledger-import/read-values.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('an amount', () => {
  test('is read to the cent, however a ledger prints it', () => {
    const read = {
      '1,234.56': 123456,
      $12: 1200,
      '-7.5': -750,
      '(40.00)': -4000,
      '12.50-': -1250,
      '.05': 5,
      '1234567.891': undefined,
      '12.5000': 1250,
      '0.00': 0,
    };
    for (const [text, cents] of Object.entries(read)) expect([text, readLedgerCents(text)]).toEqual([text, cents]);
  });
  test('that is none is not guessed', () => {
    for (const text of ['', '-', '12,34', '1.234,56', '(12', '12)', '--5', '-(5)', 'n/a', '1e5', '0x10'])
      expect([text, readLedgerCents(text)]).toEqual([text, undefined]);
  });
});

test('a day is read in the orders that ledgers use, and only if the calendar has it', () => {
  const read = {
    '2026-11-24': '2026-11-24',
    '11/24/2026': '2026-11-24',
    '1/5/26': '2026-01-05',
    '20261124': '2026-11-24',
    '2026-11-24 00:00:00': '2026-11-24',
    '2/29/2028': '2028-02-29',
    '2/29/2026': undefined,
    '24/11/2026': undefined,
    soon: undefined,
  };
  for (const [text, day] of Object.entries(read)) expect([text, readLedgerDay(text)]).toEqual([text, day]);
});

test('words are those of JustGrants, SF-424A and finance systems; what the office said of its own goes first', () => {
  expect(readWord('category', 'B. Fringe Benefits')).toBe('fringe');
  expect(readWord('category', 'Contractual')).toBe('procurement');
  expect(readWord('category', 'SUBAWARDS (SUBGRANTS)')).toBe('subawards');
  expect(readWord('kind', 'Program Income')).toBe('program_income');
  expect(readWord('kind', 'Encumbrance')).toBe('obligation');
  expect(readWord('category', '105005')).toBeUndefined();
  expect(readWord('category', '105005', { '105005': 'travel' })).toBe('travel');
  expect(readWord('category', '105005', { '105005': 'nonsense' })).toBeUndefined();
  expect(readWord('category', 'constructor')).toBeUndefined();
});

describe('the columns', () => {
  test('are found by the names that finance systems give them', () => {
    expect(
      guessMapping(['Posting Date', 'Debit', 'Credit', 'Net Amount', 'Vendor Name', 'Voucher_ID', 'PO #', 'Project Code']).columns,
    ).toEqual({
      date: 'Posting Date',
      debit: 'Debit',
      credit: 'Credit',
      payee: 'Vendor Name',
      reference: 'Voucher_ID',
      obligation: 'PO #',
      project: 'Project Code',
    });
  });
  test('that are still missing are named', () => {
    expect(missingFields(emptyMapping, false)).toEqual(['date', 'amount', 'award']);
    expect(missingFields({ ...emptyMapping, columns: { date: 'Date', debit: 'Debit' } }, true)).toEqual([]);
  });
  test('of a browser are taken only as far as they are a mapping', () => {
    expect(
      readMapping({
        columns: { date: 'Date', evil: 'x', amount: 5 },
        words: { kind: { a: 1, b: 'drawdown' } },
        defaults: { kind: 'gift' },
        flips_receipts: 'yes',
      }),
    ).toEqual({
      ...emptyMapping,
      columns: { date: 'Date' },
      words: { kind: { b: 'drawdown' }, category: {}, share: {} },
    });
    expect(readMapping(null)).toMatchObject(emptyMapping.defaults ? { defaults: emptyMapping.defaults } : {});
  });
});

describe('a file', () => {
  test('keeps the line on which each record begins, also after cells of several lines', async () => {
    const file = await readLedgerFile(bytes('\uFEFFDate;Amount;Memo\r\n\r\n2026-01-02;5;"two\r\nlines"\r\n2026-01-03;6;x\r\n'));
    expect(file.columns).toEqual(['Date', 'Amount', 'Memo']);
    expect(file.records.map(({ line, cells }) => [line, cells[1]])).toEqual([
      [2, '5'],
      [5, '6'],
    ]);
  });
  test('of an older system is read in its own signs', async () => {
    const file = await readLedgerFile(new Uint8Array([...bytes('Vendor,Amount\nPe'), 0xf1, ...bytes('a,5\n')]));
    expect(file.records[0]?.cells[0]).toBe('Peña');
  });
  test('that is none is refused in a sentence', async () => {
    const reason = (text: string) =>
      readLedgerFile(bytes(text)).then(
        () => null,
        (error: LedgerRefused) => error.reason,
      );
    expect(await reason('')).toBe('ledger_empty');
    expect(await reason('Date,Amount\n')).toBe('ledger_empty');
    expect(await reason('Date,Amount\n"2026-01-01,5')).toBe('ledger_csv');
  });
});

describe('lines', () => {
  const read = async (text: string, more: object = {}) => {
    const file = await readLedgerFile(bytes(text));
    return readLines(file, { ...guessMapping(file.columns), ...more });
  };
  test('are debits less credits, without those that move nothing', async () => {
    const { lines, wrong } = await read(
      'Date,Category,Debit,Credit\n1/2/2026,Travel,100.10,\n1/3/2026,Travel,,40\n1/4/2026,Travel,5,5\n1/5/2026,Travel,x,\n',
    );
    expect(lines.map((line) => line[7])).toEqual(['10010', '-4000']);
    expect(wrong).toEqual([{ line: 5, why: 'amount', value: 'x ' }]);
  });
  test('turn receipts around where they stand as credits', async () => {
    const { lines } = await read('Date,Type,Category,Amount\n1/2/2026,Drawdown,,-500\n1/2/2026,Actual,Travel,70\n', {
      flips_receipts: true,
    });
    expect(lines.map((line) => [line[4], line[7]])).toEqual([
      ['drawdown', '50000'],
      ['expenditure', '7000'],
    ]);
  });
  test('with words that nobody knows are told once for each word, and a drawdown needs no category', async () => {
    const { unknown, lines } = await read(
      'Date,Type,Category,Amount\n1/2/2026,Actual,501,1\n1/2/2026,Actual,501,2\n1/2/2026,Draw,999,3\n1/2/2026,Accrual,Travel,4\n',
    );
    expect(unknown).toEqual([
      { field: 'category', value: '501', count: 2 },
      { field: 'kind', value: 'Accrual', count: 1 },
    ]);
    expect(lines).toHaveLength(1);
  });
});
