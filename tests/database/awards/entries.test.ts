import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { moneyOf } from './money-support.ts';

let office: TestOffice;
let m: ReturnType<typeof moneyOf>;
let award: string;
beforeAll(async () => {
  office = await openOffice();
  m = moneyOf(office);
  award = await m.award();
});
afterAll(() => office.close());

describe('an entry', () => {
  test('is written by a coordinator, not by staff, and undone as one act', async () => {
    const id = await m.entry(award, { amount_cents: 12_345, reference: ' V-1 ', payee: 'Rosa Print Shop' });
    expect(await m.one('select reference, share, amount_cents::text as cents from award_entries where id = $1', [id])).toEqual({
      reference: 'V-1',
      share: 'federal',
      cents: '12345',
    });
    expect(await m.undo(await m.lastSet())).toMatchObject({ error: null });
    expect(await m.one('select id from award_entries where id = $1', [id])).toBeUndefined();
    expect(await m.refuse('staff', 'save_entry', { p_entry: { award_id: award } })).toMatchObject({ code: '42501' });
  });

  test('is refused at the field that is wrong', async () => {
    const wrongs: [Parameters<typeof m.refuseEntry>[1], string][] = [
      [{ kind: 'gift' }, 'kind'],
      [{ category: null }, 'category'],
      [{ category: 'contractual' }, 'category'],
      [{ amount_cents: 0 }, 'amount_cents'],
      [{ amount_cents: 12.5 }, 'amount_cents'],
      [{ kind: 'drawdown', share: 'match' }, 'share'],
      [{ entry_on: null }, 'entry_on'],
      [{ entry_on: '2206-11-15' }, 'entry_on'],
      [{ subaward_id: '10000000-0000-4000-8000-00000000ffff' }, 'subaward_id'],
      [{ obligation_id: '10000000-0000-4000-8000-00000000ffff' }, 'obligation_id'],
    ];
    for (const [values, hint] of wrongs)
      expect({ values, ...(await m.refuseEntry(award, values)) }).toMatchObject({ values, code: 'PT422', hint });
  });

  test('counts once for its reference, on each award of its own', async () => {
    await m.entry(award, { amount_cents: 100, reference: 'J-7' });
    expect(await m.refuseEntry(award, { reference: 'J-7' })).toMatchObject({ code: 'PT422', hint: 'reference' });
    expect(await m.refuseEntry(await m.award(), { reference: 'J-7' })).toBeNull();
  });

  test('is not made before the award is, nor after it is closed', async () => {
    const applied = await m.award({ status: 'applied' });
    expect(await m.refuseEntry(applied, {})).toMatchObject({ code: 'PT422', hint: 'award_status' });
    const closed = await m.award({ status: 'closed', closed_on: '2028-01-20' });
    expect(await m.refuseEntry(closed, {})).toMatchObject({ code: 'PT422', hint: 'award_status' });
  });

  test('is not overwritten by whoever saw it as it was before', async () => {
    const id = await m.entry(award, { amount_cents: 100 });
    await m.must('coordinator', 'save_entry', { p_entry: { amount_cents: 200 }, p_id: id, p_version: 1 });
    expect(await m.refuse('coordinator', 'save_entry', { p_entry: { amount_cents: 300 }, p_id: id, p_version: 1 })).toMatchObject({
      code: 'PT409',
      hint: 'version',
    });
  });
});

describe('obligations', () => {
  test('a payment lessens what is open, never below nothing; a refund opens it again', async () => {
    const own = await m.award();
    const order = await m.entry(own, { kind: 'obligation', category: 'equipment', amount_cents: 100_000 });
    await m.entry(own, { category: 'equipment', amount_cents: 60_000, obligation_id: order });
    expect(await m.balance(own, 'equipment')).toMatchObject({ obligated: '100000', open: '40000', spent: '60000' });
    await m.entry(own, { category: 'equipment', amount_cents: 45_000, obligation_id: order });
    expect(await m.balance(own, 'equipment')).toMatchObject({ open: '0', spent: '105000' });
    await m.entry(own, { category: 'equipment', amount_cents: -25_000, obligation_id: order });
    expect(await m.balance(own, 'equipment')).toMatchObject({ open: '20000', spent: '80000' });
    await m.entry(own, { kind: 'obligation', category: 'equipment', amount_cents: -20_000 });
    expect(await m.balance(own, 'equipment')).toMatchObject({ obligated: '80000', open: '0', spent: '80000' });
  });

  test('pays with the money that it binds, on its own award', async () => {
    const order = await m.entry(award, { kind: 'obligation', amount_cents: 100 });
    expect(await m.refuseEntry(award, { obligation_id: order, share: 'match' })).toMatchObject({ hint: 'obligation_id' });
    expect(await m.refuseEntry(await m.award(), { obligation_id: order })).toMatchObject({ hint: 'obligation_id' });
    await m.entry(award, { amount_cents: 40, obligation_id: order });
    expect(await m.refuse('coordinator', 'remove_entry', { p_id: order })).toMatchObject({ hint: 'entry_paid' });
  });
});

describe('what a filed report counted', () => {
  test('stays as it is, whichever way it would be changed; a correction is an entry of its own', async () => {
    const own = await m.award();
    const id = await m.entry(own, { amount_cents: 5_000 });
    const set = await m.lastSet();
    const report = await m.report(own, ['2024-10-01', '2024-12-31'], '2025-01-20');
    for (const refused of [
      await m.refuse('coordinator', 'save_entry', { p_entry: { amount_cents: 6_000 }, p_id: id }),
      await m.refuse('coordinator', 'remove_entry', { p_id: id }),
      (await m.undo(set)).error,
    ])
      expect(refused).toMatchObject({ code: 'PT422', hint: 'entry_filed' });
    // What it was for may be said better.
    expect(await m.refuse('coordinator', 'save_entry', { p_entry: { description: 'Paper' }, p_id: id })).toBeNull();
    await m.entry(own, { amount_cents: -1_000, description: 'Credit for paper' });
    const sheet = await m.must('viewer', 'ffr_worksheet', { p_report: report });
    expect(sheet).toMatchObject({ is_frozen: true, lines: { '10e': 5_000 }, since: { '10b': -1_000, '10e': -1_000 } });
    expect(await m.lines(own, '2025-03-31')).toMatchObject({ '10e': 4_000 });
  });
});

describe('the ledger', () => {
  test('is listed the latest first, narrowed, searched and summed', async () => {
    const own = await m.award();
    await m.entry(own, { amount_cents: 100, entry_on: '2024-11-01', payee: 'Peña Printing' });
    await m.entry(own, { amount_cents: 250, entry_on: '2024-12-01', category: 'travel', share: 'match' });
    await m.entry(own, { kind: 'drawdown', amount_cents: 900, entry_on: '2024-10-15' });
    const list = (filters: object, more: object = {}) =>
      m.must<{ rows: { amount_cents: number }[] }>('viewer', 'list_entries', {
        p_query: { filters: { award: [own], ...filters }, ...more },
      });
    const amounts = async (...asked: Parameters<typeof list>) => (await list(...asked)).rows.map(({ amount_cents }) => amount_cents);
    expect(await amounts({})).toEqual([250, 100, 900]);
    expect(await amounts({ kind: ['drawdown'] })).toEqual([900]);
    expect(await amounts({ dated: { from: '2024-11-01', to: '2024-11-30' } })).toEqual([100]);
    expect(await amounts({}, { search: 'pena print' })).toEqual([100]);
    expect(await m.must('viewer', 'count_entries', { p_query: { filters: { award: [own] } } })).toEqual({
      count: 3,
      sums: [
        { kind: 'drawdown', share: 'federal', n: 1, cents: 900 },
        { kind: 'expenditure', share: 'federal', n: 1, cents: 100 },
        { kind: 'expenditure', share: 'match', n: 1, cents: 250 },
      ],
    });
  });
});
