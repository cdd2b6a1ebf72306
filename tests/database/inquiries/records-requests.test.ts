import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { sharedData } from '../../support/shared-data.ts';

const vectors = sharedData('date_vectors.json');

let office: TestOffice;
let inquiry = '';
beforeAll(async () => {
  office = await openOffice();
  const { data, error } = await office
    .as('staff')
    .from('inquiries')
    .insert({
      subject: 'Copies of the contract',
      channel: 'email',
      topic_id: (await office.exec<{ id: string }>('select id from topics limit 1'))[0]?.id ?? '',
    })
    .select('id')
    .single();
  if (error) throw error;
  inquiry = data.id;
});
afterAll(() => office.close());

type Request = Record<string, string | number | null> & { id: string; version: number };
const now = async () =>
  (await office.exec<{ r: Request }>('select to_jsonb(r) as r from records_requests r where inquiry_id = $1', [inquiry]))[0]?.r;
const save = async (request: object, role: 'staff' | 'viewer' = 'staff') => {
  const { error } = await office
    .as(role)
    .rpc('save_records_request', { p_inquiry: inquiry, p_request: request as never, p_version: (await now())?.version as never });
  return error?.hint ?? null;
};
const due = async (received: string, calendar: string) =>
  (await office.exec<{ on: string }>('select private.records_due($1::date, $2)::text as on', [received, calendar]))[0]?.on;

describe('the days by law', () => {
  test.each([
    ['2026-11-20', '2026-11-25', '2026-11-25'],
    ['2026-11-23', '2026-11-30', '2026-11-27'],
    ['2026-12-23', '2026-12-29', '2026-12-29'],
    ['2026-10-08', '2026-10-13', '2026-10-14'],
    ['2026-02-11', '2026-02-17', '2026-02-18'],
  ])('received by the custodian on %s: due %s by the city’s calendar, %s by the state’s', async (received, city, state) => {
    expect([await due(received, 'city'), await due(received, 'state')]).toEqual([city, state]);
  });
  test.skipIf(!existsSync(vectors))('as the worked examples beside the project say, where they are', async () => {
    const { sunshine_3bd, sunshine_withdrawal } = JSON.parse(readFileSync(vectors, 'utf8')) as {
      sunshine_3bd: { received: string; due_city_calendar: string; due_state_calendar: string }[];
      sunshine_withdrawal: { notice_sent: string; fee: number; withdrawn_after: string }[];
    };
    await office.exec('select private.generate_holidays(2026, 2029)');
    for (const one of sunshine_3bd) {
      expect([one.received, await due(one.received, 'city'), await due(one.received, 'state')]).toEqual([
        one.received,
        one.due_city_calendar,
        one.due_state_calendar,
      ]);
    }
    for (const one of sunshine_withdrawal) {
      expect(await office.exec('select private.records_lapse($1::date, $2)::text as on', [one.notice_sent, one.fee * 100])).toEqual([
        { on: one.withdrawn_after },
      ]);
    }
  });
  test('a fee lapses after 90 days, one over $1,000 after 150', async () => {
    const lapse = async (cents: number) =>
      (await office.exec<{ on: string }>(`select private.records_lapse('2026-03-02', $1)::text as on`, [cents]))[0]?.on;
    expect([await lapse(40_000), await lapse(100_000), await lapse(120_000)]).toEqual(['2026-05-31', '2026-05-31', '2026-07-30']);
  });
});

describe('a request for records', () => {
  test('has no day before the custodian has it, and then two where the calendars differ', async () => {
    expect(await save({ received_by_office_on: '2026-11-20' }, 'viewer')).not.toBeNull();
    expect(await save({})).toBe('received_by_office_on');
    expect(await save({ received_by_office_on: '2026-11-20' })).toBeNull();
    expect(await now()).toMatchObject({ due_on: null, safe_due_on: null });
    expect(await save({ received_by_custodian_on: '2026-11-23' })).toBe('custodian');
    expect(await save({ received_by_custodian_on: '2026-11-19', custodian: 'City Clerk' })).toBe('received_by_custodian_on');
    expect(await save({ received_by_custodian_on: '2026-11-23', custodian: 'City Clerk' })).toBeNull();
    expect(await now()).toMatchObject({ due_on: '2026-11-30', safe_due_on: '2026-11-27' });
  });
  test('is delayed with a reason and a day, charged with a fee, and lapses only when its days are over', async () => {
    expect(await save({ delay_sent_on: '2026-11-25' })).toBe('delay_reason');
    expect(await save({ delay_sent_on: '2026-11-25', delay_reason: 'Stored off site' })).toBe('delay_until_on');
    expect(await save({ delay_sent_on: '2026-11-25', delay_reason: 'Stored off site', delay_until_on: '2026-12-11' })).toBeNull();
    expect(await save({ fee_sent_on: '2026-03-02' })).toBe('fee_cents');
    expect(await save({ fee_sent_on: '2026-03-02', fee_cents: 120_000 })).toBeNull();
    expect(await now()).toMatchObject({ fee_lapses_on: '2026-07-30' });
    expect(await save({ ended_as: 'lapsed', ended_on: '2026-07-30' })).toBe('ended_as');
    expect(await save({ ended_as: 'denied', ended_on: '2026-11-24' })).toBe('ended_note');
    expect(await save({ ended_as: 'lapsed', ended_on: '2026-07-31' })).toBeNull();
    expect(await save({ ended_as: null })).toBeNull();
    expect(await now()).toMatchObject({ ended_on: null });
  });
  test('two people who save at once: the second is told', async () => {
    const version = (await now())?.version ?? 0;
    await save({ delay_place: 'Room 25' });
    const { error } = await office
      .as('staff')
      .rpc('save_records_request', { p_inquiry: inquiry, p_request: { delay_place: 'Room 26' }, p_version: version });
    expect(error?.hint).toBe('version');
  });
  test('is found by the inquiry’s words and number, and stands on its day in the calendar while it is open', async () => {
    const { data } = await office.as('viewer').rpc('search_office', { p_text: 'copies contract' });
    const found = (data as { noun: string; inquiry_id?: string; due_on?: string }[]).filter(({ noun }) => noun === 'records_requests');
    expect(found).toMatchObject([{ inquiry_id: inquiry }]);
    const on = String(found[0]?.due_on);
    const dated = async () =>
      (
        (
          await office
            .as('viewer')
            .rpc('calendar_between', { p_from: `${on}T12:00:00Z`, p_to: `${on}T13:00:00Z`, p_what: ['records_requests'] })
        ).data as { dated: object[] }
      ).dated;
    expect(await dated()).toEqual([{ what: 'records_requests', on, count: 1, title: 'Copies of the contract', id: inquiry }]);
    await save({ ended_as: 'completed', ended_on: '2026-11-24' });
    expect(await dated()).toEqual([]);
    await save({ ended_as: null });
  });
  test('is reminded of once a day: before it is due, and before something lapses', async () => {
    const remind = async (day: string) => (await office.service.rpc('remind_records_requests', { p_day: day })).data;
    await save({ fee_paid_on: '2026-03-05' });
    expect(await remind('2026-12-09')).toBe(0);
    expect(await remind('2026-12-10')).toBe(1);
    expect(await remind('2026-12-10')).toBe(0);
    expect(
      await office.exec(`select distinct facts ->> 'deed' as deed, facts ->> 'on' as on from notifications where record_id = $1`, [
        inquiry,
      ]),
    ).toEqual([{ deed: 'records_due', on: '2026-12-11' }]);
  });
});
