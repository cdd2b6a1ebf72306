import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let partner: string;
beforeAll(async () => {
  office = await openOffice();
  partner = await must('coordinator', 'save_organization', { p_organization: { name: 'Shared Work', kind: 'agency' } });
});
afterAll(() => office.close());

type Json = Record<string, unknown>;
const call = async (role: Role, name: string, values: Json) => {
  const { data, error } = await office.as(role).rpc(name as never, values as never);
  return { data: data as unknown, error };
};
async function must<Answer = string>(role: Role, name: string, values: Json): Promise<Answer> {
  const { data, error } = await call(role, name, values);
  if (error) throw new Error(`${name}: ${error.code} ${error.hint} ${error.message}`);
  return data as Answer;
}

describe('an agreement that runs out', () => {
  const remind = async (p_today: string) => Number((await office.service.rpc('remind_agreements', { p_today })).data);
  const told = (agreement: string) =>
    office.exec<{ who: string; read: boolean }>(
      `select s.role as who, n.read_at is not null as read from notifications n join staff s on s.id = n.staff_id where n.facts ->> 'agreement' = $1 order by n.created_at, s.role`,
      [agreement],
    );
  test('is told 60, 30 and 7 days before and once after, each time once, to whoever sees to it; a new last day begins again', async () => {
    const id = await must('coordinator', 'save_agreement', {
      p_agreement: { organization_id: partner, title: 'Memorandum', ends_on: '2028-12-31' },
    });
    expect(await remind('2028-10-01')).toBe(0);
    expect([
      await remind('2028-11-01'),
      await remind('2028-11-02'),
      await remind('2028-12-03'),
      await remind('2028-12-26'),
      await remind('2029-01-01'),
      await remind('2029-01-02'),
    ]).toEqual([1, 0, 1, 1, 1, 0]);
    expect(await told(id)).toEqual(Array.from({ length: 4 }, () => ({ who: 'coordinator', read: false })));
    await must('coordinator', 'save_agreement', { p_agreement: { ends_on: '2030-12-31' }, p_id: id, p_version: 1 });
    expect((await told(id)).every(({ read }) => read)).toBe(true);
    expect(await remind('2030-12-20')).toBe(1);
    await must('coordinator', 'end_agreement', { p_id: id, p_on: '2030-12-20' });
    expect(await remind('2030-12-30')).toBe(0);
  });
  test('goes to those who lead when nobody sees to it, and stands on the calendar', async () => {
    const id = await must('coordinator', 'save_agreement', {
      p_agreement: { organization_id: partner, title: 'Insurance', ends_on: '2032-03-05', owner_id: null },
    });
    expect(await remind('2032-03-01')).toBe(1);
    expect(await told(id)).toEqual([{ who: 'manager', read: false }]);
    const days = await must<{ dated?: Json[] } | Json[]>('viewer', 'calendar_between', {
      p_from: '2032-03-01T06:00Z',
      p_to: '2032-03-09T06:00Z',
      p_what: ['agreements'],
    });
    expect(JSON.stringify(days)).toContain('Shared Work: Insurance');
  });
});

describe('a meeting', () => {
  test('keeps who was there, what was decided, and the tasks that come of it, in one act', async () => {
    const owner = String((await office.exec<{ id: string }>(`select id from staff where role = 'manager'`))[0]?.id);
    const id = await must('staff', 'save_meeting', {
      p_meeting: {
        title: 'Rent help in winter',
        held_on: '2026-11-02',
        decisions: 'They take ten a week.',
        organizations: [partner],
        actions: [{ title: 'Send the flyer', owner_id: owner, due_on: '2026-11-09' }],
      },
    });
    expect(await must<Json>('viewer', 'meeting_facts', { p_id: id })).toMatchObject({
      organizations: [{ id: partner }],
      meeting: { version: 1 },
    });
    const tasks = await office.exec('select title, owner_id, due_on::text from tasks where meeting_id = $1', [id]);
    expect(tasks).toEqual([{ title: 'Send the flyer', owner_id: owner, due_on: '2026-11-09' }]);
    const list = await must<{ rows: Json[] }>('viewer', 'list_meetings', {
      p_query: { filters: { organization: [partner], open: true }, search: 'winter' },
    });
    expect(list.rows).toMatchObject([{ id, open_actions: 1 }]);
    await must('staff', 'save_meeting', { p_meeting: { organizations: [] }, p_id: id, p_version: 1 });
    expect((await must<{ meeting: Json }>('viewer', 'meeting_facts', { p_id: id })).meeting).toMatchObject({
      version: 2,
      decisions: 'They take ten a week.',
    });
    expect((await call('staff', 'save_meeting', { p_meeting: { notes: 'x' }, p_id: id, p_version: 1 })).error).toMatchObject({
      code: 'PT409',
    });
  });
  test.each([
    [{ title: ' ' }, 'meeting_title'],
    [{ held_on: null }, 'held_on'],
    [{ held_on: 'someday' }, 'held_on'],
    [{ actions: [{ title: '' }] }, 'actions'],
    [{ organizations: ['00000000-0000-4000-8000-000000000000'] }, 'organizations'],
  ])('%j is refused at %s, and nothing is left of it', async (wrong, hint) => {
    const title = `Refused at ${hint}`;
    expect((await call('staff', 'save_meeting', { p_meeting: { title, held_on: '2026-11-02', ...wrong } })).error).toMatchObject({
      code: 'PT422',
      hint,
    });
    expect(await office.exec('select id from meetings where title = $1', [title])).toEqual([]);
  });
});

describe('an initiative', () => {
  const move = (p_id: string, p_to: string, p_facts: Json = {}) => call('coordinator', 'move_initiative', { p_id, p_to, p_facts });
  test('goes from an idea to the Council with a file number that the register knows, and is decided on a day', async () => {
    const id = await must('coordinator', 'save_initiative', {
      p_initiative: {
        title: 'Wider home repair',
        proposed_on: '2026-03-02',
        organizations: [partner],
        next_step: 'Ask Housing',
        next_on: '2026-03-09',
      },
    });
    expect((await move(id, 'adopted')).error).toMatchObject({ hint: 'initiative_state' });
    expect((await move(id, 'drafting')).error).toBeNull();
    expect((await move(id, 'with_council')).error).toMatchObject({ code: 'PT422', hint: 'file_number' });
    expect((await move(id, 'with_council', { file_number: '999999' })).error).toMatchObject({ code: 'PT422', hint: 'file_number' });
    expect((await move(id, 'with_council', { file_number: '210140' })).error).toBeNull();
    expect((await move(id, 'adopted', { on: '2026-03-01' })).error).toMatchObject({ hint: 'initiative_decided_on' });
    expect((await move(id, 'adopted', { on: '2026-05-07' })).error).toBeNull();
    expect(await must<Json>('viewer', 'initiative_facts', { p_id: id })).toMatchObject({
      initiative: { status: 'adopted', decided_on: '2026-05-07', primary_section: 4 },
      legislation: { file_number: '210140' },
      ways: ['with_council', 'with_department'],
    });
    expect((await move(id, 'with_department')).error).toBeNull();
    expect((await must<{ initiative: Json }>('viewer', 'initiative_facts', { p_id: id })).initiative).toMatchObject({ decided_on: null });
  });
  test('for the city’s app names its part, counts under section 7, and needs no file to be adopted', async () => {
    expect((await call('coordinator', 'save_initiative', { p_initiative: { title: 'Pay in the app', kind: 'app' } })).error).toMatchObject({
      hint: 'capability',
    });
    const id = await must('coordinator', 'save_initiative', {
      p_initiative: { title: 'Pay in the app', kind: 'app', capability: 'bill_payment', proposed_on: '2026-03-02' },
    });
    expect((await must<{ initiative: Json }>('viewer', 'initiative_facts', { p_id: id })).initiative).toMatchObject({
      primary_section: 7,
      sections: [7],
    });
    await move(id, 'with_department');
    expect((await move(id, 'adopted', { on: '2026-04-01' })).error).toBeNull();
    const list = await must<{ rows: Json[] }>('viewer', 'list_initiatives', { p_query: { filters: { kind: ['app'], is_open: false } } });
    expect(list.rows).toMatchObject([{ id, status: 'adopted', capability: 'bill_payment' }]);
    // What is with the Council as part of the app cannot become a program without a file number.
    expect(
      (await call('coordinator', 'save_initiative', { p_initiative: { kind: 'program' }, p_id: id, p_version: 3 })).error,
    ).toMatchObject({ hint: 'initiative_kind' });
  });
});
