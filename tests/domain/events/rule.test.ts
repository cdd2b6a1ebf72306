import { describe, expect, test } from 'vitest';
import { type Choice, choiceOf, isOpenEnded, problemOf, ruleOf } from '../../../src/domain/events/rule.ts';
import { sayProblem, sayRule, weekdayOf } from '../../../src/domain/events/rule-words.ts';
import { dateOfInstant } from '../../../src/domain/shared/dates.ts';

const dayOf = (instant: string) => dateOfInstant(instant, 'America/Chicago');
const endOf = (day: string) => `${day}T23:59:59Z`;
const say = (rule: string, language: 'en' | 'es' = 'en') => sayRule(rule, '2026-10-27', language, dayOf);

describe('a rule in words', () => {
  test.each([
    ['FREQ=WEEKLY;BYDAY=TU;COUNT=10', 'every Tuesday, 10 times', 'todos los martes, 10 veces'],
    ['FREQ=WEEKLY', 'every Tuesday', 'todos los martes'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'every second Tuesday', 'cada 2 semanas, los martes'],
    ['FREQ=WEEKLY;BYDAY=MO,WE,SA', 'every Monday, Wednesday and Saturday', 'todos los lunes, miércoles y sábados'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday', 'de lunes a viernes'],
    ['FREQ=DAILY;COUNT=1', 'every day, once', 'cada día, una vez'],
    ['FREQ=MONTHLY;BYDAY=2TU', 'every month on the second Tuesday', 'cada mes el segundo martes'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'every month on the last Friday', 'cada mes el último viernes'],
    ['FREQ=MONTHLY', 'every month on day 27', 'cada mes el día 27'],
    ['FREQ=YEARLY;INTERVAL=3', 'every 3 years', 'cada 3 años'],
    [
      'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261201T055959Z',
      'every Tuesday, until November 30, 2026',
      'todos los martes, hasta el 30 de noviembre de 2026',
    ],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'by a rule of its own', 'según una regla propia'],
  ])('%s', (rule, english, spanish) => {
    expect([say(rule), say(rule, 'es')]).toEqual([english, spanish]);
  });
});

describe('a rule that cannot be kept is told why', () => {
  test.each([
    ['every tuesday', 'form'],
    ['FREQ=HOURLY', 'form'],
    ['FREQ=DAILY;COUNT=2;COUNT=3', 'form'],
    ['FREQ=DAILY;BYHOUR=9', 'time'],
    ['FREQ=DAILY;RSCALE=GREGORIAN', 'unknown'],
    ['FREQ=DAILY;INTERVAL=0', 'interval'],
    ['FREQ=DAILY;COUNT=501', 'count'],
    ['FREQ=DAILY;UNTIL=20261301', 'until'],
    ['FREQ=DAILY;COUNT=5;UNTIL=20261201', 'both'],
    ['FREQ=WEEKLY;BYDAY=2TU', 'days'],
    ['FREQ=WEEKLY;BYMONTHDAY=3', 'month_days'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'month_days'],
    ['FREQ=YEARLY;BYMONTH=13', 'months'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'positions'],
  ] as const)('%s: %s', (rule, problem) => {
    expect(problemOf(rule)).toBe(problem);
    for (const language of ['en', 'es'] as const) expect(sayProblem(problem, language)).toMatch(/\.$/);
  });
  test('what is usual is not refused', () => {
    for (const rule of [
      'FREQ=WEEKLY;WKST=SU;BYDAY=TU',
      'FREQ=MONTHLY;BYDAY=+2TU',
      'FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO',
      'FREQ=DAILY;UNTIL=20261201',
    ])
      expect(problemOf(rule)).toBeNull();
  });
});

test('a choice makes a rule, and the rule the choice', () => {
  const choices: Choice[] = [
    { unit: 'week', interval: 1, days: ['TU', 'TH'], on: null, ending: { kind: 'count', count: 10 } },
    { unit: 'week', interval: 2, days: ['SA'], on: null, ending: { kind: 'never' } },
    { unit: 'month', interval: 1, days: [], on: { kind: 'weekday', nth: -1, day: 'FR' }, ending: { kind: 'until', on: '2026-12-01' } },
    { unit: 'month', interval: 3, days: [], on: { kind: 'day', day: 15 }, ending: { kind: 'never' } },
    { unit: 'day', interval: 1, days: [], on: null, ending: { kind: 'count', count: 3 } },
    { unit: 'year', interval: 1, days: [], on: null, ending: { kind: 'never' } },
  ];
  for (const choice of choices) {
    const rule = ruleOf(choice, endOf);
    expect(problemOf(rule)).toBeNull();
    expect(choiceOf(rule, (instant) => instant.slice(0, 10))).toEqual(choice);
    expect(isOpenEnded(rule)).toBe(choice.ending.kind === 'never');
  }
  expect(choiceOf('FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO', dayOf)).toBeNull();
});

test('the weekday of a date', () => {
  expect([weekdayOf('2026-10-27'), weekdayOf('2026-11-01'), weekdayOf('2026-11-02')]).toEqual(['TU', 'SU', 'MO']);
});
