import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
let vendor: string;
const ids: Record<string, string> = {};
type Json = Record<string, unknown>;
type Outcome = {
  new: number;
  same: number;
  changed: number;
  removed: number;
  matched: number;
  unmatched: number;
  found: number;
  cost_cents: number;
  languages: string[];
  wrong: Json[];
};

const file = (...lines: string[]) =>
  ['Call Date,Call Time,Language,Interpreter ID,Confirmation Number,Minutes,Rate,Charge,Access Code', ...lines].join('\n');
const invoice = file(
  '03/03/2026,2:31 PM,Somali,4471,,12.5,0.695,8.69,OCE',
  '03/03/2026,3:10 PM,Spanish,1122,VX-0042,6,$0.70,$4.20,OCE',
  '03/04/2026,09:00,Arabic,9001,,20,0.70,14.00,OCE',
  '03/05/2026,10:00,Klingon,9002,,5,0.70,,OCE',
);

beforeAll(async () => {
  office = await openOffice();
  app = makeApp(office);
  vendor = String(
    (
      await office.exec<{ id: string }>(
        `insert into organizations (name, kind, is_interpreter_vendor) values ('Voices', 'agency', true) returning id`,
      )
    )[0]?.id,
  );
  const log = async (p_encounter: Json) =>
    String(
      (await office.as('staff').rpc('save_encounter', { p_encounter: { mode: 'phone', vendor_id: vendor, ...p_encounter } as never })).data,
    );
  ids.somali = await log({ language: 'so', occurred_local: '2026-03-03T14:45', interpreter_number: '4471' });
  // Another call in the same language, nearer by the clock, with another interpreter.
  ids.other = await log({ language: 'so', occurred_local: '2026-03-03T14:31', interpreter_number: '4472' });
  // Its number says which it was, though the time was noted an hour late.
  ids.spanish = await log({ language: 'es', occurred_local: '2026-03-03T16:10', confirmation_number: 'vx 0042', cost_cents: 900 });
  // 16 minutes apart: too far.
  ids.arabic = await log({ language: 'ar', occurred_local: '2026-03-04T09:16', interpreter_number: '9001' });
});
afterAll(() => office.close());

async function post(text: string, facts: Json, role: Role = 'coordinator') {
  const body = new FormData();
  body.set('file', new File([text], 'march.csv', { type: 'text/csv' }));
  body.set('facts', JSON.stringify({ vendor_id: vendor, invoice_number: 'INV-7', invoiced_on: '2026-04-01', ...facts }));
  const answer = await app.request('/language-encounters/invoices', {
    method: 'POST',
    body,
    headers: { Authorization: `Bearer ${office.tokenOf(role)}` },
  });
  return { status: answer.status, body: (await answer.json()) as { outcome: Outcome | null; mapping: Json; remembered: boolean } & Json };
}
const lines = () =>
  office.exec<Json>(
    `select line_number, encounter_id, language, cost_cents::integer, rate_cents::integer, minutes::text, unmatched_note, id from interpreter_invoice_lines order by line_number`,
  );

describe('an invoice', () => {
  test('is looked at without being kept, and says what would be matched and what not', async () => {
    const { body } = await post(invoice, { dry_run: true });
    expect(body.outcome).toMatchObject({ new: 4, same: 0, matched: 2, unmatched: 2, cost_cents: 3039, languages: ['Klingon'], wrong: [] });
    expect(await lines()).toEqual([]);
    expect(await office.exec('select 1 from interpreter_invoices')).toEqual([]);
  });
  test('comes in as one act: a line lies beside its encounter by number, else by time, language and interpreter', async () => {
    const { body } = await post(invoice, { dry_run: false, act: crypto.randomUUID() });
    expect(body.outcome).toMatchObject({ new: 4, matched: 2, unmatched: 2 });
    expect(
      (await lines()).map(({ encounter_id, language, cost_cents, rate_cents, minutes }) => [
        encounter_id,
        language,
        cost_cents,
        rate_cents,
        minutes,
      ]),
    ).toEqual([
      [ids.somali, 'so', 869, 70, '12.50'],
      [ids.spanish, 'es', 420, 70, '6.00'],
      [null, 'ar', 1400, 70, '20.00'],
      [null, null, 350, 70, '5.00'],
    ]);
    // What was billed is what it cost.
    const { data } = await office.as('viewer').rpc('encounter_facts', { p_id: ids.spanish ?? '' });
    expect(data).toMatchObject({ encounter: { cost_cents: 900 }, line: { cost_cents: 420, invoice_number: 'INV-7' } });
  });
  test('a second time changes nothing, remembers its columns, and finds what was logged since', async () => {
    const before = (await office.exec<{ n: string }>('select count(*)::text as n from changes'))[0]?.n;
    const { body } = await post(invoice, { dry_run: false, act: crypto.randomUUID() });
    expect(body).toMatchObject({ remembered: true, outcome: { new: 0, same: 4, changed: 0, removed: 0, found: 0, matched: 2 } });
    expect((await office.exec<{ n: string }>('select count(*)::text as n from changes'))[0]?.n).toBe(before);
    await office.as('staff').rpc('save_encounter', {
      p_encounter: { interpreter_number: '9001', language: 'ar', mode: 'phone', occurred_local: '2026-03-04T09:14' } as never,
    });
    expect((await post(invoice, { dry_run: false, act: crypto.randomUUID() })).body.outcome).toMatchObject({
      same: 4,
      found: 1,
      matched: 3,
      unmatched: 1,
    });
  });
  test('what cannot be read is told by its line, and columns are asked for before anything else', async () => {
    const odd = file(
      'sometime,2:31 PM,Somali,1,,12,,8.00,',
      '03/03/2026,noonish,Somali,1,,12,,8.00,',
      '03/03/2026,14:00,Somali,1,,long,,8.00,',
      '03/03/2026,14:00,Somali,1,,12,,free,',
    );
    const { body } = await post(`${odd}\n03/03/2026,14:00,Somali,1,,1,,1.00,`, { dry_run: true, invoice_number: 'INV-8' });
    expect(body.outcome?.wrong).toEqual([
      { line: 2, why: 'day', value: 'sometime' },
      { line: 3, why: 'time', value: 'noonish' },
      { line: 4, why: 'minutes', value: 'long' },
      { line: 5, why: 'amount', value: 'free' },
    ]);
    expect((await post('a,b\n1,2', { dry_run: true })).body.outcome).toBeNull();
  });
  test('staff take none in', async () => {
    expect((await post(invoice, { dry_run: true }, 'staff')).status).toBe(403);
  });
});

describe('a line that is left', () => {
  test('is matched by hand, once; or dismissed with a reason, and taken up again', async () => {
    const left = (await lines())[3] as { id: string };
    const coordinator = office.as('coordinator');
    const choices = (await coordinator.rpc('invoice_line_choices', { p_line: left.id })).data as { id: string }[];
    expect(choices.map(({ id }) => id)).toEqual([ids.arabic, ids.other]);
    expect((await coordinator.rpc('match_invoice_line', { p_line: left.id, p_encounter: ids.somali })).error).toMatchObject({
      hint: 'line_twice',
    });
    expect((await coordinator.rpc('dismiss_invoice_line', { p_line: left.id, p_note: 'Not our call: credit asked for' })).error).toBeNull();
    const list = async (state: string) =>
      (
        (await office.as('viewer').rpc('list_invoice_lines', { p_query: { filters: { state } } })).data as {
          rows: { line_number: number }[];
        }
      ).rows.map((one) => one.line_number);
    expect([await list('unmatched'), await list('dismissed'), await list('matched')]).toEqual([[], [4], [3, 2, 1]]);
    // Whoever dismissed it is not overruled by the file.
    await post(invoice, { dry_run: false, act: crypto.randomUUID() });
    expect(await list('dismissed')).toEqual([4]);
    expect((await coordinator.rpc('match_invoice_line', { p_line: left.id, p_encounter: ids.other })).error).toBeNull();
    expect(((await lines())[3] as Json).unmatched_note).toBeNull();
    expect((await coordinator.rpc('dismiss_invoice_line', { p_line: left.id, p_note: 'No' })).error).toMatchObject({
      hint: 'line_matched',
    });
    const sums = (await office.as('viewer').rpc('interpreter_invoice_sums')).data;
    expect(sums).toMatchObject([{ invoice_number: 'INV-7', lines: 4, unmatched: 0, dismissed: 0, cost_cents: 3039 }]);
  });
});
