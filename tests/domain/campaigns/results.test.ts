import { expect, test } from 'vitest';
import {
  axisOf,
  fateOf,
  type LetterCounts,
  readLetterQuery,
  tellResults,
  toLetterRpc,
  writeLetterQuery,
} from '../../../src/domain/campaigns/results.ts';

const counts = (some: Partial<LetterCounts>): LetterCounts => ({
  letters: 0,
  queued: 0,
  deferred: 0,
  sent: 0,
  failed: 0,
  cancelled: 0,
  bounced: 0,
  complained: 0,
  unsubscribed: 0,
  replied: 0,
  ...some,
});

test('the sentence tells what is something, and always what was sent', () => {
  expect(tellResults(counts({}))).toEqual([{ state: 'sent', count: 0 }]);
  expect(tellResults(counts({ sent: 9, replied: 1, deferred: 2 })).map(({ state }) => state)).toEqual(['sent', 'deferred', 'replied']);
});

test('at a letter stands the gravest of what became of it', () => {
  const row = { status: 'sent', reason: null, bounced_at: null, complained_at: null, unsubscribed_at: null, replied_at: null } as const;
  expect(fateOf(row)).toBe('sent');
  expect(fateOf({ ...row, unsubscribed_at: 'x', complained_at: 'x' })).toBe('complained');
  expect(fateOf({ ...row, bounced_at: 'x', replied_at: 'x' })).toBe('bounced');
  expect(fateOf({ ...row, status: 'waiting' })).toBe('queued');
  expect(fateOf({ ...row, status: 'waiting', reason: '451' })).toBe('deferred');
  expect(fateOf({ ...row, status: 'failed', reason: '550' })).toBe('failed');
});

test('the address says which letters are looked at, and what cannot be read is left out', () => {
  const asked = {
    state: 'bounced',
    language: 'es',
    district: 'none',
    domain: 'one.org',
    variant: 'b',
    search: 'rosa',
    after: null,
    before: null,
  } as const;
  expect(readLetterQuery(writeLetterQuery(asked))).toEqual(asked);
  expect(toLetterRpc(asked, 25)).toEqual({
    filters: { state: ['bounced'], language: ['es'], district: [null], domain: ['one.org'], variant: ['b'] },
    search: 'rosa',
    limit: 25,
  });
  expect(readLetterQuery(new URLSearchParams('state=opened&subject=c')).state).toBeNull();
});

test('an axis has at most five lines and ends above the highest', () => {
  expect([1, 4, 7, 587, 120_793].map(axisOf)).toEqual([
    { step: 1, end: 1 },
    { step: 1, end: 4 },
    { step: 2, end: 8 },
    { step: 200, end: 600 },
    { step: 50_000, end: 150_000 },
  ]);
});
