import { expect, test } from 'vitest';
import { checkReferralTimes, readWorkTime, writeWorkTime } from '../../../src/domain/referrals/work-time.ts';

test('hours and minutes are read as minutes of work and written as they were; what is no time is not guessed', () => {
  expect(readWorkTime({ hours: '8', minutes: '' })).toBe(480);
  expect(readWorkTime({ hours: '', minutes: '45' })).toBe(45);
  expect(writeWorkTime(150)).toEqual({ hours: '2', minutes: '30' });
  for (const typed of [
    { hours: '', minutes: '' },
    { hours: '1', minutes: '75' },
    { hours: '1.5', minutes: '0' },
    { hours: '-1', minutes: '0' },
  ])
    expect(readWorkTime(typed)).toBeUndefined();
});

test('a time is at least a quarter of an hour, and an outcome does not come before it is accepted', () => {
  expect(checkReferralTimes(480, 4800)).toEqual([]);
  expect(checkReferralTimes(10, undefined)).toEqual(['accept', 'outcome']);
  expect(checkReferralTimes(480, 60)).toEqual(['order']);
});
