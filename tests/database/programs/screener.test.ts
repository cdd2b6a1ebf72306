import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Json = Record<string, unknown>;
type Reason = { code: string; sign: 'yes' | 'ask' | 'no' | 'note'; values: Json };
type Screened = {
  counts: Record<'fits' | 'may_fit' | 'does_not_fit', number>;
  limits: { basis: string; year: number; source: string }[];
  programs: { id: string; name: string; verdict: string; reasons: Reason[]; text_language: string }[];
};
const today = '2026-03-10';
let office: TestOffice;
let organization: string;
const districts: string[] = [];
beforeAll(async () => {
  office = await openOffice();
  organization = String((await office.exec<{ id: string }>(`select id from organizations order by code limit 1`))[0]?.id);
  districts.push(...(await office.exec<{ id: string }>('select id from districts order by code')).map(({ id }) => id));
});
afterAll(() => office.close());

const call = async <Answer>(role: Role, name: string, values: Json) => {
  const { data, error } = await office.as(role).rpc(name as never, values as never);
  return { data: data as Answer, error: error as { code: string; hint: string } | null };
};
const screen = async (p_answers: Json, p_language = 'en') =>
  (await call<Screened>('viewer', 'screen_programs', { p_answers, p_language, p_on: today })).data;
async function program(values: Json, needs: string[] = ['rent'], languages: string[] = [], only: string[] = []): Promise<string> {
  const [row] = await office.exec<{ id: string }>(
    `with p as (insert into programs (organization_id, name, minimum_age, maximum_age, income_basis, income_percent, tenure, minimum_household, is_for_veterans, is_for_disabled, opens_on, closes_on, status,
        translations, review_by, eligibility_description)
      select $1, r.name, r.minimum_age, r.maximum_age, r.income_basis, r.income_percent, r.tenure, r.minimum_household, coalesce(r.is_for_veterans, false), coalesce(r.is_for_disabled, false),
        r.opens_on, r.closes_on, coalesce(r.status, 'active'), coalesce(r.translations, '{}'), r.review_by, coalesce(r.eligibility_description, '')
      from jsonb_populate_record(null::programs, $2::jsonb) r returning id),
    n as (insert into program_needs (program_id, need_id) select p.id, n.id from p, needs n where n.code = any ($3::text[])),
    l as (insert into program_languages (program_id, language) select p.id, l from p, unnest($4::text[]) l),
    d as (insert into program_districts (program_id, district_id) select p.id, d from p, unnest($5::uuid[]) d)
    select id from p`,
    [organization, JSON.stringify(values), needs, languages, only],
  );
  return String(row?.id);
}
const clear = () => office.exec('delete from programs');
const verdicts = ({ programs }: Screened) => programs.map(({ name, verdict }) => [name, verdict]);
const reason = (answer: Screened, code: string) => answer.programs[0]?.reasons.find((one) => one.code === code);

describe('the screener', () => {
  test('ranks what fits before what may and what does not, says why in each, and keeps nothing', async () => {
    await clear();
    await program({ name: 'For owners', tenure: 'owner' });
    await program({ name: 'For anybody' });
    await program(
      { name: 'Rent help', tenure: 'renter', income_basis: 'poverty', income_percent: 150, closes_on: '2026-03-20' },
      ['rent'],
      ['so'],
    );
    await program({ name: 'From 62 years', minimum_age: 62 });
    await program({ name: 'Pantry' }, ['food']);
    const tables = () =>
      office.exec(
        `select (select count(*) from screenings)::int as screenings, (select count(*) from changes)::int as changes, (select count(*) from deliveries)::int as deliveries`,
      );
    const before = await tables();
    const answer = await screen({ needs: ['rent'], household_size: 4, income_to_cents: 4_950_000, tenure: 'renter', language: 'so' });
    expect(verdicts(answer)).toEqual([
      ['Rent help', 'fits'],
      ['For anybody', 'fits'],
      ['From 62 years', 'may_fit'],
      ['For owners', 'does_not_fit'],
    ]);
    expect(answer.counts).toEqual({ fits: 2, may_fit: 1, does_not_fit: 1 });
    // 150 percent of 33,000 dollars.
    expect(answer.programs[0]?.reasons).toEqual([
      { code: 'tenure', sign: 'yes', values: { tenure: 'renter' } },
      { code: 'income', sign: 'yes', values: { basis: 'poverty', percent: 150, limit_cents: 4_950_000, household_size: 4, year: 2026 } },
      { code: 'closes', sign: 'note', values: { on: '2026-03-20', days: 10 } },
      { code: 'need', sign: 'yes', values: { needs: ['Rent'] } },
      { code: 'spoken', sign: 'yes', values: { language: 'so' } },
    ]);
    expect(answer.limits).toMatchObject([{ basis: 'poverty', year: 2026 }]);
    expect(await tables()).toEqual(before);
  });

  test('says names in the language that is asked for, where somebody has written them', async () => {
    await clear();
    await program({ name: 'Rent help', translations: { es: { name: 'Ayuda con el alquiler', description: 'Paga el alquiler.' } } });
    const answer = await screen({ needs: ['rent'] }, 'es');
    expect(answer.programs[0]).toMatchObject({ name: 'Ayuda con el alquiler', text_language: 'es' });
    expect(reason(answer, 'need')?.values).toEqual({ needs: ['Alquiler'] });
  });

  test.each([
    // 1,596,000 cents a person: 100 percent.
    [{ income_cents: 1_596_000 }, 'fits'],
    [{ income_cents: 1_596_001 }, 'does_not_fit'],
    [{ income_cents: 0 }, 'fits'],
    [{ income_from_cents: 1_596_000, income_to_cents: 2_000_000 }, 'does_not_fit'],
    [{ income_from_cents: 1_595_999, income_to_cents: 2_000_000 }, 'may_fit'],
    [{ income_from_cents: 1_596_000 }, 'does_not_fit'],
    [{}, 'may_fit'],
  ])('an income of %j against a limit of $15,960 %s', async (income, verdict) => {
    await clear();
    await program({ name: 'Limit', income_basis: 'poverty', income_percent: 100 });
    expect(verdicts(await screen({ needs: ['rent'], household_size: 1, ...income }))).toEqual([['Limit', verdict]]);
  });

  test('a household beyond the table adds for each person what the last line adds; without a table the income is to be asked there', async () => {
    await clear();
    await program({ name: 'Limit', income_basis: 'poverty', income_percent: 100 });
    const ten = await screen({ needs: ['rent'], household_size: 10, income_cents: 1 });
    expect(reason(ten, 'income')?.values).toMatchObject({ limit_cents: 1_596_000 + 9 * 568_000 });
    await office.exec(`update programs set income_basis = 'median', income_percent = 80`);
    const median = await screen({ needs: ['rent'], household_size: 2, income_cents: 1 });
    expect(verdicts(median)).toEqual([['Limit', 'may_fit']]);
    expect(reason(median, 'income_unknown')).toMatchObject({ sign: 'ask' });
  });

  test.each([
    [{ closes_on: '2026-03-09' }, 'does_not_fit', 'closed'],
    [{ closes_on: '2026-03-10' }, 'fits', 'closes'],
    [{ opens_on: '2026-03-11' }, 'may_fit', 'opens'],
    [{ status: 'temporarily closed' }, 'does_not_fit', 'closed_for_now'],
    [{ review_by: '2026-03-09' }, 'fits', 'stale'],
    [{ eligibility_description: 'A parent in school.' }, 'fits', 'also'],
  ])('%j on March 10 %s, and says so: %s', async (values, verdict, code) => {
    await clear();
    await program({ name: 'Window', ...values });
    const answer = await screen({ needs: ['rent'] });
    expect(verdicts(answer)).toEqual([['Window', verdict]]);
    expect(reason(answer, code)).toBeDefined();
  });

  test('what is inactive, defunct or of a retired organization is not offered', async () => {
    await clear();
    await program({ name: 'Inactive', status: 'inactive' });
    await program({ name: 'Defunct', status: 'defunct' });
    await office.exec('update organizations set is_active = false where id = $1', [organization]);
    await program({ name: 'Retired' });
    expect((await screen({ needs: ['rent'] })).programs).toEqual([]);
    await office.exec('update organizations set is_active = true where id = $1', [organization]);
  });

  test.each([
    [{ household_size: 0 }, 'screener_household_size'],
    [{ age: 131 }, 'screener_age'],
    [{ income_cents: -1 }, 'screener_income'],
    [{ income_from_cents: 2, income_to_cents: 1 }, 'screener_income'],
    [{ tenure: 'boat' }, 'screener_tenure'],
    [{ needs: ['nothing'] }, 'screener_needs'],
    [{ district_id: '00000000-0000-4000-8000-000000000000' }, 'screener_district_id'],
    [{ age: 'old' }, 'screener_answers'],
  ])('%j is refused at %s', async (p_answers, hint) => {
    expect((await call('viewer', 'screen_programs', { p_answers })).error).toMatchObject({ code: 'PT422', hint });
  });

  test('offers incomes that are cut where the limits of these programs are', async () => {
    await clear();
    await program({ name: 'Low', income_basis: 'poverty', income_percent: 100 });
    await program({ name: 'High', income_basis: 'poverty', income_percent: 200 });
    await program({ name: 'Food', income_basis: 'poverty', income_percent: 130 }, ['food']);
    const bands = async (p_answers: Json) => (await call('viewer', 'screener_bands', { p_answers, p_on: today })).data;
    expect(await bands({ needs: ['rent'], household_size: 1 })).toEqual([
      { from_cents: 0, to_cents: 1_596_000 },
      { from_cents: 1_596_000, to_cents: 3_192_000 },
      { from_cents: 3_192_000, to_cents: null },
    ]);
    expect(await bands({ needs: ['rent'] })).toEqual([]);
    expect(await bands({ needs: ['transport'], household_size: 1 })).toEqual([]);
  });

  test('agrees with a plain reading of the rules, for every program and many residents', async () => {
    await clear();
    const pick = <One>(list: One[], n: number): One => list[n % list.length] as One;
    const plan = Array.from({ length: 96 }, (_, n) => ({
      values: {
        name: `P${n}`,
        minimum_age: pick([null, 18, 62], n),
        maximum_age: pick([null, null, 70, 90], n),
        income_basis: n % 5 === 0 ? 'poverty' : null,
        income_percent: n % 5 === 0 ? 100 + n : null,
        tenure: pick([null, 'renter', 'owner', null, null], n >> 1),
        minimum_household: pick([null, 3, null], n >> 2),
        is_for_veterans: n % 11 === 0,
        is_for_disabled: n % 13 === 0,
        closes_on: pick([null, '2026-03-09', '2026-03-10', null], n >> 3),
        opens_on: null,
      },
      only: n % 7 === 0 ? [pick(districts, n)] : [],
    }));
    for (const { values, only } of plan) await program(values, ['rent'], [], only);
    for (let n = 0; n < 24; n++) {
      const answers: Json = {
        needs: ['rent'],
        ...(n % 3 ? { age: 10 + n * 4 } : {}),
        ...(n % 4 ? { household_size: 1 + (n % 5), income_cents: n * 150_000 } : {}),
        ...(n % 5 ? { tenure: pick(['renter', 'owner', 'other'], n) } : {}),
        ...(n % 2 ? { is_veteran: n % 4 === 1 } : {}),
        ...(n % 7 ? { is_disabled: n % 3 === 0 } : {}),
        ...(n % 6 ? { district_id: pick(districts, n * 7) } : {}),
      };
      const said = new Map((await screen(answers)).programs.map((one) => [one.name, one.verdict]));
      const expected = plan.map(({ values: v, only }) => {
        const age = answers.age as number | undefined;
        const size = answers.household_size as number | undefined;
        const states = [
          v.minimum_age === null && v.maximum_age === null
            ? null
            : age === undefined
              ? 0
              : age < (v.minimum_age ?? 0) || age > (v.maximum_age ?? 999)
                ? -1
                : 1,
          v.income_percent === null
            ? null
            : size === undefined
              ? 0
              : (answers.income_cents as number) > Math.floor(((1_596_000 + (size - 1) * 568_000) * v.income_percent) / 100)
                ? -1
                : 1,
          v.tenure === null ? null : answers.tenure === undefined ? 0 : answers.tenure === v.tenure ? 1 : -1,
          v.minimum_household === null ? null : size === undefined ? 0 : size < v.minimum_household ? -1 : 1,
          v.is_for_veterans ? (answers.is_veteran === undefined ? 0 : answers.is_veteran ? 1 : -1) : null,
          v.is_for_disabled ? (answers.is_disabled === undefined ? 0 : answers.is_disabled ? 1 : -1) : null,
          only.length === 0 ? null : answers.district_id === undefined ? 0 : answers.district_id === only[0] ? 1 : -1,
          v.closes_on === '2026-03-09' ? -1 : null,
        ];
        return [v.name, states.includes(-1) ? 'does_not_fit' : states.includes(0) ? 'may_fit' : 'fits'] as const;
      });
      const wrong = expected.filter(([name, verdict]) => said.has(name) && said.get(name) !== verdict);
      expect(wrong).toEqual([]);
      const of = (verdict: string) => expected.filter((one) => one[1] === verdict).length;
      expect((await screen(answers)).counts).toEqual({ fits: of('fits'), may_fit: of('may_fit'), does_not_fit: of('does_not_fit') });
    }
  });
});

describe('income limits', () => {
  const save = (p_limits: Json, role: Role = 'admin') => call('admin' === role ? 'admin' : role, 'save_income_limits', { p_limits });
  const good = { basis: 'median', year: 2025, source: 'HUD, FY 2025', amounts: [7_000_000, 8_000_000, 9_000_000] };
  test('are saved as a year, whole, by an administrator; a shorter table drops what is over, an empty one the year', async () => {
    expect((await save(good)).error).toBeNull();
    expect((await save({ ...good, amounts: [7_100_000, 8_000_000] })).error).toBeNull();
    const rows = () =>
      office.exec(`select household_size, amount_cents::text as cents from income_limits where basis = 'median' order by household_size`);
    expect(await rows()).toEqual([
      { household_size: 1, cents: '7100000' },
      { household_size: 2, cents: '8000000' },
    ]);
    expect((await save({ ...good, amounts: [] })).error).toBeNull();
    expect(await rows()).toEqual([]);
    expect((await save(good, 'manager')).error).toMatchObject({ code: '42501' });
  });
  test.each([
    [{ basis: 'poor' }, 'income_basis'],
    [{ year: 1999 }, 'income_year'],
    [{ source: ' ' }, 'income_source'],
    [{ amounts: [7_000_000] }, 'income_amounts'],
    [{ amounts: [7_000_000, null] }, 'income_amounts'],
    [{ amounts: [8_000_000, 7_000_000] }, 'income_order'],
    [{ amounts: ['much', 7_000_000] }, 'income_amounts'],
  ])('%j is refused at %s', async (wrong, hint) => {
    expect((await save({ ...good, ...wrong })).error).toMatchObject({ code: 'PT422', hint });
  });
});

describe('what is kept', () => {
  const answers = { needs: ['rent'], tenure: 'renter', language: 'so' };
  test('is kept only when the resident agrees, with an inquiry or a resident, and with what was shown', async () => {
    await clear();
    await program({ name: 'Rent help', tenure: 'renter' });
    const resident = (await call<string>('staff', 'save_resident', { p_resident: { name: 'Halima Abdi', preferred_language: 'so' } })).data;
    const keep = (p_screening: Json, role: Role = 'staff') => call<string>(role, 'keep_screening', { p_screening });
    expect((await keep({ resident_id: resident, answers })).error).toMatchObject({ hint: 'screening_consent' });
    expect((await keep({ answers, consent_how: 'spoken' })).error).toMatchObject({ hint: 'screening_of' });
    expect((await keep({ resident_id: resident, answers, consent_how: 'spoken' }, 'viewer')).error).toMatchObject({ code: '42501' });
    const kept = await keep({ resident_id: resident, answers, consent_how: 'spoken' });
    const [row] = await office.exec<Json>('select language, answers, results, consent_how from screenings where id = $1', [kept.data]);
    expect(row).toMatchObject({ language: 'so', answers, consent_how: 'spoken', results: [{ name: 'Rent help', verdict: 'fits' }] });
  });

  test('a sheet by letter is one letter a press, and its answers are gone when it is settled', async () => {
    await clear();
    const id = await program({ name: 'Rent help', tenure: 'renter' });
    const sheet = { key: crypto.randomUUID(), to: ' Halima@Example.org ', language: 'so', answers, programs: [id] };
    const mail = (more: Json = {}, role: Role = 'staff') => call<string>(role, 'mail_screener_sheet', { p_sheet: { ...sheet, ...more } });
    expect((await mail({ to: 'halima' })).error).toMatchObject({ hint: 'sheet_to' });
    expect((await mail({ programs: [] })).error).toMatchObject({ hint: 'sheet_programs' });
    expect((await mail({}, 'viewer')).error).toMatchObject({ code: '42501' });
    const first = await mail();
    expect((await mail()).data).toBe(first.data);
    const facts = await office.service.rpc('screener_letter_facts', { p_id: first.data });
    expect(facts.data).toMatchObject({
      language: 'so',
      kind: 'screener.sheet',
      programs: [{ name: 'Rent help', reasons: expect.arrayContaining([{ code: 'tenure', sign: 'yes', values: { tenure: 'renter' } }]) }],
    });
    const row = () => office.exec<Json>(`select to_address, payload from deliveries where kind = 'screener.sheet'`);
    expect(await row()).toMatchObject([{ to_address: 'halima@example.org', payload: { answers } }]);
    await office.exec(`update deliveries set status = 'sent', settled_at = now() where kind = 'screener.sheet'`);
    expect((await row()).map(({ payload }) => Object.keys(payload as Json).sort())).toEqual([['on', 'programs']]);
  });
});
