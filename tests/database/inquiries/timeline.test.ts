import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoryEntry, StoryPage } from '../../../src/domain/inquiries/timeline.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topic: string;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>('select id from topics order by code limit 1'))[0]?.id);
});
afterAll(() => office.close());

const take = async (values: object = {}): Promise<string> => {
  const { data, error } = await office
    .as('staff')
    .from('inquiries')
    .insert({ subject: 'A question', channel: 'phone', topic_id: topic, opened_at: '2026-09-01T12:00:00Z', ...values })
    .select('id')
    .single();
  if (error) throw error;
  return data.id;
};
const told = async (id: string, query: object = {}, role: Role = 'viewer'): Promise<StoryPage> => {
  const { data, error } = await office.as(role).rpc('inquiry_timeline', { p_id: id, p_query: query as never });
  if (error) throw error;
  return data as unknown as StoryPage;
};
const of = <Kind extends StoryEntry['kind']>({ rows }: StoryPage, kind: Kind) =>
  rows.filter((row): row is Extract<StoryEntry, { kind: Kind }> => row.kind === kind);
const say = async (id: string, kind: string, body: string, at: string) => {
  await office.exec(`insert into interactions (inquiry_id, kind, body, occurred_at) values ($1, $2, $3, $4)`, [id, kind, body, at]);
};

describe('the story of an inquiry', () => {
  test('tells everything newest first, page after page, each entry once', async () => {
    const id = await take();
    // Three of one moment, so that a page ends between them.
    for (const n of [1, 2, 3]) await say(id, 'note', `At once ${n}`, '2026-09-02T12:00:00Z');
    await say(id, 'call', 'Called', '2026-09-03T12:00:00Z');
    const seen: string[] = [];
    let after: StoryPage['next'] = null;
    do {
      const page: StoryPage = await told(id, { limit: 2, ...(after ? { after } : {}) });
      seen.push(...page.rows.map(({ key }) => key));
      after = page.next;
    } while (after);
    const whole = (await told(id)).rows;
    expect(seen).toEqual(whole.map(({ key }) => key));
    expect(new Set(seen).size).toBe(5);
    expect(whole.map(({ kind }) => kind)).toEqual(['said', 'said', 'said', 'said', 'opened']);
    expect(whole[0]).toMatchObject({ said: 'call', body: 'Called', on: null });
  });

  test('can be narrowed to kinds', async () => {
    const id = await take();
    await say(id, 'note', 'A note', '2026-09-02T12:00:00Z');
    await say(id, 'visit', 'A visit', '2026-09-03T12:00:00Z');
    expect((await told(id, { kinds: ['visit'] })).rows).toMatchObject([{ kind: 'said', said: 'visit' }]);
    expect((await told(id, { kinds: ['state'] })).rows.map(({ kind }) => kind)).toEqual(['opened']);
    expect((await told(id, { kinds: ['report', 'mail'] })).rows).toEqual([]);
  });

  test('tells a change of the state as an act with its undo, and what only follows not at all', async () => {
    const id = await take();
    await office.as('staff').from('inquiries').update({ status: 'in_progress' }).eq('id', id);
    await office.as('staff').from('tasks').insert({ title: 'Call the yard', inquiry_id: id });
    const page = await told(id, {}, 'staff');
    const acts = of(page, 'act');
    expect(acts.map(({ act }) => act.changes.map((change) => change.table))).toEqual([['tasks'], ['inquiries']]);
    expect(acts[1]?.act).toMatchObject({ kept_from: null, changes: [{ after: { status: 'in_progress' } }] });
    expect(of(page, 'task')).toEqual([]);
    expect(of(await told(id, { kinds: ['task'] }), 'act')).toHaveLength(1);
    // What the program loaded is in no act, and tells itself.
    const { data } = await office.service.from('tasks').insert({ title: 'Loaded', inquiry_id: id }).select('id').single();
    expect(of(await told(id), 'task')).toMatchObject([{ id: data?.id, name: 'Loaded' }]);
  });

  test('tells whom a clock that ran out was brought to, step by step, and once who is on it', async () => {
    await office.exec('delete from escalation_steps');
    await office.exec(
      `insert into escalation_steps (clock, after_minutes, tells, created_at) values ('resolution', 0, 'leaders', '2026-01-01'), ('resolution', 240, 'leaders', '2026-01-01')`,
    );
    const id = await take();
    await office.service.rpc('escalate_inquiries', { p_now: '2026-10-20T15:00:00Z' });
    await office.service.rpc('escalate_inquiries', { p_now: '2026-10-22T15:00:00Z' });
    const steps = of(await told(id, { kinds: ['state'] }), 'escalation');
    expect(steps.map(({ clock, after_minutes, acknowledged_by }) => ({ clock, after_minutes, acknowledged_by }))).toEqual([
      { clock: 'resolution', after_minutes: 240, acknowledged_by: null },
      { clock: 'resolution', after_minutes: 0, acknowledged_by: null },
    ]);
    const leaders = await office.exec<{ id: string }>('select l as id from private.leaders() l');
    expect(new Set(steps[0]?.told_to)).toEqual(new Set(leaders.map((one) => one.id)));
    // What only follows, as the next step being over, is no act.
    expect(of(await told(id), 'act')).toEqual([]);
    expect((await office.as('staff').rpc('acknowledge_escalation', { p_inquiry: id })).error).toBeNull();
    const [me] = await office.exec<{ id: string }>(`select id from staff where role = 'staff'`);
    const page = await told(id, { kinds: ['state'] }, 'staff');
    expect(of(page, 'escalation').map((one) => one.acknowledged_by)).toEqual([me?.id, me?.id]);
    expect(of(page, 'act')).toMatchObject([{ who: me?.id, act: { kept_from: null } }]);
    expect(of(await told(id, { kinds: ['note', 'mail'] }), 'escalation')).toEqual([]);
  });

  test('tells a mail with its entry, in one answer', async () => {
    const id = await take();
    await say(id, 'email', 'When is it open?', '2026-09-02T12:00:00Z');
    await office.exec(
      `insert into mails (inquiry_id, direction, source, from_address, from_name, subject, body, interaction_id)
       select $1, 'in', 'mailbox', 'rosa@town.example', 'Rosa', 'Hours', 'When is it open? And more.', id from interactions where inquiry_id = $1`,
      [id],
    );
    const page = await told(id);
    expect(page.rows.map(({ kind }) => kind)).toEqual(['said', 'opened']);
    expect(of(page, 'said')[0]?.mail).toMatchObject({ from_name: 'Rosa', subject: 'Hours', delivery: null });
  });

  test('says what was told on an inquiry that repeats it, and on which', async () => {
    const kept = await take();
    const gone = await take({ opened_at: '2026-09-02T12:00:00Z' });
    await say(gone, 'call', 'The same again', '2026-09-03T12:00:00Z');
    const { error } = await office.as('staff').rpc('merge_inquiries', { p_keep: kept, p_gone: gone });
    expect(error).toBeNull();
    const { rows } = await told(kept);
    const [row] = await office.exec<{ number: string }>('select number from inquiries where id = $1', [gone]);
    expect(rows.find((one) => one.kind === 'said' && one.body === 'The same again')?.on).toEqual({ id: gone, number: row?.number });
    expect(rows.filter(({ kind }) => kind === 'opened').map(({ on }) => on?.id ?? null)).toEqual([gone, null]);
    expect((await told(gone)).rows.every(({ on }) => on === null)).toBe(true);
  });

  test('names the edition of the report that counted it, and no other', async () => {
    const id = await take();
    await office.exec(
      `insert into reports (month, edition, content, content_hash, facts_hash, data_as_of, pdf_path)
       values ('2026-09-01', 1, '{}', repeat('0', 64), repeat('0', 64), '2026-10-01T12:00:00Z', 'a'), ('2026-08-01', 1, '{}', repeat('1', 64), repeat('1', 64), '2026-09-01T06:00:00Z', 'b')`,
    );
    expect(of(await told(id), 'report')).toMatchObject([{ month: '2026-09-01', edition: 1, counted: ['opened'] }]);
  });

  test('tells what the resident answered once, with their words where they stand nowhere else', async () => {
    const id = await take();
    const answer = (values: string) =>
      office.exec(`insert into inquiry_answers (inquiry_id, closed_at, answer, words, language, updated_at) values ('${id}', ${values})`);
    await answer(`'2026-09-04T12:00:00Z', 'not_yet', 'Still dark.', 'en', '2026-09-05T12:00:00Z'`);
    await answer(`'2026-09-06T12:00:00Z', 'no', 'Dark again.', 'en', '2026-09-07T12:00:00Z'`);
    const [no] = await office.exec<{ at: string }>(
      `select updated_at::text as at from inquiry_answers where inquiry_id = $1 and answer = 'no'`,
      [id],
    );
    // Written in one moment with the answer, it says nothing that the answer does not.
    await say(id, 'reopening', 'Dark again.', String(no?.at));
    const page = await told(id);
    expect(of(page, 'answer').map(({ answer, words }) => [answer, words])).toContainEqual(['no', 'Dark again.']);
    expect(of(page, 'answer')).toHaveLength(2);
    expect(of(page, 'said')).toEqual([]);
  });

  test('is read by whoever is in the office, and by nobody else', async () => {
    const id = await take();
    expect((await office.as('anon').rpc('inquiry_timeline', { p_id: id })).error).not.toBeNull();
    expect((await office.as('viewer').rpc('inquiry_timeline', { p_id: topic })).error).toMatchObject({ code: 'PT404', hint: 'missing' });
  });
});
