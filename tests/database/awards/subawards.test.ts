import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { determined, factors, subawardsOf, whole } from './subawards-support.ts';

let office: TestOffice;
let sub: ReturnType<typeof subawardsOf>;
beforeAll(async () => {
  office = await openOffice();
  sub = subawardsOf(office);
});
afterAll(() => office.close());

const assess = (p_subaward: string, risk: object) =>
  office.as('coordinator').rpc('assess_risk', { p_subaward, p_risk: { reason: 'Known to the office.', ...risk } as Json });
const look = (p_subaward: string, check: object) => office.as('coordinator').rpc('check_exclusion', { p_subaward, p_check: check as Json });
const activate = (p_id: string) => office.as('coordinator').rpc('activate_subaward', { p_id });
const status = async (one: string) =>
  (await office.exec<{ status: string }>('select status from subawards where id = $1', [one]))[0]?.status;

describe('a subaward is saved', () => {
  test('with its first amount, as one act that one undo takes back', async () => {
    const one = await sub.make({ ...whole, first_action: { action_on: '2026-10-01', amount_cents: 60_000_00 } });
    const [row] = await office.exec<{ total: string; budget: string }>(
      `select private.subaward_total(id)::text as total, budget_ends_on::text as budget from subawards where id = $1`,
      [one],
    );
    expect(row).toEqual({ total: '6000000', budget: '2027-09-30' });
    const [set] = await office.exec<{ id: string }>('select id from change_sets order by place desc limit 1');
    const undone = await office.as('coordinator').rpc('undo_change_set', { p_change_set: String(set?.id) });
    expect(undone.error).toBeNull();
    expect(await office.exec('select id from subawards where id = $1', [one])).toEqual([]);
  });
  test.each([
    ['recipient_uei', { recipient_uei: 'ABCDEFGHI234' }],
    ['recipient_uei', { recipient_uei: '0BCDEFGH1234' }],
    ['ends_on', { starts_on: '2027-01-02', ends_on: '2027-01-01' }],
    ['starts_on', { starts_on: '2027-02-30' }],
    ['contact_email', { contact_email: 'nobody' }],
    ['title', { title: ' ' }],
    ['determination_answers', { ...determined('subaward'), determination_answers: { eligibility: { answer: 'yes' } } }],
    ['determination_answers', { determination_answers: { weather: { answer: 'yes' } } }],
    ['determination_reason', { ...determined('subaward'), determination_reason: ' ' }],
  ])('but not with a wrong %s', async (field, wrong) => {
    const one = await sub.make();
    const { error } = await sub.save(wrong, one);
    expect(error?.hint).toBe(field);
  });
  test('a UEI is kept as SAM.gov writes it, and the determination with who and when', async () => {
    const one = await sub.make({ recipient_uei: ' abcdefgh1234 ', ...determined('subaward') });
    const [row] = await office.exec(
      'select recipient_uei, determined_on = private.local_date(now()) as today, determined_by is not null as somebody from subawards where id = $1',
      [one],
    );
    expect(row).toEqual({ recipient_uei: 'ABCDEFGH1234', today: true, somebody: true });
  });
  test('what is taken back is never more than what was obligated until that day', async () => {
    const one = await sub.make();
    await sub.answered(sub.act(one, '2026-11-01', 1000));
    expect((await sub.act(one, '2026-10-15', -1)).error?.hint).toBe('amount_cents');
    expect((await sub.act(one, '2026-12-01', -1001)).error?.hint).toBe('amount_cents');
    expect((await sub.act(one, '2026-12-01', -1000)).error).toBeNull();
  });
  test('all subawards of an award together come to no more than its federal amount', async () => {
    const award_id = await sub.addAward();
    const organization_id = await sub.organization();
    const [a, b] = [await sub.make({ award_id, organization_id }), await sub.make({ award_id, organization_id })];
    await sub.answered(sub.act(a, '2026-10-01', 49_999_999));
    expect((await sub.act(b, '2026-10-01', 2)).error?.message).toContain('$500,000.01');
    expect((await sub.act(b, '2026-10-01', 1)).error).toBeNull();
  });
  test('a viewer reads, and writes nothing', async () => {
    const one = await sub.make();
    expect((await office.as('viewer').rpc('subaward_facts', { p_id: one })).error).toBeNull();
    expect((await sub.save({ title: 'B' }, one, 'staff')).error?.code).toBe('42501');
  });
  test('somebody else’s save is not overwritten', async () => {
    const one = await sub.make();
    await sub.answered(sub.save({ title: 'B' }, one));
    const { error } = await office.as('coordinator').rpc('save_subaward', { p_subaward: { title: 'C' }, p_id: one, p_version: 1 });
    expect(error?.hint).toBe('version');
  });
});

describe('a draft becomes active', () => {
  test('and all that is missing is named at once', async () => {
    const { error } = await activate(await sub.make());
    expect(error?.hint).toBe('subaward_incomplete');
    for (const word of ['subaward or a contract', 'UEI', 'SAM.gov', 'risk assessment', 'amount', 'first and last day', 'indirect rate'])
      expect(error?.message).toContain(word);
  });
  test('when all is there, and not without the risk assessment', async () => {
    const one = await sub.make({ ...whole, ...determined('subaward'), first_action: { action_on: '2026-10-01', amount_cents: 5_000_000 } });
    await sub.answered(look(one, { result: 'clear' }));
    expect((await activate(one)).error?.message).toBe('It cannot be active yet. Missing: a risk assessment.');
    await sub.answered(assess(one, { factors: factors(1) }));
    expect((await activate(one)).error).toBeNull();
    expect(await status(one)).toBe('active');
  });
  test('a contract needs neither UEI nor risk assessment, but the look at SAM.gov', async () => {
    const one = await sub.make({
      ...determined('contract'),
      starts_on: '2026-10-01',
      ends_on: '2027-09-30',
      first_action: { action_on: '2026-10-01', amount_cents: 100 },
    });
    expect((await activate(one)).error?.message).toBe('It cannot be active yet. Missing: a look at SAM.gov for exclusions.');
    await sub.answered(look(one, { result: 'clear' }));
    expect((await activate(one)).error).toBeNull();
  });
  test('not where SAM.gov says excluded, whatever it said before', async () => {
    const one = await sub.make({ ...whole, ...determined('subaward'), first_action: { action_on: '2026-10-01', amount_cents: 100 } });
    await sub.answered(assess(one, { factors: factors(1) }));
    await sub.answered(look(one, { result: 'clear', checked_on: '2026-01-05' }));
    await sub.answered(look(one, { result: 'excluded' }));
    expect((await activate(one)).error?.message).toContain('excluded');
  });
  test('a look at SAM.gov holds thirty days before, twelve months after', async () => {
    const one = await sub.make();
    await sub.answered(look(one, { result: 'clear', checked_on: '2026-03-02' }));
    expect(await sub.codes(one, '2026-04-01')).not.toContain('sam_old');
    expect(await sub.gaps(one, '2026-04-02')).toContainEqual({ code: 'sam_old', needed: true, since: '2026-03-02' });
    await office.exec(`update subawards set status = 'active' where id = $1`, [one]);
    expect(await sub.codes(one, '2027-03-02')).not.toContain('sam_old');
    expect(await sub.codes(one, '2027-03-03')).toContain('sam_old');
  });
  test('OJP’s authorization is asked for where the component is its own, but not for JAG', async () => {
    const award_id = await sub.addAward();
    const one = await sub.make({ award_id });
    const bja = await sub.id(`select id from grant_components where entity = 'OJP' order by code limit 1`);
    const jag = await sub.id(`select id from assistance_listings where number = '16.738'`);
    await office.exec('update awards set component_id = $2 where id = $1', [award_id, bja]);
    expect(await sub.codes(one, '2026-10-20')).toContain('authorization');
    await office.exec('update awards set listing_id = $2 where id = $1', [award_id, jag]);
    expect(await sub.codes(one, '2026-10-20')).not.toContain('authorization');
  });
});

describe('risk, and how closely it is watched', () => {
  test.each([
    ['low', [1, 1, 2, 2, 1]],
    ['medium', [1, 2, 2, 2, 1]],
    ['medium', [1, 1, 1, 1, 3]],
    ['high', [2, 2, 2, 2, 3]],
    ['high', [1, 1, 1, 3, 3]],
  ])('five factors come to %s: %s', async (level, levels) => {
    const one = await sub.make();
    await sub.answered(assess(one, { factors: factors(...levels) }));
    const [row] = await office.exec<{ level: string }>('select level from subaward_risks where subaward_id = $1', [one]);
    expect(row?.level).toBe(level);
  });
  test('all factors are weighed, with a reason', async () => {
    const one = await sub.make();
    expect((await assess(one, { factors: { experience: { level: 1 } } })).error?.hint).toBe('factors');
    expect((await assess(one, { factors: factors(1), reason: ' ' })).error?.hint).toBe('reason');
  });
  const proposal = (level: string, from: string, to: string, audit = false) =>
    office.exec<{ kind: string; day: string }>('select kind, planned_on::text as day from private.monitoring_proposal($1, $2, $3, $4)', [
      level,
      from,
      to,
      audit,
    ]);
  test('a higher risk is looked at more often', async () => {
    const counts = [];
    for (const level of ['low', 'medium', 'high']) counts.push((await proposal(level, '2026-10-01', '2027-09-30')).length);
    expect(counts[0]).toBeLessThan(counts[1] ?? 0);
    expect(counts[1]).toBeLessThan(counts[2] ?? 0);
  });
  test('high risk: a desk review each quarter and a visit each half-year, within the period', async () => {
    expect((await proposal('high', '2026-10-01', '2027-09-30')).map(({ kind, day }) => `${day} ${kind}`)).toEqual([
      '2027-01-01 desk_review',
      '2027-04-01 desk_review',
      '2027-04-01 site_visit',
      '2027-07-01 desk_review',
    ]);
  });
  test('a short one is looked at once, on its last day', async () => {
    expect(await proposal('low', '2026-10-01', '2026-11-15')).toEqual([{ kind: 'desk_review', day: '2026-11-15' }]);
  });
  test('planning again replaces what is still to come and keeps what was held', async () => {
    const one = await sub.make(whole);
    const held = await sub.answered(
      office.as('coordinator').rpc('save_visit', { p_subaward: one, p_visit: { kind: 'call', held_on: '2026-01-05' } }),
    );
    const plan = (days: string[]) =>
      office.as('coordinator').rpc('plan_monitoring', {
        p_subaward: one,
        p_plan: 'Each half-year.',
        p_visits: days.map((planned_on) => ({ kind: 'desk_review', planned_on })),
      });
    await sub.answered(plan(['2099-01-01', '2099-07-01']));
    await sub.answered(plan(['2099-07-01', '2099-12-31']));
    const rows = await office.exec<{ id: string; day: string }>(
      'select id, coalesce(held_on, planned_on)::text as day from subaward_visits where subaward_id = $1 order by 2',
      [one],
    );
    expect(rows.map(({ day }) => day)).toEqual(['2026-01-05', '2099-07-01', '2099-12-31']);
    expect(rows[0]?.id).toBe(held);
  });
});

describe('findings', () => {
  test('the management decision is due six months after the audit was accepted, and a decision settles it', async () => {
    const one = await sub.make();
    const visit = await sub.answered(
      office
        .as('coordinator')
        .rpc('save_visit', { p_subaward: one, p_visit: { kind: 'single_audit', held_on: '2026-01-20', audit_accepted_on: '2025-08-31' } }),
    );
    const finding = await sub.answered(
      office.as('coordinator').rpc('save_finding', {
        p_subaward: one,
        p_finding: { visit_id: visit, text: 'Two time sheets missing', questioned_cents: 12_345 },
      }),
    );
    expect(await sub.codes(one, '2025-12-29')).not.toContain('decision_due');
    expect(await sub.gaps(one, '2026-02-28')).toContainEqual({ code: 'decision_due', needed: false, since: '2026-02-28', count: 1 });
    expect(await sub.codes(one, '2026-03-01')).toContain('decision_overdue');
    const decide = (p_note: string) =>
      office.as('coordinator').rpc('decide_finding', { p_id: finding, p_decision: 'sustained', p_on: '2026-02-20', p_note });
    expect((await decide(' ')).error?.hint).toBe('decision_note');
    await sub.answered(decide('Return 123.45.'));
    expect(await sub.codes(one, '2026-03-01')).not.toContain('decision_overdue');
  });
  test('a corrective action that is not done by its day is told with how many', async () => {
    const one = await sub.make();
    for (const action_due_on of ['2026-03-01', '2026-04-01'])
      await sub.answered(
        office
          .as('coordinator')
          .rpc('save_finding', { p_subaward: one, p_finding: { text: 'Missing', corrective_action: 'Send it', action_due_on } }),
      );
    expect(await sub.codes(one, '2026-03-01')).not.toContain('action_overdue');
    expect(await sub.gaps(one, '2026-05-01')).toContainEqual({ code: 'action_overdue', needed: false, since: '2026-03-01', count: 2 });
  });
});

describe('the verbs', () => {
  const set = (p_id: string, p_status: string, p_on: string | null, p_reason?: string) =>
    office.as('coordinator').rpc('set_subaward_status', { p_id, p_status, p_on: p_on as string, ...(p_reason ? { p_reason } : {}) });
  const active = async () => {
    const one = await sub.make({ ...whole, first_action: { action_on: '2026-10-01', amount_cents: 100 } });
    await office.exec(`update subawards set status = 'active' where id = $1`, [one]);
    return one;
  };
  test('suspended with a reason and a day, and resumed', async () => {
    const one = await active();
    expect((await set(one, 'suspended', '2026-11-01')).error?.hint).toBe('reason');
    expect((await set(one, 'suspended', null, 'Late reports')).error?.hint).toBe('on');
    await sub.answered(set(one, 'suspended', '2026-11-01', 'Late reports'));
    await sub.answered(set(one, 'active', '2026-12-01'));
    expect(await status(one)).toBe('active');
  });
  test('never from draft to closed, nor terminated after its end', async () => {
    expect((await set(await sub.make(), 'closed', '2026-11-01')).error?.hint).toBe('subaward_status');
    expect((await set(await active(), 'terminated', '2027-10-01', 'Over')).error?.hint).toBe('on');
  });
  test('not closed while a finding is open, and it says so', async () => {
    const one = await active();
    await sub.answered(office.as('coordinator').rpc('save_finding', { p_subaward: one, p_finding: { text: 'Missing' } }));
    await sub.answered(set(one, 'closeout', '2027-10-01'));
    const { error } = await set(one, 'closed', '2027-12-01');
    expect(error?.hint).toBe('subaward_open_things');
    expect(error?.message).toContain('findings');
  });
  test('only a draft can be removed', async () => {
    expect((await office.as('coordinator').rpc('remove_subaward', { p_id: await active() })).error?.hint).toBe('subaward_not_draft');
    expect((await office.as('coordinator').rpc('remove_subaward', { p_id: await sub.make() })).error).toBeNull();
  });
});

describe('the list', () => {
  type Page = { rows: { id: string; gaps: { code: string }[] }[]; count: number; totals: { obligated_cents: number } };
  const list = async (query: object) => sub.answered<Page>(office.as('viewer').rpc('list_subawards', { p_query: query as Json }));
  test('of one award, with what each lacks, its sums, and what is asked for', async () => {
    const award = await sub.addAward();
    const organization_id = await sub.organization();
    const a = await sub.make({
      award_id: award,
      organization_id,
      title: 'Alpha',
      first_action: { action_on: '2026-10-01', amount_cents: 700 },
    });
    const b = await sub.make({ award_id: award, organization_id, title: 'Beta', ...whole, ...determined('subaward') });
    expect((await list({ award })).rows.map(({ id }) => id)).toEqual([a, b]);
    expect((await list({ award })).totals.obligated_cents).toBe(700);
    expect((await list({ award, search: 'bet' })).rows.map(({ id }) => id)).toEqual([b]);
    expect((await list({ award, filters: { gap: 'determination' } })).rows.map(({ id }) => id)).toEqual([a]);
    expect((await list({ award, filters: { risk: ['high'] } })).count).toBe(0);
    expect((await list({ award, limit: 1, offset: 1 })).rows.map(({ id }) => id)).toEqual([b]);
  });
  test('one whole names the award, what was paid, and who may ask', async () => {
    const one = await sub.make({ ...whole, first_action: { action_on: '2026-10-01', amount_cents: 700 } });
    await office.exec(
      `insert into award_entries (award_id, subaward_id, kind, category, amount_cents, entry_on) select award_id, id, 'expenditure', 'subawards', 701, '2026-11-01' from subawards where id = $1`,
      [one],
    );
    const facts = await sub.answered<{
      paid_cents: number;
      payments: object[];
      actions: { running_cents: number }[];
      award: { title: string };
    }>(office.as('viewer').rpc('subaward_facts', { p_id: one }));
    expect(facts).toMatchObject({ paid_cents: 701, award: { title: 'Outreach' }, actions: [{ running_cents: 700 }] });
    expect(await sub.codes(one, '2026-12-01')).toContain('overpaid');
  });
});
