import { expect, test } from 'vitest';
import { LegistarRefused, parseLoose, readMatters } from '../../../src/server/legislation/read-legistar.ts';

test('raw control characters inside of strings are read, and stay what they are', () => {
  const raw = '[{"a": "one\u0001two\nthree\tfour", "b": "\\u0002 \\" \\\\"}\n,\t{"c": 1}]';
  expect(() => JSON.parse(raw)).toThrow();
  expect(parseLoose(raw)).toEqual([{ a: 'one\u0001two\nthree\tfour', b: '\u0002 " \\' }, { c: 1 }]);
  expect(parseLoose('{"a": "ends with a backslash \\\\"}')).toEqual({ a: 'ends with a backslash \\' });
  expect(parseLoose('{"a": "a stray one \\\u000bhere"}')).toEqual({ a: 'a stray one \u000bhere' });
});

test.each(Array.from({ length: 32 }, (_, code) => code))('control character %i anywhere in a title is a space at most', (code) => {
  const sign = String.fromCharCode(code);
  const [row] = readMatters(`[{"MatterFile": "210140", "MatterTitle": "${sign}Sponsor:${sign} Lucas${sign}${sign}Title${sign}"}]`);
  expect(row?.title).toBe('Sponsor: Lucas Title');
});

test('a matter becomes a row of the register', () => {
  const text = JSON.stringify({
    MatterId: 15234,
    MatterFile: ' 240165 ',
    MatterTypeName: 'Ordinance',
    MatterStatusName: 'Passed as Substituted and Amended',
    MatterTitle: 'Sponsor: Somebody',
    MatterIntroDate: '2024-02-15T00:00:00',
    MatterPassedDate: '2024-02-22T00:00:00',
  });
  expect(readMatters(`\uFEFF${text}`)).toEqual([
    {
      line: 1,
      file_number: '240165',
      kind: 'ordinance',
      title: 'Sponsor: Somebody',
      state: 'passed',
      introduced_on: '2024-02-15',
      passed_on: '2024-02-22',
      legistar_id: 15234,
      url: null,
    },
  ]);
});

test.each([
  ['Received and Filed', 'filed'],
  ['Held in Committee', 'held'],
  ['Withdrawn', 'failed'],
  ['Agenda Ready', 'introduced'],
])('"%s" is %s', (status, state) => {
  expect(readMatters(`[{"MatterFile": "250001", "MatterTitle": "T", "MatterStatusName": "${status}"}]`)[0]?.state).toBe(state);
});

test.each(['', 'not json', '{"value": []}', '[1]', '[{"EventId": 1}]', '{"a": "open'])('%j is refused as no file of matters', (text) => {
  expect(() => readMatters(text)).toThrow(LegistarRefused);
});
