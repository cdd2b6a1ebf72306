import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDocument, describeSchema } from '../../../src/server/settings/document.ts';
import { exportOffice, importOffice, isEmpty, readDocument } from '../../../src/server/settings/exchange.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

const template = (name: string) => readFile(fileURLToPath(new URL(`../../../templates/office/${name}`, import.meta.url)), 'utf8');

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

describe('a settings file', () => {
  const problemsOf = (value: unknown) => {
    const read = checkDocument(value);
    return 'problems' in read ? read.problems.map(({ message }) => message) : [];
  };
  const start = { format: 'rotunda-office-1' };
  test('says what is wrong, and where, in sentences', () => {
    const topic = { code: 'a-topic', name: 'A topic', primary_section: 2 };
    expect(problemsOf({})).toEqual(['format is missing.']);
    expect(problemsOf([])).toEqual(['The file must be an object with names and values.']);
    expect(problemsOf({ ...start, colour: 'red' })).toEqual(['The file has "colour", which is not known here.']);
    expect(problemsOf({ ...start, topics: [topic, { ...topic, code: 'B!', name: '', target_business_days: 'soon' }] })).toEqual([
      'topics[1].code must be small letters, digits and hyphens, two or more, such as "public-works".',
      'topics[1].name must not be empty.',
      'topics[1].target_business_days must be a number.',
    ]);
    expect(problemsOf({ ...start, topics: [{ ...topic, target_business_days: 900 }] })).toEqual([
      'topics[0].target_business_days must be 250 or less.',
    ]);
    expect(problemsOf({ ...start, topics: [topic, topic] })).toEqual(['topics[1] is there twice: a-topic.']);
    expect(problemsOf({ ...start, departments: [], topics: [{ ...topic, department: 'finance' }] })).toEqual([
      'topics[0].department is "finance", which is not among the departments of the file.',
    ]);
    expect(problemsOf({ ...start, office: { time_zone: 'Mars/Base', holiday_calendar: 'moon' } })).toEqual([
      'office.time_zone must be a time zone such as "America/Chicago".',
      'office.holiday_calendar must be "city" or "state" or "federal".',
    ]);
    expect(problemsOf({ ...start, holidays: { rules: [{ calendar: 'city', name: 'Mill Day', month: 8, day: 1, weekday: 5 }] } })).toEqual([
      'holidays.rules[0] must have either "day", or "weekday" (1 is Monday) with "nth".',
    ]);
  });
  test('that is no JSON is a sentence', () => {
    expect(() => readDocument('{ "format": ')).toThrow(/^The file is not JSON: /);
  });
  test('has its schema beside the example (npm run export -- settings-schema), for editors that complete and check', async () => {
    expect(JSON.parse(await template('settings.schema.json'))).toEqual(describeSchema());
  });
});

describe('another city', () => {
  test('looks at the difference first, which writes nothing', async () => {
    const before = await exportOffice(office.service);
    const { written, difference } = await importOffice(office.as('admin'), readDocument(await template('example.json')), { dryRun: true });
    expect(written).toBe(false);
    expect(difference.districts).toMatchObject({
      added: [{ name: 'North Ward' }, { name: 'River Ward' }, { name: 'South Ward' }],
      changed: [],
      retired: expect.arrayContaining([{ key: '1', name: 'District 1' }]),
      unchanged: 0,
    });
    expect(difference.office?.changed[0]?.fields.city_name).toEqual(['Kansas City', 'Harlan Falls']);
    expect(difference.departments?.changed).toContainEqual({ key: 'finance', name: 'Treasury', fields: { name: ['Finance', 'Treasury'] } });
    expect(difference.holiday_rules?.retired.map(({ key }) => key)).toContain('city/Veterans Day/1978');
    expect(difference.holiday_rules?.retired.map(({ key }) => key)).not.toContain('federal/Veterans Day/1978');
    expect(await exportOffice(office.service)).toEqual(before);
  });

  test('takes it in one act, and the same file again changes nothing', async () => {
    const file = readDocument(await template('example.json'));
    const first = await importOffice(office.as('admin'), file, { dryRun: false });
    expect(first.written).toBe(true);
    const sets = await office.exec<{ sets: number; reason: string }>(
      `select count(distinct change_set)::int as sets, min(reason) as reason from changes where staff_id is not null`,
    );
    expect(sets).toEqual([{ sets: 1, reason: 'import' }]);
    const again = await importOffice(office.as('admin'), file, { dryRun: false });
    expect([isEmpty(again.difference), again.difference.topics?.unchanged]).toEqual([true, 5]);
  });

  test('works by its own topics, districts and holidays from then on', async () => {
    const active = await office.as('viewer').from('topics').select('code').eq('is_active', true).order('sort_order');
    expect(active.data?.map(({ code }) => code)).toEqual([
      'city-code',
      'grants-information',
      'streets-and-water',
      'computer-classes',
      'other',
    ]);
    const due = (p_on: string) => office.as('viewer').rpc('add_business_days', { p_on, p_days: 1 });
    const day = async (name: string) =>
      await office.exec<{ day: string }>(
        `select observed_on::text as day from holidays where calendar = 'city' and name = $1 and not is_cancelled and actual_on > office_today() order by 1`,
        [name],
      );
    expect((await day('Mill Day')).length).toBeGreaterThan(10);
    expect(await day('Veterans Day')).toEqual([]);
    expect(await day('Bicentennial')).toEqual([{ day: '2031-06-02' }]);
    expect((await due('2031-05-30')).data).toBe('2031-06-03');
    expect(
      (
        await office.exec(
          `select 1 from holidays where calendar = 'city' and name = 'Veterans Day' and actual_on = '2020-11-11' and not is_cancelled`,
        )
      ).length,
    ).toBe(1);
  });

  test('what goes out comes in as it was', async () => {
    await office
      .as('admin')
      .from('holidays')
      .update({ observed_on: '2030-07-05' })
      .eq('calendar', 'city')
      .eq('name', 'Independence Day')
      .eq('actual_on', '2030-07-04');
    await office.exec(`update topics set first_response_minutes = 120, resolution_minutes = 2700 where code = 'other'`);
    const out = await exportOffice(office.as('viewer'));
    expect(out.topics).toContainEqual(expect.objectContaining({ code: 'other', first_response_minutes: 120, resolution_minutes: 2700 }));
    expect(out.holidays?.days).toContainEqual(expect.objectContaining({ name: 'Independence Day', observed_on: '2030-07-05' }));
    const read = checkDocument(JSON.parse(JSON.stringify(out)));
    expect('problems' in read ? read.problems : []).toEqual([]);
    const { difference } = await importOffice(office.as('admin'), out, { dryRun: true });
    expect(isEmpty(difference)).toBe(true);
  });

  test('is undone as one act', async () => {
    const act = '7d1ff2a0-5a44-4c5e-9f63-0d3c3f3f2f10';
    const before = await exportOffice(office.service);
    const file = readDocument(
      JSON.stringify({
        ...before,
        topics: before.topics?.slice(1),
        districts: [{ code: 'Q', name: 'Quarter' }],
        holidays: { rules: before.holidays?.rules?.slice(3) },
      }),
    );
    await importOffice(office.as('admin'), file, { dryRun: false, act });
    expect(await exportOffice(office.service)).not.toEqual(before);
    const { data, error } = await office.as('admin').rpc('undo_change_set', { p_change_set: act });
    expect([error, (data as { refused?: unknown } | null)?.refused]).toEqual([null, undefined]);
    expect(await exportOffice(office.service)).toEqual(before);
  });

  test('a file with one wrong thing writes nothing of the rest', async () => {
    const before = await exportOffice(office.service);
    const file = readDocument(
      JSON.stringify({
        format: 'rotunda-office-1',
        districts: [{ code: 'Z', name: 'Z Ward' }],
        languages: [{ code: 'es', name: 'Spanish', endonym: 'Español' }],
      }),
    );
    for (const dryRun of [true, false])
      await expect(importOffice(office.as('admin'), file, { dryRun })).rejects.toMatchObject({ hint: 'english_stays' });
    expect(await exportOffice(office.service)).toEqual(before);
  });

  test('is refused when the settings changed since the difference was shown', async () => {
    const file = readDocument(JSON.stringify({ format: 'rotunda-office-1', office: { address: '21 Mill Street' } }));
    const { mark } = await importOffice(office.as('admin'), file, { dryRun: true });
    await office.as('admin').from('settings').update({ address: '22 Mill Street' }).eq('id', 1);
    await expect(importOffice(office.as('admin'), file, { dryRun: false, seen: mark })).rejects.toMatchObject({ hint: 'difference' });
  });

  test('is an administrator’s; everybody of the office may read the settings as a file, strangers may not', async () => {
    const file = readDocument(JSON.stringify({ format: 'rotunda-office-1', districts: [] }));
    for (const role of ['viewer', 'staff', 'coordinator', 'manager'] as const)
      await expect(importOffice(office.as(role), file, { dryRun: true })).rejects.toMatchObject({ code: '42501' });
    await expect(exportOffice(office.as('anon'))).rejects.toMatchObject({ code: '42501' });
  });
});
