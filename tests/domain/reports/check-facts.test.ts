import { expect, test } from 'vitest';
import { ReportFactsError } from '../../../src/domain/reports/check-facts.ts';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import { exampleFacts } from './example-facts.ts';
import { english } from './wording.ts';

test('districts that do not add up to the city are refused, with both numbers', () => {
  const facts = exampleFacts();
  const lacking = exampleFacts({ by_district: facts.by_district.slice(1) });
  expect(() => compileReport(lacking, english)).toThrow(ReportFactsError);
  expect(() => compileReport(lacking, english)).toThrow("opened by district adds up to 192, but the city's total is 214");
});

test('a report that would leave out a section of the ordinance is refused', () => {
  const facts = exampleFacts();
  expect(() => compileReport(exampleFacts({ directives: facts.directives.slice(0, 9) }), english)).toThrow('not 1 to 10');
});

test('a chart that ends in another month is refused', () => {
  const facts = exampleFacts();
  expect(() => compileReport(exampleFacts({ trend: facts.trend.slice(0, 12) }), english)).toThrow('does not end with the month');
});
