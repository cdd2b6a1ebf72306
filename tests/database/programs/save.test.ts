import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { type Json, programsOf } from './programs-support.ts';

let office: TestOffice;
let p: ReturnType<typeof programsOf>;
let giver: string;
beforeAll(async () => {
  office = await openOffice();
  p = programsOf(office);
  giver = await p.organization('Blue River Housing');
});
afterAll(() => office.close());

const whole = (): Json => ({
  organization_id: giver,
  name: '  Rent   help ',
  description: 'Up to three months of rent.',
  translations: { es: { name: 'Ayuda con el alquiler' } },
  phone: '+18165550123',
  needs: ['rent', 'housing'],
  languages: ['en', { language: 'so', note: 'By appointment' }],
  districts: ['3', '5'],
  locations: [
    {
      name: 'Front office',
      address_1: '100 Main St',
      city: 'Kansas City',
      state_province: 'MO',
      postal_code: '64106',
      description: 'Second floor',
      schedules: [{ freq: 'WEEKLY', byday: 'MO,TU', opens_at: '09:00', closes_at: '16:30' }],
    },
  ],
  schedules: [{ freq: 'MONTHLY', byday: '1SA', opens_at: '10:00', closes_at: '12:00' }],
  costs: [{ option: 'Filing', amount_cents: 1500 }],
  documents: [{ document: 'Lease' }, { document: 'Proof of income' }],
  fundings: [{ source: 'Emergency Rental Assistance', level: 'federal' }],
});

describe('a program', () => {
  test('is saved with all that hangs on it, as one act that one undo takes back', async () => {
    const id = await p.make(whole());
    const facts = await p.facts(id);
    expect(facts).toMatchObject({
      program: { name: 'Rent help', status: 'active', version: 1 },
      organization: { name: 'Blue River Housing' },
      needs: [{ code: 'rent' }, { code: 'housing' }],
      languages: [{ language: 'en' }, { language: 'so', note: 'By appointment' }],
      districts: [{ code: '3' }, { code: '5' }],
      locations: [
        { name: 'Front office', description: 'Second floor', schedules: [{ byday: 'MO,TU', opens_at: '09:00', closes_at: '16:30' }] },
      ],
      schedules: [{ freq: 'MONTHLY', byday: '1SA' }],
      costs: [{ option: 'Filing', amount_cents: 1500 }],
      documents: [{ document: 'Lease' }, { document: 'Proof of income' }],
      fundings: [{ source: 'Emergency Rental Assistance', level: 'federal' }],
      window: { state: 'always' },
      is_stale: false,
    });
    await p.must('coordinator', 'undo_change_set', { p_change_set: await p.lastSet() });
    expect(await p.one('select count(*)::int as n from programs where id = $1', [id])).toEqual({ n: 0 });
    expect(await p.one(`select count(*)::int as n from locations where name = 'Front office'`)).toEqual({ n: 0 });
  });
  test('keeps what a save does not name, and a list as it is said', async () => {
    const id = await p.make(whole());
    const before = (await p.facts(id)) as Json & { documents: { id: string }[]; locations: { id: string }[]; program: { version: number } };
    const [lease] = before.documents;
    const saved = await p.save(
      { documents: [{ id: lease?.id, document: 'Lease, signed' }], needs: ['rent'], locations: [{ id: before.locations[0]?.id }] },
      { p_id: id, p_version: before.program.version },
    );
    expect(saved.error).toBeNull();
    const after = await p.facts(id);
    expect(after.documents).toEqual([{ ...lease, document: 'Lease, signed' }]);
    expect(after).toMatchObject({
      needs: [{ code: 'rent' }],
      districts: [{ code: '3' }, { code: '5' }],
      locations: [{ id: before.locations[0]?.id, address_1: '100 Main St', description: 'Second floor', schedules: [{ byday: 'MO,TU' }] }],
      costs: [{ option: 'Filing' }],
    });
    // A part alone is a new version too: whoever has it open hears of it.
    expect(after.program.version).toBe(before.program.version + 1);
    expect((await p.save({ name: 'Late' }, { p_id: id, p_version: before.program.version })).error).toMatchObject({
      code: 'PT409',
      hint: 'version',
    });
  });
  test('that is saved as it is says nothing and writes nothing', async () => {
    const id = await p.make(whole());
    const before = await p.facts(id);
    const sets = await p.one('select count(*)::int as n from change_sets');
    await p.save(
      {
        ...before.program,
        needs: ['housing', 'rent'],
        documents: before.documents,
        costs: before.costs,
        locations: before.locations,
        schedules: before.schedules,
      },
      { p_id: id },
    );
    expect((await p.facts(id)).program).toEqual(before.program);
    expect(await p.one('select count(*)::int as n from change_sets')).toEqual(sets);
  });
  test('leaves a place to its organization, and another program may be there too', async () => {
    const id = await p.make(whole());
    const { locations } = (await p.facts(id)) as unknown as { locations: { id: string }[] };
    const other = await p.make({
      organization_id: giver,
      name: 'Deposit help',
      locations: [{ id: locations[0]?.id, description: 'Room 4' }],
    });
    await p.save({ locations: [] }, { p_id: id });
    expect((await p.facts(id)).locations).toEqual([]);
    expect((await p.facts(other)).locations).toMatchObject([{ name: 'Front office', description: 'Room 4' }]);
  });
  test('is said in the language that is asked for, and in English where nobody wrote it', async () => {
    const id = await p.make(whole());
    expect((await p.facts(id, 'es')).words).toMatchObject({
      language: 'es',
      name: 'Ayuda con el alquiler',
      description: 'Up to three months of rent.',
    });
    expect((await p.facts(id, 'es')).needs).toMatchObject([{ name: 'Alquiler' }, { name: 'Un lugar donde vivir' }]);
    expect((await p.facts(id, 'so')).words).toMatchObject({ language: 'en', name: 'Rent help' });
  });
  test('is looked at again in half a year, and a review says until when it is right', async () => {
    const id = await p.make({ organization_id: giver, name: 'Reviewed' });
    const day = await p.one<{ ok: boolean }>(
      `select review_by = (private.local_date(now()) + interval '6 months')::date as ok from programs where id = $1`,
      [id],
    );
    expect(day.ok).toBe(true);
    await office.exec(`update programs set review_by = '2020-01-01', reviewed_on = '2019-07-01' where id = $1`, [id]);
    expect((await p.facts(id)).is_stale).toBe(true);
    expect(await p.names({ filters: { stale: true }, search: 'reviewed' })).toEqual(['Reviewed']);
    expect((await p.call('coordinator', 'review_program', { p_id: id, p_review_by: '2020-01-01' })).error).toMatchObject({
      hint: 'program_review_by',
    });
    await p.must('coordinator', 'review_program', { p_id: id, p_review_by: '2099-01-01' });
    expect((await p.facts(id)).program).toMatchObject({ review_by: '2099-01-01' });
    expect(await p.names({ filters: { stale: true }, search: 'reviewed' })).toEqual([]);
    expect((await p.call('staff', 'review_program', { p_id: id, p_review_by: '2099-02-01' })).error).toMatchObject({ code: '42501' });
  });
  test.each([
    [{ name: ' ' }, 'program_name'],
    [{ organization_id: '00000000-0000-4000-8000-000000000000' }, 'program_organization'],
    [{ opens_on: '2090-03-02', closes_on: '2090-03-01' }, 'program_closes_on'],
    [{ minimum_age: 60, maximum_age: 59 }, 'program_maximum_age'],
    [{ income_basis: 'poverty' }, 'program_income_percent'],
    [{ income_percent: 200 }, 'program_income_basis'],
    [{ tenure: 'guest' }, 'program_tenure'],
    [{ url: 'www.example.org' }, 'program_url'],
    [{ phone: '555-0100' }, 'program_phone'],
    [{ email: 'help at example' }, 'program_email'],
    [{ status: 'gone' }, 'program_status'],
    [{ needs: ['gold'] }, 'program_needs'],
    [{ districts: ['99'] }, 'program_districts'],
    [{ languages: ['tlh'] }, 'program_languages'],
    [{ translations: { tlh: { name: 'X' } } }, 'program_translations'],
    [{ locations: [{}] }, 'program_locations'],
    [{ locations: [{ id: '00000000-0000-4000-8000-000000000000' }] }, 'program_locations'],
    [{ schedules: [{ byday: 'Monday' }] }, 'program_schedules'],
    [{ schedules: [{ opens_at: 'noonish' }] }, 'program_unread'],
    [{ costs: [{ amount_cents: -1 }] }, 'program_costs'],
    [{ documents: [{ document: ' ' }] }, 'program_documents'],
    [{ documents: [{}] }, 'program_documents'],
    [{ fundings: [{ source: 'HUD', level: 'cosmic' }] }, 'fundings'],
    [{ closes_on: 'soon' }, 'program_unread'],
    [{ sections: [5] }, 'program_sections'],
  ])('%j is refused at %s', async (wrong, hint) => {
    expect((await p.save({ organization_id: giver, name: 'Wrong', ...wrong })).error).toMatchObject({ code: 'PT422', hint });
  });
});
