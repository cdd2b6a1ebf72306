import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { moneyOf } from './money-support.ts';

let office: TestOffice;
let m: ReturnType<typeof moneyOf>;
beforeAll(async () => {
  office = await openOffice();
  m = moneyOf(office);
});
afterAll(() => office.close());

type Json = Record<string, unknown>;
const save = (p_opportunity: Json, more: Json = {}) => m.call('coordinator', 'save_opportunity', { p_opportunity, ...more });
const make = async (more: Json = {}) =>
  String((await m.must('coordinator', 'save_opportunity', { p_opportunity: { title: 'Body-worn cameras', ...more } })) as string);
const move = (p_id: string, p_to: string, p_facts: Json = {}) => m.call('coordinator', 'move_opportunity', { p_id, p_to, p_facts });
const row = (id: string) =>
  m.one<Json>(`select *, deadline_on::text, decided_on::text, submitted_on::text from opportunities where id = $1`, [id]);
const submitted = async (more: Json = {}) => {
  const id = await make(more);
  await move(id, 'applying');
  await move(id, 'submitted', { on: '2026-03-02' });
  return id;
};

describe('an opportunity', () => {
  test('closes on the earlier of two days, is found once by its number, and has the component of its listing', async () => {
    const listing = await m.one<{ id: string; component_id: string }>(
      `select id, component_id from assistance_listings where number = '16.738'`,
    );
    const id = await make({
      opportunity_number: ' o-bja-2090-00001 ',
      listing_id: listing.id,
      grants_gov_due_on: '2090-03-02',
      due_on: '2090-03-09',
    });
    expect(await row(id)).toMatchObject({
      opportunity_number: 'O-BJA-2090-00001',
      deadline_on: '2090-03-02',
      component_id: listing.component_id,
      status: 'found',
    });
    expect((await save({ title: 'Again', opportunity_number: 'o-BJA-2090-00001' })).error).toMatchObject({ hint: 'opportunity_taken' });
    const facts = (await office.as('viewer').rpc('opportunity_facts', { p_id: id })).data as { file_by: string; ways: string[] };
    expect(facts).toMatchObject({ file_by: '2090-03-02', ways: ['deciding', 'applying', 'declined'] });
  });
  test.each([
    [{ title: '  ' }, 'opportunity_title'],
    [{ grants_gov_due_on: '2090-03-09', due_on: '2090-03-02' }, 'due_on'],
    [{ posted_on: '2090-03-10', due_on: '2090-03-02' }, 'posted_on'],
    [{ match_percent: 100 }, 'match_percent'],
    [{ url: 'http://www.grants.gov' }, 'opportunity_url'],
    [{ due_on: 'soon' }, 'opportunity_unread'],
    [{ departments: [{ organization_id: '00000000-0000-4000-8000-000000000000' }] }, 'departments'],
  ])('%j is refused at %s', async (wrong, hint) => {
    expect((await save({ title: 'Wrong', ...wrong })).error).toMatchObject({ code: 'PT422', hint });
  });
  test.each([
    // The city's 25 percent of the whole: of 500,000 federal, a third of it.
    [{ request_cents: 50_000_000, match_percent: 25 }, '16666667'],
    [{ ceiling_cents: 50_000_000, match_percent: 25 }, '16666667'],
    [{ request_cents: 30_000, ceiling_cents: 50_000_000, match_percent: 20 }, '7500'],
    [{ request_cents: 50_000_000, match_percent: 0 }, '0'],
    [{ request_cents: 50_000_000, match_percent: 25, match_cents: 5 }, '5'],
    [{ request_cents: 50_000_000 }, null],
  ])('%j needs a match of %s cents', async (values, needed) => {
    const id = await make(values);
    expect((await m.one<Json>('select match_needed_cents::text as needed from opportunities where id = $1', [id])).needed).toBe(needed);
  });
  test('keeps its departments as the list says, and a save over somebody else’s is refused', async () => {
    const [one, two] = await office.exec<{ id: string }>(`select id from organizations where kind = 'department' order by name limit 2`);
    const id = await make({ departments: [{ organization_id: one?.id, part: 'Police' }, { organization_id: two?.id }] });
    const before = await row(id);
    await save({ departments: [{ organization_id: two?.id, part: 'Data' }] }, { p_id: id, p_version: before.version });
    const facts = (await office.as('viewer').rpc('opportunity_facts', { p_id: id })).data as { departments: Json[]; opportunity: Json };
    expect(facts.departments).toMatchObject([{ organization_id: two?.id, part: 'Data' }]);
    expect((await save({ title: 'Late' }, { p_id: id, p_version: before.version })).error).toMatchObject({
      code: 'PT409',
      hint: 'version',
    });
    const again = await row(id);
    await save({ departments: [{ organization_id: two?.id, part: 'Data' }] }, { p_id: id });
    expect((await row(id)).version).toBe(again.version);
  });
});

describe('what happens to an opportunity', () => {
  test('goes from found to submitted and lost, with its days, and nowhere else', async () => {
    const id = await make();
    expect((await move(id, 'submitted', { on: '2026-03-02' })).error).toMatchObject({ hint: 'opportunity_state' });
    await move(id, 'deciding');
    await move(id, 'applying');
    expect((await move(id, 'submitted')).error).toMatchObject({ hint: 'applied_on_missing' });
    expect((await move(id, 'submitted', { on: '2090-01-01' })).error).toMatchObject({ hint: 'applied_on_future' });
    expect((await move(id, 'submitted', { on: '2026-03-02', request_cents: 7_500 })).error).toBeNull();
    expect((await move(id, 'lost', { on: '2026-03-01' })).error).toMatchObject({ hint: 'answered_on' });
    await move(id, 'lost', { on: '2026-09-30', reason: 'Many applicants' });
    expect(await row(id)).toMatchObject({
      status: 'lost',
      submitted_on: '2026-03-02',
      decided_on: '2026-09-30',
      decision_reason: 'Many applicants',
    });
    await move(id, 'submitted');
    expect(await row(id)).toMatchObject({ status: 'submitted', submitted_on: '2026-03-02', decided_on: null });
    await move(id, 'applying');
    expect(await row(id)).toMatchObject({ status: 'applying', submitted_on: null });
  });
  test('is not applied for only with a reason, and can be taken up again', async () => {
    const id = await make();
    expect((await move(id, 'declined')).error).toMatchObject({ hint: 'opportunity_reason_missing' });
    await move(id, 'declined', { reason: 'No match in the budget' });
    expect(await row(id)).toMatchObject({ status: 'declined', decision_reason: 'No match in the budget' });
    expect((await move(id, 'deciding')).error).toBeNull();
  });
  test('becomes an award in one act, with what is known of it; one undo takes both back', async () => {
    const [one] = await office.exec<{ id: string }>(`select id from organizations where kind = 'department' order by name limit 1`);
    const listing = await m.one<{ id: string }>(`select id from assistance_listings where number = '16.710'`);
    const id = await submitted({
      title: 'Hiring',
      listing_id: listing.id,
      request_cents: 30_000_000,
      match_percent: 25,
      departments: [{ organization_id: one?.id }],
    });
    const act = '0197a000-0000-7000-8000-00000000a001';
    const { data, error } = await office
      .as('coordinator')
      .rpc('win_opportunity', {
        p_id: id,
        p_facts: {
          on: '2026-09-30',
          award: { award_number: '15JCOPS26GG00001HIRE', starts_on: '2026-10-01', ends_on: '2029-09-30', federal_cents: 29_000_000 },
        },
      })
      .setHeader('X-Change-Set', act);
    expect(error).toBeNull();
    const award = await m.one<Json>(
      `select status, title, award_number, listing_id, department_id, federal_cents::text as federal, match_cents::text as match, total_cents::text as total from awards where id = $1`,
      [String(data)],
    );
    expect(award).toEqual({
      status: 'awarded',
      title: 'Hiring',
      award_number: '15JCOPS-26-GG-00001-HIRE',
      listing_id: listing.id,
      department_id: one?.id,
      federal: '29000000',
      match: '10000000',
      total: '39000000',
    });
    expect(await row(id)).toMatchObject({ status: 'won', award_id: data, decided_on: '2026-09-30' });
    expect(await m.undo(act)).toMatchObject({ error: null });
    expect(await row(id)).toMatchObject({ status: 'submitted', award_id: null });
    expect(await office.exec('select id from awards where id = $1', [String(data)])).toEqual([]);
  });
  test('becomes an award without a number, which is applied for until it has one, or the one that is in the register', async () => {
    const id = await submitted({ title: 'Not numbered yet' });
    const award = await m.must<string>('coordinator', 'win_opportunity', { p_id: id, p_facts: {} });
    expect(await m.one('select status, award_number from awards where id = $1', [award])).toEqual({
      status: 'applied',
      award_number: null,
    });
    const there = await m.award();
    const other = await submitted();
    expect(await m.must('coordinator', 'win_opportunity', { p_id: other, p_facts: { award_id: there } })).toBe(there);
    expect(await row(other)).toMatchObject({ status: 'won', award_id: there });
    const third = await submitted();
    expect((await m.call('coordinator', 'win_opportunity', { p_id: third, p_facts: { award_id: there } })).error).toMatchObject({
      hint: 'award_of_another',
    });
    expect((await m.call('coordinator', 'win_opportunity', { p_id: id, p_facts: {} })).error).toMatchObject({ hint: 'opportunity_state' });
  });
  test('a refused award leaves the opportunity as it was', async () => {
    const id = await submitted();
    const number = (await m.one<{ award_number: string }>(`select award_number from awards where id = $1`, [await m.award()])).award_number;
    expect(
      (await m.call('coordinator', 'win_opportunity', { p_id: id, p_facts: { award: { award_number: number } } })).error,
    ).toMatchObject({ hint: 'award_number_taken' });
    expect(await row(id)).toMatchObject({ status: 'submitted' });
  });
});

describe('opportunities together', () => {
  test('are listed by what closes next, narrowed, counted, found by number and words, and stand on the calendar', async () => {
    const later = await make({ title: 'Zebra later', due_on: '2091-05-09', opportunity_number: 'O-OVW-2091-9' });
    const sooner = await make({ title: 'Zebra sooner', grants_gov_due_on: '2091-05-02', due_on: '2091-05-09' });
    const decided = await make({ title: 'Zebra decided', due_on: '2091-05-01' });
    await move(decided, 'declined', { reason: 'Too small' });
    const list = async (query: Json) =>
      ((await office.as('viewer').rpc('list_opportunities', { p_query: query as never })).data as { rows: { id: string }[] }).rows.map(
        (one) => one.id,
      );
    const query = { search: 'zebra', filters: { is_open: true } };
    expect(await list(query)).toEqual([sooner, later]);
    expect((await office.as('viewer').rpc('count_opportunities', { p_query: query })).data).toBe(2);
    expect(await list({ search: 'zebra', filters: { deadline: { to: '2091-05-02' } } })).toEqual([decided, sooner]);
    const found = (await office.as('viewer').rpc('search_office', { p_text: 'o-ovw-2091-9' })).data as {
      noun: string;
      id: string;
      rank: number;
    }[];
    expect(found).toMatchObject([{ noun: 'opportunities', id: later, rank: 0 }]);
    const { data } = await office
      .as('viewer')
      .rpc('calendar_between', { p_from: '2091-05-01T05:00Z', p_to: '2091-05-20T05:00Z', p_what: ['opportunities'] });
    expect((data as { dated: Json[] }).dated).toEqual([
      { what: 'opportunities', on: '2091-05-02', count: 1, title: 'Zebra sooner', id: sooner },
      { what: 'opportunities', on: '2091-05-09', count: 2 },
    ]);
  });
});

describe('a search at Grants.gov, as a file', () => {
  const take = (p_rows: Json[], p_facts: Json = {}, p_dry_run = false) =>
    m.must<{
      new: Json[];
      changed: { changes: Json[] }[];
      wrong: Json[];
      same: number;
      over: number;
      closed: number;
      others: number;
      taken: number;
      corrected: number;
    }>('coordinator', 'import_opportunities', { p_rows, p_facts, p_dry_run });
  const one = {
    line: 2,
    number: 'O-BJA-2092-1',
    title: 'Crisis response',
    agency: 'Bureau of Justice Assistance',
    closes_on: '2092-04-01',
    ceiling_cents: 100_000,
  };
  test('brings what is new, of the Department of Justice and not closed; the same file again changes nothing', async () => {
    const rows = [
      one,
      { ...one, line: 3 },
      {
        line: 4,
        number: 'HHS-2092-1',
        title: 'Health centers',
        agency: 'Health Resources and Services Administration',
        closes_on: '2092-04-01',
      },
      { line: 5, number: 'O-NIJ-2020-1', title: 'Over', agency: 'National Institute of Justice', closes_on: '2020-04-01' },
      { line: 6, number: 'X-1', title: '' },
      { line: 7, number: 'CFDA-2092', title: 'By its listing', listing: '16.738 Justice Assistance' },
    ];
    const looked = await take(rows, {}, true);
    expect(looked).toMatchObject({
      new: [{ line: 2 }, { line: 7 }],
      same: 1,
      others: 1,
      closed: 1,
      wrong: [{ line: 6, why: 'title' }],
      taken: 0,
    });
    expect(await office.exec(`select id from opportunities where opportunity_number = 'O-BJA-2092-1'`)).toEqual([]);
    expect(await take(rows, { lines: [2] })).toMatchObject({ taken: 1 });
    expect(
      await m.one(
        `select o.title, c.code, grants_gov_due_on::text as due, status from opportunities o join grant_components c on c.id = o.component_id where opportunity_number = 'O-BJA-2092-1'`,
      ),
    ).toEqual({
      title: 'Crisis response',
      code: 'BJA',
      due: '2092-04-01',
      status: 'found',
    });
    expect(await take(rows, { lines: [2] })).toMatchObject({ taken: 0, corrected: 0, same: 2 });
    expect(await take([{ ...one, line: 2, number: 'HHS-9', agency: 'HRSA' }], { all_agencies: true }, true)).toMatchObject({
      new: [{ number: 'HHS-9' }],
    });
  });
  test('corrects days and amounts of what is here, fills what is empty, keeps the words, and leaves alone what is decided', async () => {
    const id = await make({
      title: 'Our words',
      opportunity_number: 'O-BJA-2093-1',
      grants_gov_due_on: '2093-04-01',
      due_on: '2093-04-08',
      agency: 'Ours',
    });
    const decided = await make({ title: 'Decided', opportunity_number: 'O-BJA-2093-2', due_on: '2093-04-08' });
    await move(decided, 'declined', { reason: 'No' });
    const rows = [
      {
        line: 2,
        number: 'o-bja-2093-1',
        title: 'Their words',
        agency: 'Theirs',
        closes_on: '2093-05-01',
        ceiling_cents: 5_000,
        url: 'https://www.grants.gov/x',
      },
      { line: 3, number: 'O-BJA-2093-2', title: 'Decided', closes_on: '2093-05-01' },
    ];
    expect(await take(rows, {}, true)).toMatchObject({
      over: 1,
      changed: [
        {
          changes: [
            { field: 'grants_gov_due_on', ours: '2093-04-01', theirs: '2093-05-01' },
            { field: 'ceiling_cents', ours: null, theirs: 5_000 },
            { field: 'url' },
          ],
        },
      ],
    });
    expect(await take(rows, { updates: false })).toMatchObject({ corrected: 0 });
    expect(await take(rows)).toMatchObject({ corrected: 1 });
    expect(await row(id)).toMatchObject({
      title: 'Our words',
      agency: 'Ours',
      deadline_on: '2093-05-01',
      due_on: null,
      url: 'https://www.grants.gov/x',
    });
    expect(await take(rows)).toMatchObject({ corrected: 0, same: 1 });
  });
});
