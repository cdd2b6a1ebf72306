import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toRefusal } from '../../../src/data/refusals.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const refusalOf = (answer: { error: unknown }) => toRefusal(answer.error);

describe('the office itself', () => {
  const change = (patch: object) =>
    office
      .as('admin')
      .from('settings')
      .update(patch as never)
      .eq('id', 1)
      .select('phone, website, email');
  test('an administrator changes it; an emptied field is empty, not blank', async () => {
    const changed = await change({ website: ' https://kcmo.example/engage ', email: 'Office@KCMO.example', phone: ' ' });
    expect(changed.data).toEqual([{ website: 'https://kcmo.example/engage', email: 'office@kcmo.example', phone: null }]);
  });
  test.each([
    ['website', 'kcmo'],
    ['email', 'office'],
    ['phone', '816 513'],
    ['time_zone', 'Mars/Base'],
    ['office_name', ' '],
    ['founding_file_number', '?'],
    ['mail_from_name', 'A "B"'],
    ['mail_reply_to', 'a@b.example, c@d.example'],
    ['logo_path', 'reports/one.pdf'],
    ['fiscal_year_start_month', 13],
  ])('a wrong %s is refused at its field with a sentence that says what to do', async (field, value) => {
    const refusal = refusalOf(await change({ [field]: value }));
    expect(refusal).toMatchObject({ kind: 'invalid', field });
    expect(refusal.message).toMatch(/^[A-Z"].*\.$/);
    expect(refusal.message).not.toBe('Something that was entered cannot be kept. Check the entries.');
  });
  test('whoever saved on an older version wrote nothing', async () => {
    const { data } = await office.as('admin').from('settings').select('version').single();
    const late = await office
      .as('admin')
      .from('settings')
      .update({ address: 'Elsewhere' })
      .eq('id', 1)
      .eq('version', (data?.version ?? 0) - 1)
      .select('id');
    expect(late.data).toEqual([]);
  });
});

describe('topics', () => {
  const section = { primary_section: 2, sections: [2] };
  test('a manager adds one by its name; the code is made from it, and is another when it is taken', async () => {
    const manager = office.as('manager');
    const first = await manager
      .from('topics')
      .insert({ name: ' Señales y calles ', ...section })
      .select('code, name, sections')
      .single();
    expect(first.data).toEqual({ code: 'senales-y-calles', name: 'Señales y calles', sections: [2] });
    const second = await manager
      .from('topics')
      .insert({ name: 'Señales y calles', ...section })
      .select('code')
      .single();
    expect(second.data?.code).toBe('senales-y-calles-2');
    const script = await manager
      .from('topics')
      .insert({ name: '水', ...section })
      .select('code')
      .single();
    expect(script.data?.code).toMatch(/^n-[0-9a-f]{8}$/);
  });
  test('its primary section is always among its sections, and only sections of the ordinance are taken', async () => {
    const manager = office.as('manager');
    const made = await manager
      .from('topics')
      .insert({ name: 'Both', primary_section: 4, sections: [9] })
      .select('sections')
      .single();
    expect(made.data?.sections).toEqual([4, 9]);
    expect(refusalOf(await manager.from('topics').insert({ name: 'None', primary_section: 4, sections: [4, 77] }))).toMatchObject({
      kind: 'invalid',
      field: 'sections',
    });
  });
  test('a target of no or of 300 days, and a name of blanks, are refused at their fields', async () => {
    const manager = office.as('manager');
    for (const [patch, field] of [
      [{ target_business_days: 0 }, 'target_business_days'],
      [{ target_business_days: 300 }, 'target_business_days'],
      [{ name: '  ' }, 'name'],
    ] as const)
      expect(refusalOf(await manager.from('topics').update(patch).eq('code', 'other'))).toMatchObject({ kind: 'invalid', field });
  });
  test('one in use is retired and brought back, never deleted; the last one stays', async () => {
    const manager = office.as('manager');
    expect((await manager.from('topics').delete().eq('code', 'other').select()).data ?? []).toEqual([]);
    const retired = await manager.from('topics').update({ is_active: false }).eq('code', 'other').select('is_active').single();
    expect(retired.data).toEqual({ is_active: false });
    expect(refusalOf(await manager.from('topics').update({ is_active: false }).neq('code', 'x'))).toMatchObject({ reason: 'last_topic' });
    await manager.from('topics').update({ is_active: true }).eq('code', 'other');
  });
  test('a new target counts from the next inquiry on; a due day that was given stays', async () => {
    const take = async () => {
      const { data: topic } = await office.as('staff').from('topics').select('id').eq('code', 'language-assistance').single();
      const made = await office
        .as('staff')
        .from('inquiries')
        .insert({ subject: 'When', channel: 'phone', topic_id: topic?.id ?? '' })
        .select('id, due_on')
        .single();
      return made.data as { id: string; due_on: string };
    };
    const before = await take();
    await office.as('manager').from('topics').update({ target_business_days: 20 }).eq('code', 'language-assistance');
    const after = await take();
    expect(after.due_on > before.due_on).toBe(true);
    expect((await office.as('staff').from('inquiries').select('due_on').eq('id', before.id).single()).data?.due_on).toBe(before.due_on);
  });
});

test('a department that topics go to is not retired; without topics it is, and no topic can choose it', async () => {
  const admin = office.as('admin');
  expect(refusalOf(await admin.from('organizations').update({ is_active: false }).eq('code', 'finance'))).toMatchObject({
    field: 'is_active',
    message: expect.stringContaining('City finances and budget'),
  });
  const made = await admin.from('organizations').insert({ name: 'Night Life', kind: 'department' }).select('id, code').single();
  expect(made.data?.code).toBe('night-life');
  await admin.from('organizations').update({ is_active: false }).eq('code', 'night-life');
  const chosen = await office
    .as('manager')
    .from('topics')
    .update({ department_id: made.data?.id ?? null })
    .eq('code', 'other');
  expect(refusalOf(chosen)).toMatchObject({ field: 'department_id' });
});

test('a district code that is there already, and one that is no code, are sentences at the field', async () => {
  const admin = office.as('admin');
  expect(refusalOf(await admin.from('districts').insert({ code: '1', name: 'One', sort_order: 1 }))).toMatchObject({ field: 'code' });
  expect(refusalOf(await admin.from('districts').insert({ code: 'a b', name: 'One', sort_order: 1 }))).toMatchObject({ field: 'code' });
  expect(refusalOf(await admin.from('languages').insert({ code: 'Español', name: 'x', endonym: 'x' }))).toMatchObject({ field: 'code' });
});

test('English stays, any other language can be retired', async () => {
  const admin = office.as('admin');
  expect(refusalOf(await admin.from('languages').update({ is_active: false }).eq('code', 'en'))).toMatchObject({ reason: 'english_stays' });
  expect((await admin.from('languages').update({ is_active: false }).eq('code', 'bs').select('code')).data).toEqual([{ code: 'bs' }]);
});

test('a holiday cannot be observed in another month, nor be there twice', async () => {
  const admin = office.as('admin');
  const far = { calendar: 'city', name: 'Test Day', actual_on: '2027-03-03', observed_on: '2027-04-03' };
  expect(refusalOf(await admin.from('holidays').insert(far))).toMatchObject({ field: 'observed_on' });
  await admin.from('holidays').insert({ ...far, observed_on: '2027-03-04' });
  expect(refusalOf(await admin.from('holidays').insert({ ...far, observed_on: '2027-03-04' }))).toMatchObject({ field: 'name' });
});

test('retention says why; for ever is possible, no years are not', async () => {
  const admin = office.as('admin');
  const change = (patch: object) =>
    admin
      .from('retention_rules')
      .update(patch as never)
      .eq('record_kind', 'inquiries')
      .select('years');
  expect((await change({ years: null })).data).toEqual([{ years: null }]);
  expect(refusalOf(await change({ years: 0 }))).toMatchObject({ field: 'years' });
  expect(refusalOf(await change({ reason: ' ' }))).toMatchObject({ field: 'reason' });
});

test('every change of settings is in the log, with who and from what to what', async () => {
  const rows = await office.exec<{ table_name: string; name: string; before: object; after: object }>(
    `select c.table_name, s.name, c.before, c.after from changes c join staff s on s.id = c.staff_id
     where c.table_name = 'topics' and c.action = 'update' and c.after ? 'target_business_days'`,
  );
  expect(rows).toEqual([
    { table_name: 'topics', name: 'Manager Person', before: { target_business_days: 2 }, after: { target_business_days: 20 } },
  ]);
});
