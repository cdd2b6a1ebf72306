import { describe, expect, test } from 'vitest';
import { readResidentQuery, toAudience, whereOfAudience, writeAudience, writeResidentQuery } from '../../../src/domain/residents/query.ts';
import { prunedWhere, readWhere, valuesIn, type Where, writeWhere } from '../../../src/domain/residents/where.ts';
import { emptyCondition, type GroupDraft, toDraft, toWhere, withPart } from '../../../src/domain/residents/where-draft.ts';

const id = '10000000-0000-4000-8000-000000000001';
const tree: Where = {
  all: [
    { language: ['es', 'so'] },
    { district: [id, null] },
    { any: [{ tag: ['block captain'] }, { needs_interpreter: true }] },
    { not: { any: [{ tag: ['a,b(c)|d:e%f', 'none'] }, { attended: [id] }] } },
  ],
};

describe('conditions in an address', () => {
  test('are readable, and read as they were written', () => {
    expect(writeWhere({ all: [{ language: ['es', 'so'] }, { not: { tag: ['press'] } }, { needs_interpreter: false }] })).toBe(
      'all(language:es|so,not(tag:press),interpreter:no)',
    );
    expect(readWhere(writeWhere(tree))).toEqual(tree);
    for (const odd of ['none', 'null', '%6e', 'ñandú', ' ', '"', "'", '((', ',', '|']) {
      expect(readWhere(writeWhere({ tag: [odd] }))).toEqual({ tag: [odd] });
    }
  });

  test('what cannot be read is no condition', () => {
    const nest = (depth: number): string => (depth === 0 ? 'language:es' : `not(${nest(depth - 1)})`);
    for (const text of [
      '',
      'x',
      'all',
      'all(',
      'all(language:es',
      'language:',
      'language:es|',
      'color:red',
      'not()',
      'not(tag:a,tag:b)',
      'tag:a)',
      '🙂',
      nest(6),
    ])
      expect([text, readWhere(text)]).toEqual([text, null]);
    expect(readWhere(`all(${Array.from({ length: 100 }, () => 'tag:a').join(',')})`)).toBe(null);
    expect(readWhere('all()')).toEqual({ all: [] });
  });

  test('stand beside the other filters of the list, and a page of it keeps them', () => {
    const query = readResidentQuery(new URLSearchParams({ language: 'en', where: writeWhere(tree), sort: '-updated_at' }));
    expect(query.where).toEqual(tree);
    expect(readResidentQuery(writeResidentQuery(query))).toEqual(query);
    expect(readResidentQuery(new URLSearchParams({ where: 'nonsense(' })).where).toBe(null);
  });
});

describe('an audience', () => {
  test('is one tree, whatever filters a view had of its own', () => {
    expect(whereOfAudience({})).toBe(null);
    expect(whereOfAudience({ filters: { language: ['es'], where: { tag: ['a'] } } })).toEqual({
      all: [{ language: ['es'] }, { tag: ['a'] }],
    });
    expect(whereOfAudience({ filters: { district: [id], where: { all: [{ tag: ['a'] }, { tag: ['b'] }] } } })).toEqual({
      all: [{ district: [id] }, { tag: ['a'] }, { tag: ['b'] }],
    });
  });

  test('becomes a view, and a view an audience, without losing anything', () => {
    const audience = toAudience(' rosa ', tree);
    const query = readResidentQuery(new URLSearchParams(writeAudience(audience)));
    expect([query.search, query.where]).toEqual(['rosa', tree]);
  });

  test('that is everybody says so, since nothing at all means that nobody chose', () => {
    expect(toAudience('', null)).toEqual({ filters: {} });
  });
});

describe('a tree while it is put together', () => {
  test('is the same tree again when nothing was changed', () => {
    expect(toWhere(toDraft(tree))).toEqual(tree);
    for (const one of [{ language: ['en'] }, { not: { tag: ['a'] } }, { not: { all: [{ tag: ['a'] }, { tag: ['b'] }] } }] as Where[])
      expect(toWhere(toDraft(one))).toEqual(one);
    expect(toWhere(toDraft(null))).toBe(null);
  });

  test('conditions that name nothing yet, and empty groups, mean nothing', () => {
    const draft: GroupDraft = {
      ...toDraft({ language: ['en'] }),
      parts: [...toDraft({ language: ['en'] }).parts, emptyCondition('tag'), toDraft(null)],
    };
    expect(toWhere(draft)).toEqual({ language: ['en'] });
    expect(prunedWhere({ not: { any: [] } })).toBe(null);
  });

  test('a part is changed or taken away wherever it lies', () => {
    const draft = toDraft({ all: [{ tag: ['a'] }, { any: [{ tag: ['b'] }, { tag: ['c'] }] }] });
    const inner = (draft.parts[1] as GroupDraft).parts[0];
    expect(toWhere(withPart(draft, inner?.key ?? 0, (part) => ({ ...part, isNot: true }) as never))).toEqual({
      all: [{ tag: ['a'] }, { any: [{ not: { tag: ['b'] } }, { tag: ['c'] }] }],
    });
    expect(toWhere(withPart(draft, inner?.key ?? 0, () => null))).toEqual({ all: [{ tag: ['a'] }, { any: [{ tag: ['c'] }] }] });
  });

  test('names each value of a kind once', () => {
    expect(valuesIn({ any: [{ attended: [id] }, { not: { registered: [id] } }, { list: ['x'] }] }, ['attended', 'registered'])).toEqual([
      id,
    ]);
  });
});
