import { expect, test } from 'vitest';
import { whyDay } from '../../../src/domain/awards/schedule-words.ts';

test('a day says how it was counted', () => {
  expect(whyDay({ rule: 'ffr_quarterly', basis: 'period_end', from: '2026-12-31', days: 30 })).toEqual([
    { say: 'days', count: 30, after: { basis: 'period_end', from: '2026-12-31' } },
  ]);
  expect(whyDay({ basis: 'action', from: '2027-01-05', months_end: 1 })).toEqual([
    { say: 'months', count: 1, after: { basis: 'action', from: '2027-01-05' } },
  ]);
  expect(whyDay({ basis: 'final_ffr', from: '2028-01-28', years: 3 })).toEqual([
    { say: 'years', count: 3, after: { basis: 'final_ffr', from: '2028-01-28' } },
  ]);
  expect(whyDay({ basis: 'sam_expiry', from: '2027-03-01', days: 0 })).toEqual([
    { say: 'same', after: { basis: 'sam_expiry', from: '2027-03-01' } },
  ]);
});

test('an auditor’s report is what an audit that it brought forward is counted from', () => {
  expect(whyDay({ basis: 'auditor_report', from: '2026-04-30', months_end: 9, days: 30, reported_on: '2026-10-20' })).toEqual([
    { say: 'days', count: 30, after: { basis: 'auditor_report', from: '2026-10-20' } },
  ]);
});

test('what moved it comes after that, and what is to be compared comes last', () => {
  const reason = {
    basis: 'period_end',
    from: '2024-12-31',
    days: 30,
    accepted_late: '2025-05-12',
    normal: '2025-01-30',
    confirm: true,
  } as const;
  expect(whyDay(reason).map(({ say }) => say)).toEqual(['days', 'accepted_late', 'confirm']);
  expect(whyDay({ basis: 'performance_end', from: '2025-03-20', days: 120, again: true }).map(({ say }) => say)).toEqual(['days', 'again']);
});

test('what was added by hand says where it stands, if somebody said so', () => {
  expect(whyDay({ basis: 'hand', source: 'Award condition 12' })).toEqual([{ say: 'hand', source: 'Award condition 12' }]);
  expect(whyDay({ basis: 'hand' })).toEqual([{ say: 'hand', source: null }]);
  expect(whyDay({})).toEqual([]);
});
