import { expect, test } from 'vitest';
import { findTypedMention, matchPeople, splitMentions } from '../../../src/domain/shared/mentions.ts';

test('a mention begins with @ at the start of a word, and an e-mail address is none', () => {
  expect(findTypedMention('Ask @Ana Mo', 11)).toEqual({ from: 4, typed: 'Ana Mo' });
  expect(findTypedMention('@', 1)).toEqual({ from: 0, typed: '' });
  expect(findTypedMention('write to ana@office', 19)).toBeNull();
  expect(findTypedMention('@Ana said that she will come back', 33)).toBeNull();
});

test('people are found by the beginning of any word of their name, without accents', () => {
  const people = [{ name: 'Ana Núñez' }, { name: 'Luis Peña' }, { name: 'Nuria Paz' }];
  expect(matchPeople(people, 'nu').map(({ name }) => name)).toEqual(['Nuria Paz', 'Ana Núñez']);
  expect(matchPeople(people, 'ana n').map(({ name }) => name)).toEqual(['Ana Núñez']);
});

test('a text is split where somebody is mentioned, the longer name before the shorter', () => {
  expect(splitMentions('Thanks @Ana Morales, and @Ana.', ['Ana', 'Ana Morales'])).toEqual([
    { text: 'Thanks ', isMention: false },
    { text: '@Ana Morales', isMention: true },
    { text: ', and ', isMention: false },
    { text: '@Ana', isMention: true },
    { text: '.', isMention: false },
  ]);
  expect(splitMentions('nobody@nowhere', ['Ana'])).toEqual([{ text: 'nobody@nowhere', isMention: false }]);
});
