import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { programsOf } from './programs-support.ts';

let office: TestOffice;
let p: ReturnType<typeof programsOf>;
let river: string;
let hill: string;
const on = '2090-06-15';
beforeAll(async () => {
  office = await openOffice();
  p = programsOf(office);
  [river, hill] = [await p.organization('River Center'), await p.organization('Hill Legal Aid')];
  await p.make({ organization_id: river, name: 'Rent', needs: ['rent'], languages: ['en', 'so'], districts: ['3'], is_free: true });
  await p.make({
    organization_id: river,
    name: 'Heat',
    needs: ['utilities', 'rent'],
    languages: ['en'],
    opens_on: '2090-06-01',
    closes_on: '2090-06-15',
    fundings: [{ source: 'LIHEAP', level: 'federal' }],
  });
  await p.make({
    organization_id: hill,
    name: 'Evictions',
    needs: ['legal', 'rent'],
    languages: ['es'],
    is_free: false,
    translations: { es: { name: 'Desalojos' } },
  });
  await p.make({ organization_id: hill, name: 'Over', needs: ['legal'], districts: ['5'], closes_on: '2090-06-14' });
});
afterAll(() => office.close());

const counts = (facet: unknown) =>
  Object.fromEntries((facet as { code?: string; name: string; count: number }[]).map((one) => [one.code ?? one.name, one.count]));

describe('programs', () => {
  test.each([
    [{}, ['Evictions', 'Heat', 'Over', 'Rent']],
    [{ filters: { need: ['rent'] } }, ['Evictions', 'Heat', 'Rent']],
    // Those for the whole city are in each district.
    [{ filters: { district: ['3'] } }, ['Evictions', 'Heat', 'Rent']],
    [{ filters: { district: ['5'] } }, ['Evictions', 'Heat', 'Over']],
    [{ filters: { language: ['so'] } }, ['Rent']],
    [{ filters: { free: true } }, ['Rent']],
    [{ filters: { open: true } }, ['Evictions', 'Heat', 'Rent']],
    [{ filters: { level: ['federal'] } }, ['Heat']],
    [{ filters: { closes: { from: '2090-06-15', to: '2090-06-30' } } }, ['Heat']],
    [{ filters: { need: ['gold'] } }, []],
    [{ search: 'desalojos' }, ['Evictions']],
    // By whom, and for what, in every language.
    [{ search: 'hill' }, ['Evictions', 'Over']],
    [{ search: 'alquiler' }, ['Evictions', 'Heat', 'Rent']],
  ])('are found by %j', async (query, expected) => {
    expect(await p.names({ on, ...query })).toEqual(expected);
    expect(await p.must('viewer', 'count_programs', { p_query: { on, ...query } })).toBe(expected.length);
  });

  test('are counted by each choice under all others', async () => {
    const all = await p.facets({ on });
    expect(all).toMatchObject({ free: 1, open: 3, total: 4 });
    expect(counts(all.need)).toEqual({ rent: 3, utilities: 1, legal: 2 });
    expect(counts(all.district)).toMatchObject({ 1: 2, 3: 3, 5: 3 });
    expect(counts(all.language)).toEqual({ en: 2, es: 1, so: 1 });
    const legal = await p.facets({ on, filters: { need: ['legal'], language: ['es'] } });
    // Of needs under the language, of languages under the need.
    expect(counts(legal.need)).toEqual({ legal: 1, rent: 1 });
    expect(counts(legal.language)).toEqual({ es: 1 });
    expect(legal).toMatchObject({ total: 1, open: 1, free: 0 });
    expect(counts((await p.facets({ on, search: 'hill' })).organization)).toEqual({ 'Hill Legal Aid': 2 });
    expect((await p.facets({ on, filters: { need: ['legal'], open: true } })).open).toBe(1);
    // Nobody said of two whether they are free: they are not counted as such.
    expect(await p.facets({ on, filters: { free: true } })).toMatchObject({ total: 1, free: 1, open: 1 });
    expect(counts((await p.facets({ on, filters: { free: true } })).need)).toEqual({ rent: 1 });
  });

  test('come in pages, each after the last of the one before', async () => {
    type Page = { rows: { name: string }[]; next: unknown };
    const first = await p.must<Page>('viewer', 'list_programs', { p_query: { on, limit: 3 } });
    const second = await p.must<Page>('viewer', 'list_programs', { p_query: { on, limit: 3, after: first.next } });
    expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(['Evictions', 'Heat', 'Over', 'Rent']);
    expect(second.next).toBeNull();
  });

  test('of an organization that is renamed are found under the new name, and are no new version', async () => {
    await office.exec(`update organizations set name = 'Summit Legal Aid' where id = $1`, [hill]);
    expect(await p.names({ on, search: 'summit' })).toEqual(['Evictions', 'Over']);
    expect(await p.one(`select version from programs where name = 'Evictions'`)).toEqual({ version: 1 });
    await office.exec(`update organizations set name = 'Hill Legal Aid' where id = $1`, [hill]);
  });

  test('are offered to a picker, those that one can have now first', async () => {
    await office.exec(`update programs set closes_on = '2001-01-01', opens_on = null where name = 'Heat'`);
    const found = await p.must<{ name: string; window: { state: string } }[]>('viewer', 'find_programs', {
      p_text: 'ren',
      p_filter: { need: ['rent'] },
    });
    expect(found.map(({ name, window }) => [name, window.state])).toEqual([
      ['Rent', 'always'],
      ['Evictions', 'always'],
      ['Heat', 'closed'],
    ]);
    await office.exec(`update programs set opens_on = '2090-06-01', closes_on = '2090-06-15' where name = 'Heat'`);
  });

  test('stand on the calendar with the first and the last day to apply', async () => {
    const { dated } = await p.must<{ dated: unknown[] }>('viewer', 'calendar_between', {
      p_from: '2090-06-01T06:00:00Z',
      p_to: '2090-07-01T05:00:00Z',
      p_what: ['programs'],
    });
    expect(dated).toMatchObject([
      { on: '2090-06-01', kind: 'opens', title: 'Heat' },
      { on: '2090-06-14', kind: 'closes', title: 'Over' },
      { on: '2090-06-15', kind: 'closes', title: 'Heat' },
    ]);
  });
});
