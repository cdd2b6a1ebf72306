import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

type Json = Record<string, unknown>;
type Facts = {
  organization: Json;
  contacts: Json[];
  work_groups: Json[];
  languages: Json[];
  fundings: Json[];
  hours: Json[];
  standards: Json[];
  agreements: Json[];
};
const call = async (role: Role, name: string, values: Json) => {
  const { data, error } = await office.as(role).rpc(name as never, values as never);
  return { data: data as unknown, error };
};
const must = async <Answer>(role: Role, name: string, values: Json): Promise<Answer> => {
  const { data, error } = await call(role, name, values);
  if (error) throw new Error(`${name}: ${error.code} ${error.hint} ${error.message}`);
  return data as Answer;
};
const save = (p_organization: Json, more: Json = {}) => call('coordinator', 'save_organization', { p_organization, ...more });
const make = (p_organization: Json) =>
  must<string>('coordinator', 'save_organization', { p_organization: { kind: 'agency', ...p_organization } });
const facts = (p_id: string) => must<Facts>('viewer', 'organization_facts', { p_id });
const versionOf = async (id: string) => (await facts(id)).organization.version as number;

describe('an organization', () => {
  test('is saved with its parts in one act; what is not named stays, and a second writer is told', async () => {
    const id = await make({
      name: '  Blue   Valley Housing ',
      phone: '+18165550100',
      website: 'https://bv.example',
      work_groups: [{ name: 'Intake' }, { name: 'Repairs', feed_name: 'BV Repairs' }],
      languages: [{ language: 'so', note: 'Tuesdays' }, { language: 'es' }],
      fundings: [{ source: 'HUD', level: 'federal' }],
      hours: [{ weekday: 1, opens_at: '09:00', closes_at: '12:00' }],
      standards: [{ accept_minutes: 240, outcome_minutes: 4800 }],
    });
    const first = await facts(id);
    expect(first.organization).toMatchObject({ name: 'Blue Valley Housing', code: 'blue-valley-housing', is_active: true });
    expect(first.languages.map(({ language }) => language)).toEqual(['es', 'so']);
    const repairs = first.work_groups[1] as Json;
    await must('coordinator', 'save_organization', {
      p_organization: { description: 'Homes', work_groups: [{ ...repairs, name: 'Home repair' }] },
      p_id: id,
      p_version: first.organization.version,
    });
    const second = await facts(id);
    expect(second.work_groups).toMatchObject([{ id: repairs.id, name: 'Home repair', feed_name: 'BV Repairs' }]);
    expect([second.languages.length, second.fundings.length, second.hours.length, second.standards.length]).toEqual([2, 1, 1, 1]);
    expect((await save({ name: 'Late' }, { p_id: id, p_version: first.organization.version })).error).toMatchObject({
      code: 'PT409',
      hint: 'version',
    });
  });
  test('counts a version also where only a part of it changed', async () => {
    const id = await make({ name: 'Parts alone' });
    const before = await versionOf(id);
    await must('coordinator', 'save_organization', { p_organization: { languages: [{ language: 'vi' }] }, p_id: id, p_version: before });
    expect(await versionOf(id)).toBe(before + 1);
  });
  test.each([
    [{ name: '  ' }, 'organization_name'],
    [{ kind: 'club' }, 'organization_kind'],
    [{ email: 'no address' }, 'organization_email'],
    [{ phone: '555' }, 'organization_phone'],
    [{ website: 'bv.example' }, 'website'],
    [{ latitude: 39.1 }, 'latitude'],
    [{ takes_referrals: true }, 'referral_email'],
    [{ languages: [{ language: 'xx' }] }, 'languages'],
    [{ fundings: [{ source: 'HUD', level: 'world' }] }, 'fundings'],
    [{ hours: [{ weekday: 1, opens_at: '12:00', closes_at: '09:00' }] }, 'hours'],
    [
      {
        hours: [
          { weekday: 1, opens_at: '08:00', closes_at: '12:00' },
          { weekday: 1, opens_at: '11:00', closes_at: '15:00' },
        ],
      },
      'hours',
    ],
    [{ hours: [{ weekday: 1, opens_at: 'soon', closes_at: '15:00' }] }, 'organization_unread'],
    [{ standards: [{ accept_minutes: 240, outcome_minutes: 60 }] }, 'standards'],
    [{ work_groups: [{ name: '' }] }, 'work_groups'],
    [{ contacts: [{ role: '' }] }, 'contacts'],
  ])('%j is refused at %s', async (wrong, hint) => {
    expect((await save({ name: 'Wrong', kind: 'agency', ...wrong })).error).toMatchObject({ code: 'PT422', hint });
  });
  test('stands once in the directory under its name, and never below itself', async () => {
    const above = await make({ name: 'Above all' });
    expect((await save({ name: 'ABOVE ALL', kind: 'agency' })).error).toMatchObject({ hint: 'organization_taken' });
    const below = await make({ name: 'Below', parent_id: above });
    expect((await save({ parent_id: below }, { p_id: above, p_version: await versionOf(above) })).error).toMatchObject({
      hint: 'parent_id',
    });
  });
  test('a department is named, opened and closed by administrators; coordinators enter the rest', async () => {
    expect((await save({ name: 'Parking', kind: 'department' })).error).toMatchObject({ code: '42501' });
    const id = await must<string>('admin', 'save_organization', { p_organization: { name: 'Parking', kind: 'department' } });
    expect((await save({ name: 'Parking lots' }, { p_id: id, p_version: await versionOf(id) })).error).toMatchObject({ code: '42501' });
    expect(
      (
        await save(
          { description: 'Meters', contacts: [{ role: 'Director', name: 'Pat Lee' }] },
          { p_id: id, p_version: await versionOf(id) },
        )
      ).error,
    ).toBeNull();
    expect((await facts(id)).contacts).toMatchObject([{ role: 'Director', name: 'Pat Lee', is_protected: false }]);
  });
  test('what a coordinator saved, the coordinator takes back in one piece', async () => {
    const act = crypto.randomUUID();
    const { data } = await office
      .as('coordinator')
      .rpc('save_organization', { p_organization: { name: 'Taken back', kind: 'agency', languages: [{ language: 'so' }] } })
      .setHeader('X-Change-Set', act);
    await must('coordinator', 'undo_change_set', { p_change_set: act });
    expect(await office.exec('select id from organizations where id = $1', [data])).toEqual([]);
  });
});

describe('people at a nonprofit (RSMo 105.1500)', () => {
  test('a community organization is one until somebody says otherwise; its contacts are roles, protected, and a name is refused', async () => {
    const id = await make({ name: 'Troost Neighbors', kind: 'community', contacts: [{ role: 'Front desk', phone: '+18165550111' }] });
    expect((await facts(id)).contacts).toMatchObject([{ role: 'Front desk', name: null, is_protected: true }]);
    const named = await save({ contacts: [{ role: 'Director', name: 'Ada Nwosu' }] }, { p_id: id, p_version: await versionOf(id) });
    expect(named.error).toMatchObject({ code: 'PT422', hint: 'contact_name' });
    expect(named.error?.message).toContain('105.1500');
  });
  test('whoever becomes one gives up the names first, and is protected from then on', async () => {
    const id = await make({ name: 'Becoming one', contacts: [{ role: 'Director', name: 'Ada Nwosu' }] });
    const version = await versionOf(id);
    expect((await save({ is_nonprofit: true }, { p_id: id, p_version: version })).error).toMatchObject({ hint: 'is_nonprofit' });
    const [contact] = (await facts(id)).contacts;
    await must('coordinator', 'save_organization', {
      p_organization: { is_nonprofit: true, contacts: [{ id: contact?.id, role: 'Director' }] },
      p_id: id,
      p_version: version,
    });
    expect((await facts(id)).contacts).toMatchObject([{ id: contact?.id, name: null, is_protected: true }]);
  });
});

describe('organizations together', () => {
  test('are listed, counted and found by name, by a work group’s name in the feed, and by what they speak', async () => {
    const one = await make({
      name: 'Zamboni Alpha',
      work_groups: [{ name: 'Crew', feed_name: 'NHS Zamzam' }],
      languages: [{ language: 'am' }],
    });
    const two = await make({ name: 'Zamboni Beta', is_active: true });
    await must('coordinator', 'save_organization', { p_organization: { is_active: false }, p_id: two, p_version: await versionOf(two) });
    const list = await must<{ rows: Json[] }>('viewer', 'list_organizations', { p_query: { search: 'zamboni' } });
    expect(list.rows.map(({ id }) => id)).toEqual([one, two]);
    expect(await must('viewer', 'count_organizations', { p_query: { search: 'zamboni', filters: { is_active: true } } })).toBe(1);
    expect(await must('viewer', 'find_organizations', { p_text: 'zamzam' })).toMatchObject([{ id: one }]);
    expect(await must('viewer', 'find_organizations', { p_text: 'Zamb' })).toMatchObject([{ id: one, languages: ['am'] }]);
    expect(await must('viewer', 'find_organizations', { p_text: 'Zamb', p_filter: { is_active: false } })).toMatchObject([{ id: two }]);
  });
  test('an agreement is seen to by its day: ending, ended, ended and followed by nothing', async () => {
    const id = await make({ name: 'Agreements Inc' });
    const agreement = await must<string>('coordinator', 'save_agreement', {
      p_agreement: { organization_id: id, kind: 'insurance', title: 'Liability', starts_on: '2026-01-01', ends_on: '2026-12-31' },
    });
    const among = async (agreements: string, today: string) =>
      (await must<{ rows: Json[] }>('viewer', 'list_organizations', { p_query: { today, filters: { agreements, ids: [id] } } })).rows
        .length;
    expect([
      await among('ending', '2026-11-01'),
      await among('ending', '2026-10-31'),
      await among('ended', '2027-01-01'),
      await among('ended', '2026-12-31'),
    ]).toEqual([1, 0, 1, 0]);
    expect(
      (await call('coordinator', 'save_agreement', { p_agreement: { ends_on: '2025-12-31' }, p_id: agreement, p_version: 1 })).error,
    ).toMatchObject({ hint: 'agreement_ends_on' });
    expect(
      (await call('coordinator', 'save_agreement', { p_agreement: { title: 'x' }, p_id: agreement, p_version: 9 })).error,
    ).toMatchObject({ code: 'PT409' });
    await must('coordinator', 'end_agreement', { p_id: agreement, p_on: '2026-06-30' });
    expect(await among('ended', '2027-01-01')).toBe(0);
    expect((await facts(id)).agreements).toMatchObject([{ id: agreement, ended_on: '2026-06-30' }]);
  });
  test('a note says what was said; staff write it, and it needs words', async () => {
    const id = await make({ name: 'Spoken to' });
    await must('staff', 'add_organization_note', { p_organization: id, p_note: { kind: 'call', body: 'They have room again.' } });
    expect((await call('staff', 'add_organization_note', { p_organization: id, p_note: { body: ' ' } })).error).toMatchObject({
      hint: 'note_body',
    });
    expect(await office.exec('select kind, body from organization_notes where organization_id = $1', [id])).toEqual([
      { kind: 'call', body: 'They have room again.' },
    ]);
  });
});

describe('hours', () => {
  test('an organization without hours of its own keeps the office’s; the office keeps at least a day, and administrators see to it', async () => {
    const id = await make({ name: 'Own hours' });
    const periods = async () =>
      (await office.exec<{ n: number }>(`select count(*)::int as n from private.business_periods('2027-03-01', '2027-03-07', $1)`, [id]))[0]
        ?.n;
    expect(await periods()).toBe(5);
    await must('coordinator', 'save_business_hours', {
      p_organization: id,
      p_hours: [{ weekday: 6, opens_at: '10:00', closes_at: '14:00' }],
      p_exceptions: [
        { on_day: '2027-03-06', name: 'Stocktaking' },
        { on_day: '2027-03-07', opens_at: '10:00', closes_at: '12:00', name: 'Open Sunday' },
      ],
    });
    expect(await periods()).toBe(1);
    expect((await call('coordinator', 'save_business_hours', { p_organization: null, p_hours: [] })).error).toMatchObject({
      code: '42501',
    });
    expect((await call('admin', 'save_business_hours', { p_organization: null, p_hours: [] })).error).toMatchObject({ hint: 'hours' });
    expect(
      (await call('admin', 'save_business_hours', { p_organization: null, p_exceptions: [{ on_day: '2027-03-01', name: 'Moving' }] }))
        .error,
    ).toBeNull();
    expect(
      (await call('admin', 'save_business_hours', { p_organization: null, p_exceptions: [{ on_day: '2027-03-01', name: '' }] })).error,
    ).toMatchObject({ hint: 'exceptions' });
  });
});
