import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import { eventsSaidAndDid } from '../../../src/server/worker/jobs/events-said-and-did.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topic: string;
let district: string;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>('select id from topics where is_active order by code limit 1'))[0]?.id);
  district = String((await office.exec<{ id: string }>('select id from districts order by code limit 1'))[0]?.id);
});
afterAll(() => office.close());

async function holdEvent(days = 1): Promise<string> {
  const [row] = await office.exec<{ id: string }>(
    `insert into events (title, kind, status, starts_at, ends_at, district_id, neighborhood)
     select 'Meeting', 'neighborhood_meeting', 'held', t, t + interval '1 hour', $2, 'Blue Valley' from (select now() - $1::integer * interval '1 day' as t) at returning id`,
    [days, district],
  );
  return String(row?.id);
}
async function note(event: string, issue: Record<string, Json>, role: Role = 'staff'): Promise<string> {
  const { data, error } = await office.as(role).rpc('note_issue', { p_event: event, p_issue: issue });
  if (error) throw error;
  return String(data);
}
async function comeByName(event: string, name: string): Promise<{ resident: string; attendance: string }> {
  const saved = await office.as('staff').rpc('save_resident', { p_resident: { name, preferred_language: 'es' } });
  const resident = String(saved.data);
  const acts = [{ key: crypto.randomUUID(), verb: 'walk_in', name, resident_id: resident, language: 'es' }];
  await office.as('coordinator').rpc('correct_attendance', { p_event: event, p_acts: acts });
  const [row] = await office.exec<{ id: string }>('select id from attendances where event_id = $1 and resident_id = $2', [event, resident]);
  return { resident, attendance: String(row?.id) };
}
const inquiry = async (id: string) => (await office.service.from('inquiries').select('*').eq('id', id).single()).data;
type After = {
  issues: { id: string; inquiry: { id: string; number: string } | null }[];
  by_language: unknown;
  by_age: unknown;
  outcome: string;
};
const cameOf = async (event: string) => (await office.as('viewer').rpc('event_after', { p_event: event })).data as unknown as After;

describe('issues heard', () => {
  test('an issue becomes an inquiry that knows the event’s district, the language and who said it', async () => {
    const event = await holdEvent();
    const { resident, attendance } = await comeByName(event, 'Rosa Peña');
    const issue = await note(event, {
      words: 'The lamp at 12th and Vine is out. It has been dark for weeks.\nTwice reported.',
      topic_id: topic,
      voices: 3,
      attendance_id: attendance,
    });
    const { data, error } = await office.as('staff').rpc('issue_to_inquiry', { p_issue: issue });
    expect(error).toBeNull();
    expect(await inquiry(String(data))).toMatchObject({
      subject: 'The lamp at 12th and Vine is out.',
      channel: 'event',
      language: 'es',
      resident_id: resident,
      district_id: district,
      neighborhood: 'Blue Valley',
      topic_id: topic,
      body: expect.stringMatching(/Twice reported\.\n\nHeard at "Meeting", \d{4}-\d\d-\d\d; 3 people said so\.$/),
    });
    expect((await cameOf(event)).issues).toMatchObject([{ id: issue, inquiry: { id: data } }]);
    // Pressed twice, it is one inquiry.
    expect((await office.as('staff').rpc('issue_to_inquiry', { p_issue: issue })).data).toBe(data);
  });

  test('several become inquiries in one act, all or none, and one undo takes all of them back', async () => {
    const event = await holdEvent();
    const issues = [
      await note(event, { words: 'Trash on the lot', topic_id: topic }),
      await note(event, { words: 'A broken curb', topic_id: topic }),
    ];
    const open = await note(event, { words: 'Who knows' });
    const refused = await office.as('staff').rpc('issues_to_inquiries', { p_issues: [...issues, open] });
    expect(refused.error).toMatchObject({ code: 'PT422', hint: 'topic_id', message: expect.stringContaining('"Who knows"') });
    expect((await cameOf(event)).issues.map((one) => one.inquiry)).toEqual([null, null, null]);
    const set = crypto.randomUUID();
    const made = await office.as('staff').rpc('issues_to_inquiries', { p_issues: issues }).setHeader('X-Change-Set', set);
    expect(made.data).toHaveLength(2);
    expect((await office.as('staff').rpc('undo_change_set', { p_change_set: set })).error).toBeNull();
    expect((await cameOf(event)).issues.map((one) => one.inquiry)).toEqual([null, null, null]);
    const [made1] = made.data as unknown as { inquiry: string }[];
    expect((await office.service.from('inquiries').select('id').eq('id', String(made1?.inquiry))).data).toEqual([]);
  });

  test('an issue is corrected and removed; one that is an inquiry stays', async () => {
    const event = await holdEvent();
    const issue = await note(event, { words: 'A lmap', voices: 2 });
    await office.as('staff').rpc('note_issue', { p_event: event, p_issue: { words: 'A lamp' }, p_id: issue });
    const { data } = await office.service.from('event_issues').select('words, voices').eq('id', issue).single();
    expect(data).toEqual({ words: 'A lamp', voices: 2 });
    await office.as('staff').rpc('issue_to_inquiry', { p_issue: issue, p_inquiry: { topic_id: topic, subject: 'Lamp out' } });
    expect((await office.as('staff').rpc('remove_issue', { p_id: issue })).error).toMatchObject({ code: 'PT422', hint: 'inquiry_id' });
    const other = await note(event, { words: 'Nothing' });
    expect((await office.as('staff').rpc('remove_issue', { p_id: other })).error).toBeNull();
    expect((await cameOf(event)).issues).toHaveLength(1);
  });

  test('what cannot be noted says what to do', async () => {
    const event = await holdEvent();
    const elsewhere = await comeByName(await holdEvent(), 'Ana Li');
    const tried = async (issue: Record<string, Json>) =>
      (await office.as('staff').rpc('note_issue', { p_event: event, p_issue: issue })).error?.hint;
    expect(await tried({ words: ' ' })).toBe('words');
    expect(await tried({ words: 'So', voices: 0 })).toBe('voices');
    expect(await tried({ words: 'So', attendance_id: elsewhere.attendance })).toBe('attendance_id');
  });

  test('a viewer reads what came of an event and notes nothing', async () => {
    const event = await holdEvent();
    expect((await office.as('viewer').rpc('note_issue', { p_event: event, p_issue: { words: 'So' } })).error?.code).toBe('42501');
    expect((await office.as('viewer').rpc('note_outcome', { p_event: event, p_outcome: 'Well' })).error?.code).toBe('42501');
    expect((await office.as('staff').rpc('note_outcome', { p_event: event, p_outcome: 'Well' })).error).toBeNull();
    expect((await cameOf(event)).outcome).toBe('Well');
  });

  test('numbers are told by language and age, named beside tallied', async () => {
    const event = await holdEvent();
    const acts = [
      { key: crypto.randomUUID(), verb: 'walk_in', name: 'Ana', people: 2, language: 'es' },
      { key: crypto.randomUUID(), verb: 'tally', people: 5, language: 'es', age_band: '0-12' },
      { key: crypto.randomUUID(), verb: 'tally', people: 4 },
    ];
    await office.as('coordinator').rpc('correct_attendance', { p_event: event, p_acts: acts });
    expect(await cameOf(event)).toMatchObject({
      by_language: [
        { key: 'es', named: 2, tallied: 5 },
        { key: '', named: 0, tallied: 4 },
      ],
      by_age: [
        { key: '0-12', named: 0, tallied: 5 },
        { key: 'unknown', named: 0, tallied: 4 },
      ],
    });
  });
});

describe('"You said, we did"', () => {
  const draftOf = async (event: string) =>
    (await office.as('viewer').from('event_follow_ups').select('*').eq('event_id', event)).data ?? [];
  async function heard(days: number): Promise<string> {
    const event = await holdEvent(days);
    const { attendance } = await comeByName(event, 'Dolores Quintana');
    const issue = await note(event, { words: 'Dolores Quintana says the lamp is out', topic_id: topic, attendance_id: attendance });
    await office.as('staff').rpc('issue_to_inquiry', { p_issue: issue });
    return event;
  }

  test('is drafted once, thirty days after, where inquiries came of the event, and names nobody', async () => {
    const [early, due, silent] = [await heard(20), await heard(31), await holdEvent(31)];
    await eventsSaidAndDid.run(office, {});
    await eventsSaidAndDid.run(office, {});
    expect(await draftOf(early)).toEqual([]);
    expect(await draftOf(silent)).toEqual([]);
    const drafts = await draftOf(due);
    expect(drafts).toMatchObject([
      { status: 'draft', text_en: expect.stringContaining('says the lamp is out'), text_es: expect.stringContaining('Usted dijo') },
    ]);
    expect(JSON.stringify(drafts)).not.toMatch(/Dolores|Quintana/);
  });

  test('a coordinator corrects and approves it; a change after that makes it a draft again; staff do neither', async () => {
    const event = await heard(40);
    await eventsSaidAndDid.run(office, {});
    const [draft] = await draftOf(event);
    const id = String(draft?.id);
    const edit = (role: Role, text: string, version: number) =>
      office.as(role).rpc('edit_follow_up', { p_id: id, p_en: text, p_es: 'Texto', p_version: version });
    expect((await edit('staff', 'Text', 1)).error?.code).toBe('42501');
    expect((await edit('coordinator', ' ', 1)).error).toMatchObject({ code: 'PT422', hint: 'text_en' });
    const { data: version } = await edit('coordinator', 'Text', 1);
    expect((await edit('coordinator', 'Late', 1)).error).toMatchObject({ code: 'PT409', hint: 'version' });
    const approved = await office.as('coordinator').rpc('settle_follow_up', { p_id: id, p_status: 'approved', p_version: Number(version) });
    expect(await draftOf(event)).toMatchObject([{ status: 'approved', text_en: 'Text', settled_by: expect.any(String) }]);
    await edit('coordinator', 'Another text', Number(approved.data));
    expect(await draftOf(event)).toMatchObject([{ status: 'draft', settled_by: null, settled_at: null }]);
    // Dropped, it is not drafted anew.
    await office.as('coordinator').rpc('settle_follow_up', { p_id: id, p_status: 'dropped', p_version: Number(approved.data) + 1 });
    await eventsSaidAndDid.run(office, {});
    expect(await draftOf(event)).toMatchObject([{ status: 'dropped', text_en: 'Another text' }]);
  });
});

describe('residents who came', () => {
  const found = async (filters: Record<string, Json>) => {
    const { data, error } = await office.as('viewer').rpc('list_residents', { p_query: { filters } });
    if (error) throw error;
    const rows = (data as unknown as { rows: { name: string }[] }).rows.map(({ name }) => name);
    const count = (await office.as('viewer').rpc('count_residents', { p_query: { filters } })).data;
    return { rows, count };
  };

  test('are a filter of the list: came, or registered, also where the registration was matched later', async () => {
    const event = await holdEvent();
    await comeByName(event, 'Came');
    const matched = String((await office.as('staff').rpc('save_resident', { p_resident: { name: 'Matched later' } })).data);
    const stayed = String((await office.as('staff').rpc('save_resident', { p_resident: { name: 'Stayed at home' } })).data);
    const [registration] = await office.exec<{ id: string }>(`insert into registrations (event_id, name) values ($1, 'M') returning id`, [
      event,
    ]);
    await office.as('staff').rpc('sync_door', {
      p_event: event,
      p_acts: [{ key: crypto.randomUUID(), verb: 'check_in', registration_id: String(registration?.id) }],
    });
    await office.exec('update registrations set resident_id = $2 where id = $1', [registration?.id, matched]);
    await office.exec(`insert into registrations (event_id, name, resident_id) values ($1, 'S', $2)`, [event, stayed]);
    expect(await found({ attended: [event] })).toEqual({ rows: ['Came', 'Matched later'], count: 2 });
    expect(await found({ registered: [event] })).toEqual({ rows: ['Matched later', 'Stayed at home'], count: 2 });
    expect(await found({ attended: [event], language: ['es'] })).toEqual({ rows: ['Came'], count: 1 });
    const bad = await office.as('viewer').rpc('count_residents', { p_query: { filters: { attended: ['x'] } } });
    expect(bad.error?.message).toBeTruthy();
  });

  test('are found through the event, not by walking all residents', async () => {
    await office.exec(`insert into residents (name) select 'Resident ' || n from generate_series(1, 20000) n`);
    await office.exec('analyze residents');
    const [row] = await office.exec<{ wheres: string }>(
      `select array_to_string(array_remove(private.resident_filters(jsonb_build_object('filters', jsonb_build_object('attended', jsonb_build_array(id)))), null), ' and ') as wheres from events limit 1`,
    );
    const plan = await office.exec<{ 'QUERY PLAN': string }>(`explain select count(*) from residents t where ${row?.wheres}`);
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).not.toContain('Seq Scan on residents');
    expect(text).toContain('residents_pkey');
  });
});
