import { expect, test } from 'vitest';
import { leaningOf, questions, readRate, subawardQuestions, writeRate } from '../../../src/domain/awards/subaward-judgement.ts';

const answers = (yes: readonly string[]) =>
  Object.fromEntries(questions.map((one) => [one, { answer: yes.includes(one) ? ('yes' as const) : ('no' as const) }]));

test('a yes to what subrecipients do and a no to what contractors do speak for a subaward', () => {
  expect(leaningOf(answers(subawardQuestions))).toEqual({ subaward: 10, contract: 0, leans: 'subaward' });
  expect(leaningOf(answers(['usual_business', 'many_buyers', 'competition', 'ancillary', 'not_bound']))).toMatchObject({
    leans: 'contract',
  });
});
test('as many for the one as for the other lean nowhere', () => {
  expect(leaningOf({})).toEqual({ subaward: 0, contract: 0, leans: null });
  expect(leaningOf(answers([]))).toEqual({ subaward: 5, contract: 5, leans: null });
});
test.each([
  ['15', 1500],
  ['12.5', 1250],
  ['12,25 %', 1225],
  ['', null],
  ['a', undefined],
  ['12.345', undefined],
])('a rate typed as "%s" is %s basis points', (typed, bp) => {
  expect(readRate(typed)).toBe(bp);
});
test('a rate is written as it is typed', () => {
  expect([1500, 1250, 1205, 0, null].map(writeRate)).toEqual(['15', '12.5', '12.05', '0', '']);
});
