import { expect, test } from 'vitest';
import { ReportFactsError } from '../../../src/domain/reports/check-facts.ts';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import { exampleEvents, exampleFacts } from './example-facts.ts';
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

test('events that do not add up to their section are refused: by kind, by district, by language', () => {
  const whole = exampleEvents();
  const compile = (change: Partial<typeof whole>) => compileReport(exampleFacts({ events: [exampleEvents(change)] }), english);
  expect(() => compile({})).not.toThrow();
  expect(() => compile({ by_kind: whole.by_kind.slice(1) })).toThrow(
    "held at events of section 4 by kind adds up to 2, but the section's total is 5",
  );
  expect(() => compile({ by_district: whole.by_district.slice(1) })).toThrow('people at events of section 4 by district adds up to 20');
  expect(() => compile({ languages: whole.languages.slice(1) })).toThrow('people at events of section 4 by language add up to 50');
});
