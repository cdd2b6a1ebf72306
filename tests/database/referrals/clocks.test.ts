import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { referralsOf } from './referral-support.ts';

let office: TestOffice;
let r: ReturnType<typeof referralsOf>;
beforeAll(async () => {
  office = await openOffice();
  r = referralsOf(office);
});
afterAll(() => office.close());

/** A referral told on a Friday at 16:30 of March 2026, with two hours to accept, one day for the outcome; nine to five, Monday to Friday. */
async function toldOnFriday(differs: Record<string, unknown> = {}): Promise<{ id: string; organization: string }> {
  const organization = await r.organization(differs);
  await office.exec(
    `insert into business_hours (organization_id, weekday, opens_at, closes_at) select $1, d, '09:00', '17:00' from generate_series(1, 5) d`,
    [organization],
  );
  await office.exec(
    `insert into service_standards (organization_id, topic_id, accept_minutes, outcome_minutes)
     values ($1, null, 480, 4800), ($1, (select id from topics order by sort_order, id limit 1), 120, 480)`,
    [organization],
  );
  const id = await r.sent({ organization_id: organization });
  await office.exec(
    `update referrals set sent_at = $2, accept_due_at = private.add_business_minutes($2, accept_minutes, organization_id),
       outcome_due_at = private.add_business_minutes($2, outcome_minutes, organization_id) where id = $1`,
    [id, '2026-03-06T16:30:00-06:00'],
  );
  return { id, organization };
}
const remind = async (now: string) => {
  const { data, error } = await office.service.rpc('remind_referrals', { p_now: now });
  if (error) throw error;
  return data;
};
const letters = async (id: string) =>
  (await office.exec<{ kind: string }>('select kind from deliveries where referral_id = $1 order by created_at, kind', [id])).map(
    ({ kind }) => kind,
  );
const told = (id: string) =>
  office.exec(
    `select s.email, n.facts ->> 'deed' as deed from notifications n join staff s on s.id = n.staff_id where n.record_id = $1 and n.kind = 'reminded' order by n.created_at, s.email`,
    [id],
  );

describe('the clock', () => {
  test('runs in the hours of the receiver, by the standard of the topic before that for all, over a weekend and a clock change', async () => {
    const { id } = await toldOnFriday();
    expect(await r.row(id)).toMatchObject({ accept_minutes: 120, outcome_minutes: 480 });
    const { accept, outcome } = await r.one<{ accept: string; outcome: string }>(
      `select to_char(accept_due_at at time zone 'America/Chicago', 'Dy HH24:MI') as accept, to_char(outcome_due_at at time zone 'America/Chicago', 'Dy HH24:MI') as outcome from referrals where id = $1`,
      [id],
    );
    expect([accept, outcome]).toEqual(['Mon 10:30', 'Mon 16:30']);
  });
  test('without a standard it is what the office has set', async () => {
    await office.exec('update settings set referral_accept_minutes = 60, referral_outcome_minutes = 600');
    expect(await r.row(await r.sent())).toMatchObject({ accept_minutes: 60, outcome_minutes: 600 });
  });
  test('what the office’s times would mean is said before they are saved: over a weekend, and never where nobody works so long', async () => {
    // A Friday, half past four; the office works eight to five.
    const due = (accept: number, outcome: number) =>
      r.must('referral_due', { p_accept_minutes: accept, p_outcome_minutes: outcome, p_from: '2026-03-06T16:30:00-06:00' }, 'viewer');
    const days = await r.one(
      `select min(opens_at)::text as opens, max(closes_at)::text as closes from business_hours where organization_id is null`,
    );
    expect(days).toEqual({ opens: '08:00:00', closes: '17:00:00' });
    expect(await due(120, 600_000)).toEqual({ accept: '2026-03-09T14:30:00+00:00', outcome: null });
    const refused = await r.call('viewer', 'referral_due', { p_accept_minutes: 5, p_outcome_minutes: 60 });
    expect(refused.error?.hint).toBe('referral_minutes');
  });
  test('stands still while the office is asked, and goes on with what was left', async () => {
    const { id } = await toldOnFriday();
    await r.receive(await r.link(id), 'ask', { note: 'Which months?' });
    await office.exec(
      `update referrals set asked_at = '2026-03-09T09:30:00-05:00', accept_due_at = '2038-03-01T10:30:00-06:00' where id = $1`,
      [id],
    );
    const before = await r.row(id);
    expect(await r.one('select clock from private.referral_clocks where referral_id = $1', [id])).toEqual({ clock: 'answer' });
    await r.must('answer_referral', { p_id: id, p_body: 'May and June.' });
    const after = await r.row(id);
    expect(after).toMatchObject({ status: 'sent', asked_at: null });
    expect(new Date(after.accept_due_at).getTime()).toBeGreaterThan(new Date(before.accept_due_at).getTime());
    expect(await r.one('select clock from private.referral_clocks where referral_id = $1', [id])).toEqual({ clock: 'accept' });
    expect(await letters(id)).toContain('referral.answered');
  });
});

describe('reminders', () => {
  test('the receiver at three quarters; then the receiver and the named person; then those who lead; each once', async () => {
    const named = await r.one<{ id: string; email: string }>(`select id, email from staff where role = 'coordinator' order by id limit 1`);
    const { id } = await toldOnFriday({ escalation_staff_id: named.id });
    const { version } = await r.row(id);
    await remind('2026-03-09T09:30:00-05:00');
    expect(await letters(id)).toEqual(['referral.sent']);
    await remind('2026-03-09T10:01:00-05:00');
    await remind('2026-03-09T10:02:00-05:00');
    expect(await letters(id)).toEqual(['referral.sent', 'referral.reminder']);
    expect(await told(id)).toEqual([]);
    await remind('2026-03-09T10:30:00-05:00');
    await remind('2026-03-09T10:31:00-05:00');
    expect(await letters(id)).toEqual(['referral.sent', 'referral.reminder', 'referral.overdue']);
    expect(await told(id)).toEqual([{ email: named.email, deed: 'referral_accept' }]);
    await remind('2026-03-09T12:30:00-05:00');
    await remind('2026-03-10T12:30:00-05:00');
    const leads = await office.exec<{ email: string }>(`select email from staff where role = 'manager' and is_active order by email`);
    expect(await told(id)).toEqual([
      { email: named.email, deed: 'referral_accept' },
      ...leads.map(({ email }) => ({ email, deed: 'referral_accept' })),
    ]);
    // Whoever has it open may still save.
    expect((await r.row(id)).version).toBe(version);
  });
  test('whoever says "I know" keeps those who lead out of it; accepting settles what was brought to people', async () => {
    const { id } = await toldOnFriday();
    await remind('2026-03-09T10:40:00-05:00');
    const sender = await r.one<{ email: string }>('select s.email from referrals r join staff s on s.id = r.created_by where r.id = $1', [
      id,
    ]);
    expect(await told(id)).toEqual([{ email: sender.email, deed: 'referral_accept' }]);
    await r.must('acknowledge_referral', { p_id: id });
    await remind('2026-03-09T15:00:00-05:00');
    expect(await told(id)).toHaveLength(1);
    await r.receive(await r.link(id), 'accept');
    expect(await office.exec(`select 1 from notifications where record_id = $1 and kind = 'reminded' and read_at is null`, [id])).toEqual(
      [],
    );
    expect(await r.one('select clock from private.referral_clocks where referral_id = $1', [id])).toEqual({ clock: 'outcome' });
  });
});

describe('the scorecard', () => {
  test('counts what was accepted, how soon in the receiver’s hours and with which outcome; small languages are told together', async () => {
    const { id, organization } = await toldOnFriday();
    await office.exec(`update referrals set status = 'accepted', accepted_at = '2026-03-09T09:15:00-05:00' where id = $1`, [id]);
    await r.must('record_referral', { p_id: id, p_act: 'outcome', p_facts: { outcome: 'served' } });
    for (let n = 0; n < 5; n += 1) await r.sent({ organization_id: organization, language: 'es' });
    await r.sent({ organization_id: organization, language: 'vi' });
    const card = await r.must<{ total: Record<string, unknown>; languages: Record<string, unknown>[]; topics: unknown[] }>(
      'referral_scorecard',
      { p_organization: organization },
      'viewer',
    );
    expect(card.total).toMatchObject({
      sent: 7,
      accepted: 1,
      waiting: 6,
      closed: 1,
      median_minutes: 45,
      in_time: 1,
      timed: 1,
      outcomes: { served: 1 },
    });
    expect(card.languages.map(({ id: code, sent, groups }) => [code, sent, groups])).toEqual([
      ['es', 5, undefined],
      [null, undefined, 2],
    ]);
    expect(card.topics).toHaveLength(1);
  });
});
