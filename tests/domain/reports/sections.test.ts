import { expect, test } from 'vitest';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import type { ReportFacts } from '../../../src/domain/reports/facts.ts';
import { exampleFacts, quietFacts } from './example-facts.ts';
import { english } from './wording.ts';

const sectionOf = (facts: ReportFacts, number: number) => {
  const found = compileReport(facts, english).sections.find(({ section }) => section === number);
  if (!found) throw new Error(`Section ${number} is missing.`);
  return found;
};

test('each of the ten sections is accounted for, in order', () => {
  const sections = compileReport(exampleFacts(), english).sections;
  expect(sections.map(({ section }) => section)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const { activity, no_activity } of sections) expect(activity === null).toBe(no_activity !== null);
});

test('a section with inquiries says how many were opened, closed and left, and how long they took', () => {
  expect(sectionOf(exampleFacts(), 9).activity?.statements).toEqual([
    '213 inquiries were opened, 202 were closed and 36 were open at the end of the month.',
    'Half of those closed took 1.6 days or less, nine in ten 5.2 days or less.',
    'Opened in September 2026: 200; in October 2025: 183.',
  ]);
});

test('a section in which nothing was closed names no days', () => {
  expect(sectionOf(exampleFacts(), 2).activity?.statements).toEqual([
    '1 inquiry was opened, 0 were closed and 1 was open at the end of the month.',
    'Opened in September 2026: 2; in October 2025: 0.',
  ]);
});

test('a section without activity says so, with the reason', () => {
  expect(sectionOf(exampleFacts(), 3).no_activity).toEqual({
    text: 'No activity recorded',
    reason: 'No inquiry had this as its main section in October 2026.',
  });
});

test('a section in which older inquiries only wait says that they are still open', () => {
  expect(sectionOf(exampleFacts(), 4).no_activity?.reason).toBe(
    'No inquiry with this as its main section was opened or closed in October 2026; 2 from before were still open at its end. No event was held in October 2026. No letter to a mailing list went out in October 2026. The program directory has no entry yet.',
  );
});

test('section 1 gives the staff on the day of the data', () => {
  expect(sectionOf(exampleFacts(), 1).activity?.statements).toEqual(['1 person was on the office’s active staff on November 4, 2026.']);
  expect(sectionOf(exampleFacts({ staffing: { active_staff: 5 } }), 1).activity?.statements[0]).toContain('5 people were');
  expect(sectionOf(quietFacts(), 1).no_activity?.reason).toContain('No one was on the office’s active staff');
});

test('section 10 says when last month’s report was compiled, or that it was not', () => {
  expect(sectionOf(exampleFacts(), 10).activity?.statements).toEqual([
    'The report for September 2026 was compiled on October 1, 2026 as edition 1.',
  ]);
  expect(sectionOf(quietFacts(), 10).no_activity?.reason).toBe('No report for September 2026 has been compiled in this system.');
});
