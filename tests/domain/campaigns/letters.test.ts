import { describe, expect, test } from 'vitest';
import { duplicateBlock, insertBlock, isBlank, moveBlock, removeBlock } from '../../../src/domain/campaigns/block-moves.ts';
import { type Block, type Message, newBlock, readMessage } from '../../../src/domain/campaigns/blocks.ts';
import { areSame, type Letters, mergeLetters, settleLetters, toPatch } from '../../../src/domain/campaigns/letters.ts';

const text = (id: string, words: string): Block => ({ id, kind: 'text', text: words });
const message = (more: Partial<Message> = {}): Message =>
  readMessage({ language: 'en', subject: 'December', blocks: [text('a', 'One'), text('b', 'Two')], ...more });
const letters = (...messages: Message[]): Letters => ({ fallback: 'en', messages });
const base = letters(message());
const blocksOf = (merged: Letters) =>
  merged.messages[0]?.blocks.map((block) => (block.kind === 'text' ? `${block.id}:${block.text}` : block.id));

describe('what is saved', () => {
  test('every language is named, and within each only what differs', () => {
    const mine = letters(message({ subject: 'January ' }), message({ language: 'es', subject: 'Enero', blocks: [] }));
    expect(toPatch(letters(message(), message({ language: 'es', subject: 'Diciembre', blocks: [] })), mine)).toEqual({
      messages: [
        { language: 'en', subject: 'January' },
        { language: 'es', subject: 'Enero' },
      ],
    });
  });
  test('nothing is saved where nothing differs but blanks at the ends of lines', () => {
    expect(toPatch(base, letters(message({ subject: 'December  ' })))).toBeNull();
    expect(areSame(settleLetters(letters(message({ subject_b: ' ' }))), base)).toBe(true);
  });
  test('another fallback alone leaves the versions alone', () => {
    expect(toPatch(base, { ...base, fallback: 'es' })).toEqual({ fallback_language: 'es' });
  });
});

describe('when two people write', () => {
  test('what only one of them touched is laid together', () => {
    const mine = letters(message({ subject: 'January', blocks: [text('a', 'One, mine'), text('b', 'Two')] }));
    const theirs = letters(message({ preheader: 'Theirs', blocks: [text('a', 'One'), text('b', 'Two, theirs')] }));
    const { letters: merged, conflicts } = mergeLetters(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged.messages[0]).toMatchObject({ subject: 'January', preheader: 'Theirs' });
    expect(blocksOf(merged)).toEqual(['a:One, mine', 'b:Two, theirs']);
  });
  test('where both wrote something else, each is asked for: mine stands unless theirs is taken', () => {
    const mine = letters(message({ subject: 'Mine', blocks: [text('a', 'Mine'), text('b', 'Two')] }));
    const theirs = letters(message({ subject: 'Theirs', blocks: [text('a', 'Theirs'), text('b', 'Two')] }));
    const { conflicts } = mergeLetters(base, mine, theirs);
    expect(conflicts.map(({ key, field }) => [key, field])).toEqual([
      ['en.subject', 'subject'],
      ['en.a', 'block'],
    ]);
    const { letters: settled } = mergeLetters(base, mine, theirs, new Set(['en.a']));
    expect(settled.messages[0]?.subject).toBe('Mine');
    expect(blocksOf(settled)).toEqual(['a:Theirs', 'b:Two']);
  });
  test('one may move and add blocks while the other rewrites them', () => {
    const mine = letters(message({ blocks: [text('b', 'Two'), text('n', 'New'), text('a', 'One')] }));
    const theirs = letters(message({ blocks: [text('a', 'One, theirs'), text('b', 'Two')] }));
    const { letters: merged, conflicts } = mergeLetters(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(blocksOf(merged)).toEqual(['b:Two', 'n:New', 'a:One, theirs']);
    expect(blocksOf(mergeLetters(base, theirs, mine).letters)).toEqual(['b:Two', 'n:New', 'a:One, theirs']);
  });
  test('where both moved, or one removed what the other rewrote, the whole is asked for', () => {
    const moved = letters(message({ blocks: [text('b', 'Two'), text('a', 'One')] }));
    const added = letters(message({ blocks: [text('a', 'One'), text('b', 'Two'), text('n', 'New')] }));
    expect(mergeLetters(base, moved, added).conflicts.map(({ key }) => key)).toEqual(['en.blocks']);
    const removed = letters(message({ blocks: [text('b', 'Two')] }));
    const rewritten = letters(message({ blocks: [text('a', 'One, theirs'), text('b', 'Two')] }));
    expect(mergeLetters(base, removed, rewritten).conflicts.map(({ key }) => key)).toEqual(['en.blocks']);
  });
  test('a language that one added stays; one that was taken out goes, unless somebody wrote in it meanwhile', () => {
    const spanish = message({ language: 'es', subject: 'Diciembre', blocks: [] });
    expect(mergeLetters(base, base, letters(message(), spanish)).letters.messages.map(({ language }) => language)).toEqual(['en', 'es']);
    const both = letters(message(), spanish);
    expect(mergeLetters(both, base, both).letters.messages).toHaveLength(1);
    expect(mergeLetters(both, both, base).letters.messages).toHaveLength(1);
    const written = letters(message(), message({ language: 'es', subject: 'Diciembre, mío', blocks: [] }));
    const { conflicts, letters: kept } = mergeLetters(both, written, base);
    expect(conflicts.map(({ key }) => key)).toEqual(['es.message']);
    expect(kept.messages).toHaveLength(2);
    expect(mergeLetters(both, written, base, new Set(['es.message'])).letters.messages).toHaveLength(1);
  });
  test('a blank that somebody is typing behind stays', () => {
    const mine = letters(message({ subject: 'December and ' }));
    expect(
      mergeLetters(letters(message({ subject: 'December and' })), mine, letters(message({ subject: 'December and', preheader: 'Theirs' })))
        .letters.messages[0],
    ).toMatchObject({ subject: 'December and ', preheader: 'Theirs' });
  });
});

describe('blocks', () => {
  const three = ['a', 'b', 'c'].map((id) => text(id, id));
  const ids = (blocks: Block[]) => blocks.map(({ id }) => id).join('');
  test('they are moved within bounds, copied after themselves, taken out', () => {
    expect(ids(moveBlock(three, 'a', 2))).toBe('bca');
    expect(ids(moveBlock(three, 'c', 0))).toBe('cab');
    expect(ids(moveBlock(three, 'a', -1))).toBe('abc');
    expect(ids(moveBlock(three, 'c', 3))).toBe('abc');
    expect(ids(duplicateBlock(three, 'b', 'x'))).toBe('abxc');
    expect(ids(removeBlock(three, 'b'))).toBe('ac');
    expect(ids(insertBlock(three, 1, newBlock('divider', 'd')))).toBe('adbc');
  });
  test('an empty one can go without a word', () => {
    for (const kind of ['heading', 'text', 'image', 'button', 'programs', 'divider'] as const)
      expect(isBlank(newBlock(kind, 'n'))).toBe(true);
    expect(isBlank(text('a', 'One'))).toBe(false);
  });
});
