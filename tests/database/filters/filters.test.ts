import type { CrudFilter, CrudFilters, DataProvider } from '@refinedev/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../../src/app/providers/connection.ts';
import { createDataProvider } from '../../../src/app/providers/data.ts';
import { RefusalError } from '../../../src/data/refusals.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

/** What somebody may type, paste, or mean ill by. */
const texts = [
  'Plain words',
  'plain words',
  'He said "no"',
  '"',
  "O'Brien",
  "'",
  'a,b',
  ',',
  'a)b(c',
  ')',
  '(',
  'back\\slash',
  '\\',
  '\\"',
  '\\n',
  '100%',
  '%',
  'under_score',
  '_',
  'star*',
  '*',
  '**',
  'Peña',
  'ñ',
  '🏛 city hall',
  '日本',
  '{curly}',
  '{}',
  '[br]',
  '[',
  ']',
  '[^a]',
  'a.b',
  '.',
  'x:y',
  'null',
  'true',
  '(null)',
  '^caret$',
  '^',
  '$',
  'a|b',
  '+1',
  '?',
  '?q=1&b=2#h',
  '&',
  '=',
  '#',
  '%25',
  '%00',
  'line\nbreak',
  'tab\tbed',
  ' spaced ',
  '-',
  '--',
  '/* */',
  'and(id.eq.1)',
  'eq.1',
  'not.is.null',
  ')or(id.not.is.null',
  '";drop table residents;--',
  '***:x',
  '(?i)x',
  '\\d',
  '[[:alpha:]]',
  '[.x.]',
];

let office: TestOffice;
let rows: { id: string; text: string }[];
beforeAll(async () => {
  office = await openOffice();
  rows = await office.exec<{ id: string; text: string }>(
    `insert into residents (name, neighborhood) select 'R', t from unnest($1::text[]) t returning id, neighborhood as text`,
    [texts],
  );
  await office.exec(`insert into residents (name) values ('No neighborhood')`);
});
afterAll(() => office.close());

function providerOf(role: Role): DataProvider {
  const { handle, publishableKey } = office.backend;
  const authorizedFetch: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('apikey', publishableKey);
    headers.set('Authorization', `Bearer ${office.tokenOf(role)}`);
    if (!handle) throw new Error('Only a local backend answers in this process.');
    return handle(new Request(input, { ...init, headers }));
  };
  return createDataProvider({ baseUrl: 'http://rotunda.local', authorizedFetch } as unknown as Connection);
}

async function find(filters: CrudFilters): Promise<string[]> {
  const { data } = await providerOf('staff').getList({ resource: 'residents', filters, meta: { select: 'id,neighborhood' } });
  return data.map((row) => String(row.neighborhood)).sort();
}

type Rule = (text: string, value: string) => boolean;
const lower = (text: string) => text.toLowerCase();
const rules: Record<string, Rule> = {
  eq: (text, value) => text === value,
  ne: (text, value) => text !== value,
  contains: (text, value) => lower(text).includes(lower(value)),
  ncontains: (text, value) => !lower(text).includes(lower(value)),
  containss: (text, value) => text.includes(value),
  ncontainss: (text, value) => !text.includes(value),
  startswith: (text, value) => lower(text).startsWith(lower(value)),
  nstartswith: (text, value) => !lower(text).startsWith(lower(value)),
  startswiths: (text, value) => text.startsWith(value),
  endswith: (text, value) => lower(text).endsWith(lower(value)),
  endswiths: (text, value) => text.endsWith(value),
  nendswiths: (text, value) => !text.endsWith(value),
};

describe('every text is looked for as it stands', () => {
  test.each(Object.keys(rules))('%s, alone and inside of a group', async (operator) => {
    for (const value of texts) {
      const expected = rows
        .filter(({ text }) => rules[operator]?.(text, value))
        .map(({ text }) => text)
        .sort();
      const filter = { field: 'neighborhood', operator, value } as CrudFilter;
      expect({ value, found: await find([filter]) }).toEqual({ value, found: expected });
      const never: CrudFilter = { field: 'name', operator: 'eq', value: 'Nobody' };
      expect({ value, found: await find([{ operator: 'or', value: [never, filter] }]) }).toEqual({ value, found: expected });
    }
  });

  test('among several, and outside of several', async () => {
    for (const value of [texts.slice(0, 8), texts.slice(8, 20), texts.slice(20, 45), texts.slice(45), texts]) {
      const inside = rows
        .map(({ text }) => text)
        .filter((text) => value.includes(text))
        .sort();
      const outside = rows
        .map(({ text }) => text)
        .filter((text) => !value.includes(text))
        .sort();
      expect(await find([{ field: 'neighborhood', operator: 'in', value }])).toEqual(inside);
      expect(
        await find([
          {
            operator: 'or',
            value: [
              { field: 'neighborhood', operator: 'in', value },
              { field: 'name', operator: 'eq', value: 'Nobody' },
            ],
          },
        ]),
      ).toEqual(inside);
      expect(await find([{ field: 'neighborhood', operator: 'nin', value }])).toEqual(outside);
      expect(
        await find([
          {
            operator: 'or',
            value: [
              { field: 'neighborhood', operator: 'nin', value },
              { field: 'name', operator: 'eq', value: 'Nobody' },
            ],
          },
        ]),
      ).toEqual(outside);
    }
    expect(await find([{ field: 'neighborhood', operator: 'in', value: [] }])).toEqual([]);
    expect(await find([{ field: 'neighborhood', operator: 'nin', value: [] }])).toHaveLength(texts.length + 1);
    expect(
      await find([
        {
          operator: 'or',
          value: [
            { field: 'neighborhood', operator: 'in', value: [] },
            { field: 'neighborhood', operator: 'eq', value: 'Peña' },
          ],
        },
      ]),
    ).toEqual(['Peña']);
  });
});

describe('numbers, dates, and what is empty', () => {
  const codes = async (filters: CrudFilters) =>
    (await providerOf('viewer').getList({ resource: 'directives', filters, sorters: [{ field: 'section', order: 'asc' }] })).data.map(
      (row) => row.section,
    );

  test('more, less, between, and their groups', async () => {
    expect(await codes([{ field: 'section', operator: 'gte', value: 9 }])).toEqual([9, 10]);
    expect(await codes([{ field: 'section', operator: 'between', value: [2, 4] }])).toEqual([2, 3, 4]);
    expect(await codes([{ field: 'section', operator: 'nbetween', value: [2, 9] }])).toEqual([1, 10]);
    expect(
      await codes([
        {
          operator: 'or',
          value: [
            { field: 'section', operator: 'between', value: [2, 3] },
            {
              operator: 'and',
              value: [
                { field: 'section', operator: 'gt', value: 7 },
                { field: 'section', operator: 'lt', value: 9 },
              ],
            },
            { field: 'section', operator: 'eq', value: 10 },
          ],
        },
      ]),
    ).toEqual([2, 3, 8, 10]);
    expect(
      await codes([
        {
          operator: 'and',
          value: [
            { field: 'section', operator: 'gt', value: 3 },
            { field: 'section', operator: 'in', value: [2, 5] },
          ],
        },
      ]),
    ).toEqual([5]);
    expect(
      await codes([
        {
          operator: 'or',
          value: [
            { field: 'section', operator: 'in', value: [2, 5] },
            { field: 'section', operator: 'nbetween', value: [2, 9] },
          ],
        },
      ]),
    ).toEqual([1, 2, 5, 10]);
  });

  test('nothing at all, alone and inside of a group; a cleared filter asks for nothing', async () => {
    expect(await find([{ field: 'neighborhood', operator: 'null', value: null }])).toEqual(['null']);
    expect(await find([{ field: 'neighborhood', operator: 'nnull', value: null }])).toHaveLength(texts.length);
    expect(
      await find([
        {
          operator: 'or',
          value: [
            { field: 'neighborhood', operator: 'null', value: null },
            { field: 'neighborhood', operator: 'eq', value: 'a.b' },
          ],
        },
      ]),
    ).toEqual(['a.b', 'null']);
    for (const value of ['', undefined])
      expect(await find([{ field: 'neighborhood', operator: 'contains', value }])).toHaveLength(texts.length + 1);
    expect(await find([{ operator: 'or', value: [] }])).toHaveLength(texts.length + 1);
  });

  test('lists inside of a row', async () => {
    const { data } = await providerOf('viewer').getList({
      resource: 'topics',
      filters: [{ field: 'sections', operator: 'ina', value: [4] }],
    });
    expect(data.length).toBeGreaterThan(0);
    expect(data.every((row) => (row.sections as number[]).includes(4))).toBe(true);
  });
});

describe('what cannot be asked is refused, and never asked half', () => {
  const refusal = (filters: CrudFilters) =>
    find(filters).then(
      () => 'answered',
      (error) => (error instanceof RefusalError ? error.refusal.kind : String(error)),
    );
  test('a field that is none, an operator that is none, a character that no text holds', async () => {
    for (const field of ['id&select=*', 'id)', 'a.b.c', '', 'Name', 'id::text', 'or']) {
      const kind = await refusal([{ field, operator: 'eq', value: 'x' }]);
      expect({ field, refused: kind !== 'answered' }).toEqual({ field, refused: true });
    }
    expect(await refusal([{ field: 'name', operator: 'sounds_like', value: 'x' } as unknown as CrudFilter])).toBe('unexpected');
    expect(await refusal([{ field: 'name', operator: 'eq', value: 'a\0b' }])).toBe('invalid');
    expect(await refusal([{ field: 'name', operator: 'contains', value: 'a\0b' }])).toBe('invalid');
    expect(await refusal([{ field: 'id', operator: 'eq', value: 'no uuid' }])).toBe('invalid');
  });
});

describe('lists of a table', () => {
  test('a page has its rows and the count of all; one past the end is empty', async () => {
    const page = (currentPage: number) =>
      providerOf('viewer').getList({
        resource: 'directives',
        pagination: { currentPage, pageSize: 4 },
        sorters: [{ field: 'section', order: 'asc' }],
        meta: { paged: true },
      });
    expect((await page(1)).data.map((row) => row.section)).toEqual([1, 2, 3, 4]);
    expect((await page(3)).data.map((row) => row.section)).toEqual([9, 10]);
    expect((await page(3)).total).toBe(10);
    expect((await page(9)).data).toEqual([]);
  });

  test('without a page all rows come, beyond the thousand that the API answers at once', async () => {
    await office.exec(`insert into residents (name, neighborhood) select 'Many', 'Many' from generate_series(1, 2100)`);
    expect(await find([{ field: 'name', operator: 'eq', value: 'Many' }])).toHaveLength(2100);
    await office.exec(`delete from residents where name = 'Many'`);
  });

  test('several at once by their ids', async () => {
    const ids = rows.slice(0, 3).map(({ id }) => id);
    const many = await providerOf('viewer').getMany?.({ resource: 'residents', ids, meta: { select: 'id' } });
    expect(many?.data.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });
});

describe('a write that touched nothing is an error', () => {
  const kindOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error) => (error as RefusalError).refusal.kind,
    );
  test('for a record that is not there, one that somebody else has saved since, and one that may not be written', async () => {
    const { topic } = (await office.exec<{ topic: string }>('select id as topic from topics limit 1'))[0] ?? { topic: '' };
    const made = await providerOf('staff').create({
      resource: 'inquiries',
      variables: { subject: 'A', channel: 'phone', topic_id: topic },
    });
    const id = String(made.data.id);
    const update = (role: Role, which: string, version?: number) =>
      kindOf(
        providerOf(role).update({
          resource: 'inquiries',
          id: which,
          variables: { subject: 'B' },
          ...(version ? { meta: { version } } : {}),
        }),
      );
    expect(await update('staff', crypto.randomUUID())).toBe('missing');
    expect(await update('staff', id, 99)).toBe('conflict');
    expect(await update('viewer', id)).toBe('forbidden');
    expect(await kindOf(providerOf('viewer').getOne({ resource: 'inquiries', id: crypto.randomUUID() }))).toBe('missing');
    expect(await kindOf(providerOf('admin').deleteOne({ resource: 'inquiries', id }))).toBe('forbidden');
    expect(await update('staff', id, 1)).toBe('done');
  });
});
