import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LedgerAnswer } from '../../../src/domain/awards/ledger-file.ts';
import { moneyOf } from '../../database/awards/money-support.ts';
import type { Role } from '../../support/databases.ts';
import { type ServedOffice, startOffice } from '../../support/office.ts';

let served: ServedOffice;
let m: ReturnType<typeof moneyOf>;
beforeAll(async () => {
  served = await startOffice();
  m = moneyOf(served.office);
});
afterAll(() => served.stop());

const send = async (text: string, facts: Record<string, unknown>, role: Role | null = 'coordinator') => {
  const form = new FormData();
  form.set('file', new File([text], 'ledger.csv', { type: 'text/csv' }));
  form.set('facts', JSON.stringify(facts));
  const response = await fetch(`${served.url}/awards/ledger`, {
    method: 'POST',
    headers: role ? { authorization: `Bearer ${served.office.tokenOf(role)}` } : {},
    body: form,
  });
  return { status: response.status, answer: (await response.json()) as LedgerAnswer & { message?: string; reason?: string } };
};
const outcome = async (text: string, facts: Record<string, unknown>) => {
  const { status, answer } = await send(text, facts);
  if (status !== 200) throw new Error(`${status}: ${answer.message}`);
  return answer.outcome;
};
const counts = async (text: string, facts: Record<string, unknown>) => {
  const found = await outcome(text, facts);
  return found && { new: found.new, same: found.same, different: found.different.count, wrong: found.wrong.count, others: found.others };
};
const ledger = (award: string) =>
  served.office.exec<Record<string, unknown>>(
    `select reference, kind, category, amount_cents::integer as cents from award_entries where award_id = $1 order by reference collate "C"`,
    [award],
  );
const head = 'Date,Voucher,Type,Category,Amount,Vendor\n';
const two = `${head}11/01/2024,V-1,Actual,Travel,100.10,Airline\n11/02/2024,V-2,Actual,Supplies,20.05,Paper Co\n`;

describe('a file of the ledger', () => {
  test('is looked at first, taken in once, and taken back as one act', async () => {
    const award = await m.award();
    expect(await counts(two, { award })).toEqual({ new: 2, same: 0, different: 0, wrong: 0, others: 0 });
    expect(await ledger(award)).toEqual([]);
    const act = '0197a000-0000-7000-8000-000000000001';
    const taken = await outcome(two, { award, dry_run: false, act });
    expect(taken).toMatchObject({ new: 2, awards: [{ id: award, spent_cents: 12_015 }] });
    expect(await ledger(award)).toEqual([
      { reference: 'V-1', kind: 'expenditure', category: 'travel', cents: 10_010 },
      { reference: 'V-2', kind: 'expenditure', category: 'supplies', cents: 2_005 },
    ]);
    expect(await counts(two, { award, dry_run: false })).toEqual({ new: 0, same: 2, different: 0, wrong: 0, others: 0 });
    expect(await m.undo(act)).toMatchObject({ error: null });
    expect(await ledger(award)).toEqual([]);
  });

  test('that has grown brings only what is new', async () => {
    const award = await m.award();
    await outcome(two, { award, dry_run: false });
    expect(await counts(`${two}12/01/2024,V-3,Actual,Travel,5,Bus\n`, { award, dry_run: false })).toMatchObject({ new: 1, same: 2 });
    expect(await ledger(award)).toHaveLength(3);
  });

  test('may book one voucher on several lines, in any order, and a line that is there twice counts once', async () => {
    const award = await m.award();
    const lines = ['11/01/2024,V-1,Actual,Travel,100,A', '11/01/2024,V-1,Actual,Supplies,50,A', '11/01/2024,V-1,Actual,Travel,100,A'];
    expect(await counts(head + lines.join('\n'), { award, dry_run: false })).toMatchObject({ new: 2, same: 1 });
    expect(await counts(head + lines.toReversed().join('\n'), { award, dry_run: false })).toMatchObject({ new: 0, same: 3 });
    expect((await ledger(award)).map(({ reference }) => reference)).toEqual(['V-1', 'V-1/2']);
  });

  test('without references knows its lines by what they say; two alike are two', async () => {
    const award = await m.award();
    const text = 'Date,Category,Amount,Memo\n11/01/2024,Travel,2.50,Bus\n11/01/2024,Travel,2.50,Bus\n';
    expect(await counts(text, { award, dry_run: false })).toMatchObject({ new: 2 });
    expect(await counts(text, { award, dry_run: false })).toMatchObject({ new: 0, same: 2 });
    expect(await counts(`${text}11/01/2024,Travel,2.50,Bus\n`, { award, dry_run: false })).toMatchObject({ new: 1, same: 2 });
  });

  test('does not write over what is here: other figures under a known reference are told', async () => {
    const award = await m.award();
    await outcome(two, { award, dry_run: false });
    const changed = two.replace('100.10', '100.11');
    const found = await outcome(changed, { award, dry_run: false });
    expect(found).toMatchObject({
      new: 0,
      same: 1,
      different: { count: 1, rows: [{ line: 2, reference: 'V-1', amount_cents: 10_011, here: [{ amount_cents: 10_010 }] }] },
    });
    expect((await ledger(award))[0]).toMatchObject({ cents: 10_010 });
  });

  test('with a wrong line is not taken in, unless the wrong lines are left out', async () => {
    const award = await m.award();
    const text = `${two}never,V-3,Actual,Travel,5,Bus\n11/05/2024,V-4,Actual,Travel,abc,Bus\n`;
    expect((await outcome(text, { award }))?.wrong).toEqual({
      count: 2,
      rows: [
        { line: 4, why: 'day', value: 'never' },
        { line: 5, why: 'amount', value: 'abc' },
      ],
    });
    expect((await send(text, { award, dry_run: false })).status).toBe(422);
    expect(await ledger(award)).toEqual([]);
    expect(await counts(text, { award, dry_run: false, leaves_out_wrong: true })).toMatchObject({ new: 2, wrong: 2 });
  });
});

describe('whose line it is', () => {
  test('is said by the award number in any form, the project code, or a project code within the account', async () => {
    const one = await m.award({ award_number: '15PBJA-23-GG-04317-BSCI', project_code: 'G10DOJPSP23' });
    const byNumber =
      'Date,Award Number,Category,Amount\n11/01/2024,15pbja23gg04317bsci,Travel,1\n11/01/2024,15PBJA-23-GG-04317-BSCI,Travel,2\n';
    const byProject = 'Date,Project,Category,Amount\n11/01/2024,g10dojpsp23,Travel,3\n';
    const byAccount =
      'Date,Account String,Category,Amount\n11/01/2024,24-2410-105005-B-G10DOJPSP23,Travel,4\n11/01/2024,24-1000-105005-B-OTHER,Travel,5\n';
    expect((await outcome(byNumber, {}))?.awards).toMatchObject([{ id: one, spent_cents: 300 }]);
    expect((await outcome(byProject, {}))?.awards).toMatchObject([{ id: one, spent_cents: 300 }]);
    expect(await counts(byAccount, {})).toMatchObject({ new: 1, wrong: 1, others: 0 });
    expect(await counts(byAccount, { skips_others: true })).toMatchObject({ new: 1, wrong: 0, others: 1 });
  });

  test('is asked for where two awards have the project', async () => {
    await m.award({ project_code: 'TWICE' });
    await m.award({ project_code: 'twice' });
    expect((await outcome('Date,Project,Category,Amount\n11/01/2024,TWICE,Travel,3\n', {}))?.wrong.rows).toEqual([
      { line: 2, why: 'award_many', value: 'TWICE' },
    ]);
  });
});

test('a payment pays off the order that it names, here or in the same file', async () => {
  const award = await m.award();
  const text =
    'Date,Voucher,Type,Category,Amount,PO\n11/01/2024,V-1,Actual,Equipment,40,PO-9\n10/01/2024,PO-9,Encumbrance,Equipment,100,\n';
  expect(await counts(text, { award, dry_run: false })).toMatchObject({ new: 2, wrong: 0 });
  expect(await m.balance(award, 'equipment')).toMatchObject({ obligated: '10000', open: '6000', spent: '4000' });
  const more = 'Date,Voucher,Type,Category,Amount,PO\n11/09/2024,V-2,Actual,Equipment,10,PO-9\n11/09/2024,V-3,Actual,Equipment,10,PO-8\n';
  expect((await outcome(more, { award }))?.wrong.rows).toEqual([{ line: 3, why: 'obligation', value: 'PO-8' }]);
});

test('what words mean is said once: the next file like it is read the same way', async () => {
  const award = await m.award();
  const text = 'Posted,Obj,Sum\n11/01/2024,501,7\n';
  const first = await send(text, { award });
  expect(first.answer).toMatchObject({ remembered: false, outcome: null, samples: [{ Posted: '11/01/2024', Obj: '501', Sum: '7' }] });
  const mapping = { columns: { date: 'Posted', category: 'Obj', amount: 'Sum' }, words: {}, defaults: {}, flips_receipts: false };
  expect((await send(text, { award, mapping })).answer).toMatchObject({ unknown: [{ field: 'category', value: '501', count: 1 }] });
  await outcome(text, { award, mapping: { ...mapping, words: { category: { 501: 'travel' } } }, dry_run: false });
  expect((await send(text, { award })).answer).toMatchObject({ remembered: true, unknown: [], outcome: { same: 1 } });
});

test('coordinators take it in; others are told who does, and a stranger is asked to sign in', async () => {
  const award = await m.award();
  expect((await send(two, { award }, null)).status).toBe(401);
  for (const role of ['viewer', 'staff'] as const) expect([role, (await send(two, { award }, role)).status]).toEqual([role, 403]);
  expect(await m.refuse('staff', 'import_ledger', { p_rows: [], p_facts: {} })).toMatchObject({ code: '42501' });
});

test('twenty thousand lines are looked at, taken in and known again', { timeout: 300_000 }, async () => {
  const award = await m.award({ federal_cents: 100_000_000_000 });
  const categories = ['Personnel', 'Fringe', 'Travel', 'Supplies', 'Other'];
  const lines = Array.from(
    { length: 20_000 },
    (_, n) => `${(n % 12) + 1}/${(n % 28) + 1}/2025,V-${n},Actual,${categories[n % 5]},${n + 1}.25,Vendor ${n % 90}`,
  );
  const text = head + lines.join('\n');
  const began = performance.now();
  expect(await counts(text, { award })).toMatchObject({ new: 20_000, wrong: 0 });
  const looked = performance.now();
  expect(await counts(text, { award, dry_run: false })).toMatchObject({ new: 20_000 });
  const took = performance.now();
  console.info(`ledger of 20,000 lines: dry run ${Math.round(looked - began)} ms, taken in ${Math.round(took - looked)} ms`);
  expect(await counts(text, { award })).toMatchObject({ new: 0, same: 20_000 });
  const spent = await m.one<{ cents: string }>('select sum(amount_cents)::text as cents from award_entries where award_id = $1', [award]);
  expect(spent.cents).toBe(String(lines.reduce((sum, _, n) => sum + BigInt(n + 1) * 100n + 25n, 0n)));
});
