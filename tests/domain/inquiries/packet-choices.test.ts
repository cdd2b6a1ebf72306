import { describe, expect, test } from 'vitest';
import {
  addGround,
  carryChoices,
  choose,
  listChoices,
  noChoices,
  type PacketChoices,
  selectionOf,
  takeBack,
  withheldKinds,
} from '../../../src/domain/inquiries/packet-choices.ts';

const cut = (a: number, n: number, g = 'law') => ({ way: 'cut', cut: { p: 'text', a, n, m: 'x', g } }) as const;

describe('what a person chooses for a copy', () => {
  test('each choice is taken back by itself, and the last leaves nothing behind', () => {
    const whole = { way: 'whole', ground: 'law' } as const;
    const show = { way: 'show', kind: 'phones', why: 'A shop' } as const;
    const all = [whole, cut(0, 4), show].reduce<PacketChoices>((choices, one) => choose(choices, 'e', one), noChoices);
    expect(listChoices(all.entries.e ?? {}).map(({ way }) => way)).toEqual(['whole', 'cut', 'show']);
    const left = takeBack(all, 'e', cut(0, 4));
    expect(listChoices(left.entries.e ?? {}).map(({ way }) => way)).toEqual(['whole', 'show']);
    expect(takeBack(takeBack(left, 'e', whole), 'e', show)).toEqual(noChoices);
  });
  test('words that reach into others take their place', () => {
    const twice = choose(choose(noChoices, 'e', cut(2, 4)), 'e', cut(4, 8, 'other'));
    expect(twice.entries.e?.cuts).toEqual([cut(4, 8, 'other').cut]);
    expect(choose(twice, 'e', cut(0, 4)).entries.e?.cuts).toHaveLength(2);
  });
  test('a ground of one’s own is kept once, and goes with what rests on it', () => {
    const mine = { cite: '§ 1', words: 'Because' };
    const first = addGround(noChoices, mine);
    expect(addGround(first.choices, mine)).toEqual({ choices: first.choices, key: 'own_1' });
    expect(addGround(first.choices, { cite: '§ 2', words: 'Because' }).key).toBe('own_2');
    const used = choose(first.choices, 'e', cut(0, 4, first.key));
    expect(used.grounds).toHaveLength(1);
    expect(takeBack(used, 'e', cut(0, 4)).grounds).toEqual([]);
  });
  test('another profile takes what it knows, and the rest comes along in words', () => {
    const from = [
      { key: 'a', cite: '§ A', words: 'A' },
      { key: 'b', cite: '§ B', words: 'B' },
    ];
    const shown = { way: 'show', kind: 'phones', why: 'A shop' } as const;
    const chosen = choose(choose(choose(noChoices, 'e', cut(0, 4, 'a')), 'e', cut(6, 2, 'b')), 'e', shown);
    const carried = carryChoices(chosen, from, [{ key: 'a', cite: '§ A', words: 'A' }], ['name']);
    expect(carried).toEqual({
      grounds: [{ key: 'own_1', cite: '§ B', words: 'B' }],
      entries: { e: { cuts: [cut(0, 4, 'a').cut, cut(6, 2, 'own_1').cut] } },
    });
  });
});

test('a selection is counted in characters, an emoji is one, and blanks around it are left', () => {
  const text = '🙂 call Rosa now';
  expect(selectionOf(text, 0, 0)).toBeNull();
  expect(selectionOf(text, 7, 8)).toBeNull();
  expect(selectionOf(text, 7, 13)).toEqual({ a: 7, n: 4 });
  // A field shows the end of a line as one sign.
  expect(selectionOf('One\r\nTwo\r\nRosa', 8, 12)).toEqual({ a: 10, n: 4 });
});

test('what may be shown although: what the profile withholds, not what a person chose', () => {
  const entry = { key: 'e', kind: 'notes', at: '', facts: {} };
  const run = (k: string, h?: true) => ({ g: 'law', k, a: 0, n: 1, was: 'x', ...(h ? { h } : {}) });
  const parts = [{ n: 'text', m: 'x', r: [run('name'), { t: ' and ', a: 1 }, run('name'), run('chosen', true)] }];
  expect(withheldKinds({ ...entry, parts })).toEqual(['name']);
  expect(withheldKinds({ ...entry, parts, whole: { g: 'law', k: 'notes' } })).toEqual(['notes']);
  expect(withheldKinds({ ...entry, parts, whole: { g: 'law', k: 'chosen', h: true } })).toEqual([]);
});
