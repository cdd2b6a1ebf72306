import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

type Json = Record<string, unknown>;
let next = 1000;
/** A number that no other test has. */
const newNumber = () => `15PBJA-24-GG-${String(++next).padStart(5, '0')}-JAGX`;
const award = (more: Json = {}): Json => ({
  award_number: newNumber(),
  title: 'Public Safety Partnership',
  federal_award_on: '2024-10-15',
  starts_on: '2024-10-01',
  ends_on: '2027-09-30',
  federal_cents: 50_000_000,
  ...more,
});
const save = (p_award: Json, p_id: string | null = null, p_version: number | null = null, role: 'staff' | 'coordinator' = 'coordinator') =>
  office.as(role).rpc('save_award', { p_award: p_award as never, ...(p_id ? { p_id } : {}), ...(p_version ? { p_version } : {}) });
async function make(more: Json = {}): Promise<string> {
  const { data, error } = await save(award(more));
  if (error) throw error;
  return String(data);
}
const row = async (id: string) => (await office.exec<Json>('select * from awards where id = $1', [id]))[0] ?? {};
const facts = async (id: string) =>
  (await office.as('viewer').rpc('award_facts', { p_id: id })).data as unknown as {
    award: Json;
    roles: Json[];
    shares: Json[];
    counts: Json;
    component: Json | null;
  };
const read = async (number: string) =>
  (await office.exec<{ r: Json | null }>('select private.read_award_number($1) as r', [number]))[0]?.r ?? null;

describe('an award number', () => {
  test.each([
    ['15PBJA-23-GG-04317-BSCI', 'BJA', 2023, 'grant', '04317', 'BSCI'],
    ['15PBJA-21-GK-03996-INTE', 'BJA', 2021, 'cooperative_agreement', '03996', 'INTE'],
    ['15POVC-21-GK-02595-HT', 'OVC', 2021, 'cooperative_agreement', '02595', 'HT'],
    ['15JCOPS25GG01291SSIX', 'COPS', 2025, 'grant', '01291', 'SSIX'],
    ['15PJDP-22-GG-00001-TITL', 'OJJDP', 2022, 'grant', '00001', 'TITL'],
    ['15JOVW-22-GG-00002-GTEA', 'OVW', 2022, 'grant', '00002', 'GTEA'],
    ['15PSMA-22-GG-00003-AWAX', 'SMART', 2022, 'grant', '00003', 'AWAX'],
    ['15PBJA-23-GX-00004-ABCD', 'BJA', 2023, null, '00004', 'ABCD'],
  ])('%s says its component, year, instrument, sequence and program', async (number, component, year, instrument, sequence, program) => {
    expect(await read(number)).toMatchObject({ format: 'justgrants', component, fiscal_year: year, instrument, sequence, program });
  });
  test.each([
    '15PBJA22GG02066JAGX',
    '15pbja-22-gg-02066-jagx',
    ' 15PBJA 22 GG 02066 JAGX ',
    '15PBJA–22–GG–02066–JAGX',
    '15PBJA22-GG02066-JAGX',
    'ASST_NON_15PBJA22GG02066JAGX_015',
    'https://www.usaspending.gov/award/ASST_NON_15PBJA22GG02066JAGX_015/',
  ])('%s is one and the same award', async (typed) => {
    expect(await read(typed)).toMatchObject({
      number: '15PBJA-22-GG-02066-JAGX',
      key: '15PBJA22GG02066JAGX',
      usaspending_id: 'ASST_NON_15PBJA22GG02066JAGX_015',
    });
  });
  test.each([
    ['2016-DJ-BX-0746', 'legacy_ojp', '2016-DJ-BX-0746', 2016, null],
    ['2007DDBX0667', 'legacy_ojp', '2007-DD-BX-0667', 2007, null],
    ['2020UMWX0123', 'legacy_cops', '2020UMWX0123', 2020, 'COPS'],
    ['2020-um-wx-0123', 'legacy_cops', '2020UMWX0123', 2020, 'COPS'],
  ])('%s is a number from before 2021', async (typed, format, number, fiscal_year, component) => {
    expect(await read(typed)).toMatchObject({ format, number, fiscal_year, component });
  });
  test('an unknown prefix is kept as it was typed, in capitals, and only said to be unknown', async () => {
    expect(await read('15pxyz-23-gg-04317-abcd')).toMatchObject({ format: 'unknown', number: '15PXYZ-23-GG-04317-ABCD', component: null });
    expect(await read('dj-1234/5')).toMatchObject({ format: 'unknown', number: 'DJ-1234/5' });
    expect(await read('2016-V1-GX-0746')).toMatchObject({ format: 'unknown' });
    const id = await make({ award_number: '15pxyz-23-gg-04317-abcd' });
    expect(await row(id)).toMatchObject({ award_number: '15PXYZ-23-GG-04317-ABCD', component_id: null });
    expect(await read('  ')).toBeNull();
  });
  test('a component that is added with its prefix is known from then on', async () => {
    expect(await read('15PZZZ23GG00001ABCD')).toMatchObject({ format: 'unknown', number: '15PZZZ23GG00001ABCD' });
    await office
      .as('admin')
      .from('grant_components')
      .insert({ code: 'ZZZ', name: 'Office of Trials', entity: 'OJP', award_prefix: 'PZZZ' });
    expect(await read('15PZZZ23GG00001ABCD')).toMatchObject({ format: 'justgrants', component: 'ZZZ', number: '15PZZZ-23-GG-00001-ABCD' });
  });
});

describe('saving an award', () => {
  test('component, instrument, guidance, state and total follow from what is typed', async () => {
    const id = await make({
      award_number: '15PBJA23GG04317BSCI',
      federal_award_on: '2023-09-28',
      match_cents: 100,
      program_income_cents: 20,
    });
    const { award: saved, component } = await facts(id);
    expect(saved).toMatchObject({
      award_number: '15PBJA-23-GG-04317-BSCI',
      award_key: '15PBJA23GG04317BSCI',
      instrument: 'grant',
      uniform_guidance_version: '2020',
      status: 'awarded',
      total_cents: 50_000_120,
      sections: [6],
    });
    expect(component).toMatchObject({ code: 'BJA' });
  });
  test.each([
    ['2024-09-30', '2020'],
    ['2024-10-01', '2024'],
  ])('an award of %s is under the guidance of %s', async (day, version) => {
    expect(await row(await make({ federal_award_on: day }))).toMatchObject({ uniform_guidance_version: version });
  });
  test('what is only applied for needs no number and no period', async () => {
    const { data } = await save({ title: 'Body cameras', federal_cents: 100 });
    expect(await row(String(data))).toMatchObject({ status: 'applied', award_number: null });
    // With its number and period it is awarded.
    await save({ award_number: newNumber(), starts_on: '2026-01-01', ends_on: '2026-12-31' }, String(data));
    expect(await row(String(data))).toMatchObject({ status: 'awarded' });
  });
  test('the same award is not registered twice, however its number is typed', async () => {
    await make({ award_number: '15POVC-21-GK-02595-HT' });
    const { error } = await save(award({ award_number: '15povc21gk02595ht' }));
    expect(error).toMatchObject({ code: 'PT422', hint: 'award_number_taken' });
  });
  test.each<[string, Json]>([
    ['total_cents', { federal_cents: 100, match_cents: 1, total_cents: 100 }],
    ['ends_on', { starts_on: '2026-01-01', ends_on: '2025-12-31' }],
    ['ends_on', { ends_on: null, status: 'awarded' }],
    ['starts_on_missing', { starts_on: null, ends_on: null, status: 'awarded' }],
    ['award_number_missing', { award_number: null, status: 'awarded' }],
    ['award_number', { award_number: 'A/B' }],
    ['award_title', { title: ' ' }],
    ['federal_cents', { federal_cents: -1 }],
    ['accepted_on', { accepted_on: '2024-10-14' }],
    ['recipient_uei', { recipient_uei: 'I'.repeat(12) }],
    ['roles_role', { roles: [{ role: 'boss', name: 'Ana' }] }],
    ['roles_name', { roles: [{ role: 'financial_manager' }] }],
    ['roles_email', { roles: [{ role: 'financial_manager', name: 'Ana', email: 'ana@' }] }],
    ['shares_organization', { shares: [{ amount_cents: 1 }] }],
    ['listing_id', { listing_id: '10000000-0000-4000-8000-0000000000ff' }],
    ['performance_rule', { performance_rule: 'none_such' }],
    ['award_unread', { starts_on: '2025-02-30' }],
    ['award_unread', { federal_cents: '9999999999999999999999' }],
  ])('refuses a wrong %s', async (hint, more) => {
    expect((await save(award(more))).error).toMatchObject({ code: 'PT422', hint });
  });
  test('the table itself refuses a total that is not the sum', async () => {
    const id = await make();
    await expect(office.exec('update awards set total_cents = total_cents + 1 where id = $1', [id])).rejects.toThrow(/awards_total_is_sum/);
  });
  test('what is not named stays, and an older copy is told so', async () => {
    const id = await make({ fund_code: '2410' });
    const version = Number((await row(id)).version);
    expect((await save({ title: 'Renamed' }, id, version)).error).toBeNull();
    expect(await row(id)).toMatchObject({ title: 'Renamed', fund_code: '2410', federal_cents: 50_000_000 });
    expect((await save({ title: 'Late' }, id, version)).error).toMatchObject({ code: 'PT409', hint: 'version' });
    expect((await save({ title: 'By staff' }, id, null, 'staff')).error).toMatchObject({ code: '42501' });
  });
  test('roles and shares are written with it, only where they differ, and undone with it', async () => {
    const [police] = await office.exec<{ id: string }>(
      `insert into organizations (code, name, kind) values ('police-board', 'Board of Police Commissioners', 'government') returning id`,
    );
    const [staff] = await office.exec<{ id: string; name: string }>(`select id, name from staff where role = 'coordinator'`);
    const roles = [
      { role: 'grant_award_administrator', staff_id: staff?.id },
      { role: 'financial_manager', name: 'Ana Ruiz', email: 'Ana@City.gov' },
    ];
    const shares = [{ organization_id: police?.id, amount_cents: 27_500_000, purpose: 'Transfer', account_string: '24-2410-129997-X' }];
    const id = await make({ roles, shares });
    const before = await facts(id);
    expect(before.roles).toMatchObject([
      { role: 'grant_award_administrator', name: staff?.name },
      { role: 'financial_manager', email: 'ana@city.gov' },
    ]);
    expect(before.shares).toMatchObject([{ organization: 'Board of Police Commissioners', amount_cents: 27_500_000 }]);
    const version = before.award.version;
    await save({ roles, shares }, id);
    expect((await facts(id)).award.version).toBe(version);
    const act = '01900000-0000-7000-8000-000000000601';
    const writer = office.as('coordinator');
    const { error } = await writer
      .rpc('save_award', { p_award: { shares: [{ ...shares[0], amount_cents: 60_000_000 }] } as never, p_id: id })
      .setHeader('X-Change-Set', act);
    expect(error).toMatchObject({ hint: 'shares' });
    await writer.rpc('save_award', { p_award: { roles: [roles[1]], shares: [] } as never, p_id: id }).setHeader('X-Change-Set', act);
    expect(await facts(id)).toMatchObject({ roles: [{ role: 'financial_manager' }], shares: [], award: { version: Number(version) + 1 } });
    expect((await writer.rpc('undo_change_set', { p_change_set: act })).error).toBeNull();
    const after = await facts(id);
    expect(after.shares).toMatchObject([{ amount_cents: 27_500_000 }]);
    expect(after.roles.map(({ role }) => role)).toEqual(['grant_award_administrator', 'financial_manager']);
  });
});

describe('the list of awards', () => {
  const list = async (query: object) =>
    (await office.as('viewer').rpc('list_awards', { p_query: query as never })).data as unknown as { rows: (Json & { title: string })[] };
  test('is found by its number with and without dashes, and ordered by its end', async () => {
    const number = newNumber();
    await make({ award_number: number, title: 'Later end', starts_on: '2025-01-01', ends_on: '2029-12-31', fund_code: 'XLIST' });
    await make({ title: 'Sooner end', starts_on: '2025-01-01', ends_on: '2025-12-31', fund_code: 'XLIST' });
    expect((await list({ search: 'xlist' })).rows.map(({ title }) => title)).toEqual(['Sooner end', 'Later end']);
    for (const search of [number, number.replaceAll('-', ''), number.toLowerCase()])
      expect((await list({ search })).rows.map(({ title }) => title)).toEqual(['Later end']);
    const counted = await office.as('viewer').rpc('count_awards', { p_query: { search: 'xlist', filters: { is_running: true } } as never });
    expect(counted.data).toBe(2);
  });
  test('says what is owed next', async () => {
    const id = await make({ title: 'Owes', fund_code: 'XOWES' });
    await office.exec(
      `insert into award_reports (award_id, kind, schedule_key, computed_due_on, is_by_hand, filed_on) values
       ($1, 'other', 'xa', '2020-01-30', true, '2020-01-30'), ($1, 'other', 'xb', '2020-02-28', true, null)`,
      [id],
    );
    expect((await list({ search: 'xowes' })).rows[0]).toMatchObject({ id, next_report: { kind: 'other', due_on: '2020-02-28' } });
  });
});
