import { expect, test } from 'vitest';
import { checkFacts } from '../../../src/domain/reports/check-facts.ts';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import type { AnswerSection } from '../../../src/domain/reports/facts.ts';
import { exampleFacts } from './example-facts.ts';
import { english as wording } from './wording.ts';

const sectionOf = (answers: Partial<AnswerSection>, section = 9) => {
  const facts = exampleFacts({ answers: [{ key: '9', asked: 40, answered: 12, yes: 9, not_yet: 2, no: 1, ...answers }] });
  checkFacts(facts);
  const found = compileReport(facts, wording).sections.find((one) => one.section === section);
  if (!found) throw new Error('No such section.');
  return found;
};

test('a section says how many were asked after their inquiry was closed, how many answered, and what', () => {
  const { activity, answers } = sectionOf({});
  expect(activity?.statements.slice(-2)).toEqual([
    'After their inquiries were closed, 40 residents were asked whether they got what they needed; 12 answered.',
    'Of those who answered, 9 got it, 2 did not have it yet, and 1 did not get it and disputes the closing.',
  ]);
  expect(answers).toEqual({ asked: 40, answered: 12, disputed: 1 });
});

test('an answer that nobody gave is not counted up', () => {
  expect(sectionOf({ answered: 5, yes: 5, not_yet: 0, no: 0 }).activity?.statements.at(-1)).toBe('Of those who answered, 5 got it.');
});

test('what fewer than five answered is kept back, and nothing is said of what nobody answered', () => {
  const few = sectionOf({ asked: 1, answered: 4, yes: 1, not_yet: 0, no: 3 });
  expect(few.activity?.statements.slice(-2)).toEqual([
    '1 resident was asked after their inquiry was closed whether they got what they needed; 4 answered.',
    'What fewer than five answered is not shown.',
  ]);
  expect(few.answers).toEqual({ asked: 1, answered: 4, disputed: null });
  expect(sectionOf({ answered: 0, yes: 0, not_yet: 0, no: 0 }).activity?.statements.at(-1)).toContain('0 answered.');
});

test('a section in which nothing else happened is active when somebody was asked, and others say nothing of it', () => {
  expect(sectionOf({ key: '6' }, 6).no_activity).toBeNull();
  expect(sectionOf({}, 6).answers).toBeUndefined();
});

test('what was reopened is counted in words of its own, also where nobody was asked', () => {
  const { activity, answers } = sectionOf({ reopened: 2 });
  expect(activity?.statements.at(-1)).toBe('2 inquiries were reopened after they were closed.');
  expect(answers).toEqual({ asked: 40, answered: 12, disputed: 1, reopened: 2 });
  const alone = sectionOf({ asked: 0, answered: 0, yes: 0, not_yet: 0, no: 0, reopened: 1 });
  expect(alone.activity?.statements.slice(-1)).toEqual(['1 inquiry was reopened after it was closed.']);
  expect(alone.activity?.statements.join(' ')).not.toContain('asked whether');
});

test('answers that do not add up are refused', () => {
  expect(() => sectionOf({ yes: 10 })).toThrow('answers of section 9 add up to 13, but 12 answered');
});
