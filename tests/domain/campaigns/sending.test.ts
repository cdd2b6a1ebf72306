import { describe, expect, test } from 'vitest';
import { compareBlocks, compareWords } from '../../../src/domain/campaigns/difference.ts';
import { endAtPace, estimateEnd, secondsFor } from '../../../src/domain/campaigns/pace.ts';
import { readPauseReason } from '../../../src/domain/campaigns/pause-reason.ts';
import { readCount, verbsFor } from '../../../src/domain/campaigns/status.ts';
import { detectableRise, judgeTrial, neededPerArm } from '../../../src/domain/campaigns/trial.ts';

describe('when the last letter leaves', () => {
  const hours = { zone: 'America/Chicago', from: '08:00', until: '18:00', isWorkday: (date: string) => date !== '2026-11-26' };
  test('it takes as long as the pace allows, or as the domain that has most of them', () => {
    expect(secondsFor({ count: 6000, largestDomain: 1000 }, { rate: 10, domainRate: 5 })).toBe(600);
    expect(secondsFor({ count: 6000, largestDomain: 5000 }, { rate: 10, domainRate: 5 })).toBe(1000);
    expect(estimateEnd('2026-11-25T12:00:00Z', 600, null)).toBe('2026-11-25T12:10:00.000Z');
  });
  test('what is not done by the evening goes on in the morning, and not on a holiday', () => {
    // 17:30 in Chicago; half an hour today, the rest on Friday, as Thursday is a holiday.
    expect(estimateEnd('2026-11-25T23:30:00Z', 3600, hours)).toBe('2026-11-27T14:30:00.000Z');
    // Begun at night: from eight in the morning.
    expect(estimateEnd('2026-11-25T06:00:00Z', 60, hours)).toBe('2026-11-25T14:01:00.000Z');
  });
  test('a night in which clocks go back is an hour longer, and hours stay hours of the wall', () => {
    const always = { ...hours, isWorkday: () => true };
    // Saturday 17:59 in summer time; Sunday 8:00 in winter time.
    expect(estimateEnd('2026-10-31T22:59:00Z', 120, always)).toBe('2026-11-01T14:01:00.000Z');
  });
  test('where nobody ever works there is no end', () => {
    expect(estimateEnd('2026-11-25T12:00:00Z', 60, { ...hours, isWorkday: () => false })).toBeNull();
    expect(endAtPace('2026-11-25T12:00:00Z', 100, 0)).toBeNull();
    expect(endAtPace('2026-11-25T12:00:00Z', 100, 50)).toBe('2026-11-25T12:02:00.000Z');
  });
});

describe('what may follow', () => {
  const campaign = {
    status: 'in_review' as const,
    kind: 'bulletin' as const,
    step: null,
    written_by: 'w',
    writers: ['x'],
    submitted_by: 's',
    ab_share: null,
    ab_winner: null,
    started_at: null,
    frozen_at: null,
  };
  const leader = (id: string) => ({ id, writes: true, leads: true });
  test('a manager who did not write or submit it approves; the others read why they cannot', () => {
    const not = (id: string) => verbsFor(campaign, leader(id)).find(({ verb }) => verb === 'approve')?.not;
    expect([not('m'), not('w'), not('x'), not('s')]).toEqual([null, 'wrote', 'wrote', 'submitted']);
    expect(verbsFor(campaign, { id: 's', writes: true, leads: false }).map(({ verb }) => verb)).toContain('withdraw');
  });
  test('what is over offers nothing; what goes out is stopped by whoever writes and ended by whoever leads', () => {
    expect(verbsFor({ ...campaign, status: 'sent' }, leader('m'))).toEqual([]);
    expect(verbsFor({ ...campaign, status: 'sending' }, { id: 'c', writes: true, leads: false })).toEqual([
      { verb: 'pause', not: null },
      { verb: 'cancel', not: 'role' },
    ]);
  });
  test.each([
    ['1234', 1234],
    [' 1,234 ', 1234],
    ['1.234', 1234],
    ['1 234', 1234],
    ['12a', null],
    ['', null],
    ['-5', null],
  ])('“%s” is read as %s people', (typed, count) => expect(readCount(typed)).toBe(count));
});

describe('two subjects', () => {
  test('how many it takes agrees with the tables of statistics', () => {
    // Fleiss, 5 % two-sided, 80 % power, without continuity correction.
    expect(Math.ceil(neededPerArm(0.05, 0.1))).toBe(435);
    expect(Math.ceil(neededPerArm(0.5, 0.6))).toBe(388);
    expect(detectableRise(435, 0.05)).toBeCloseTo(0.05, 3);
    expect(detectableRise(2, 0.5)).toBeNull();
  });
  test('few people, or few replies, are called too few', () => {
    expect(judgeTrial({ n: 40, hits: 9 }, { n: 40, hits: 1 }).kind).toBe('too_few');
    // No difference is promised to show that lies there already.
    expect(judgeTrial({ n: 52, hits: 14 }, { n: 52, hits: 0 })).toMatchObject({ kind: 'too_few', rise: null });
    expect(judgeTrial({ n: 5000, hits: 3 }, { n: 5000, hits: 1 }).kind).toBe('too_few');
    expect(judgeTrial({ n: 0, hits: 0 }, { n: 5, hits: 0 }).kind).toBe('nothing');
  });
  test('a clear difference is told, and a small one is not told as one', () => {
    expect(judgeTrial({ n: 2000, hits: 200 }, { n: 2000, hits: 120 })).toMatchObject({ kind: 'difference', more: 'a' });
    expect(judgeTrial({ n: 5000, hits: 500 }, { n: 5000, hits: 510 })).toMatchObject({ kind: 'no_difference' });
    // Nothing but a doubling could have been seen here.
    expect(judgeTrial({ n: 300, hits: 8 }, { n: 300, hits: 7 })).toMatchObject({ kind: 'too_few' });
  });
  test('of two subjects that do the same, about one in twenty trials seems to tell a difference', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    const draw = (n: number, p: number) => Array.from({ length: n }).filter(() => random() < p).length;
    const told = Array.from({ length: 400 }).filter(
      () => judgeTrial({ n: 1000, hits: draw(1000, 0.1) }, { n: 1000, hits: draw(1000, 0.1) }).kind === 'difference',
    ).length;
    expect(told / 400).toBeLessThan(0.09);
    const seen = Array.from({ length: 200 }).filter(() => {
      const rise = detectableRise(1000, 0.1) ?? 0;
      return judgeTrial({ n: 1000, hits: draw(1000, 0.1) }, { n: 1000, hits: draw(1000, 0.1 + rise) }).kind === 'difference';
    }).length;
    expect(seen / 200).toBeGreaterThan(0.7);
  });
});

describe('what was changed', () => {
  test('a text is told word by word', () => {
    expect(compareWords('Leaves are collected on Mondays.', 'Leaves are collected on Tuesdays.')).toEqual([
      { kind: 'same', text: 'Leaves are collected on ' },
      { kind: 'gone', text: 'Mondays.' },
      { kind: 'new', text: 'Tuesdays.' },
    ]);
    expect(compareWords('', 'New')).toEqual([{ kind: 'new', text: 'New' }]);
    expect(compareWords('Same', 'Same')).toEqual([{ kind: 'same', text: 'Same' }]);
  });
  test('both sides can be read off the pieces again, whatever the texts', () => {
    let seed = 3;
    const random = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    const text = () => Array.from({ length: random(12) }, () => ['a', 'b', 'c', 'dd', '\n', '  '][random(6)]).join(' ');
    for (let n = 0; n < 500; n += 1) {
      const [before, after] = [text(), text()];
      const pieces = compareWords(before, after);
      expect(
        pieces
          .filter(({ kind }) => kind !== 'new')
          .map(({ text: t }) => t)
          .join(''),
      ).toBe(before);
      expect(
        pieces
          .filter(({ kind }) => kind !== 'gone')
          .map(({ text: t }) => t)
          .join(''),
      ).toBe(after);
    }
  });
  test('a letter is told block by block: what came, went, moved, and what was changed in it', () => {
    const a = { id: 'a', kind: 'text', text: 'One' };
    const b = { id: 'b', kind: 'button', label: 'Go', url: 'https://a.test' };
    const c = { id: 'c', kind: 'divider' };
    expect(compareBlocks([a, b, c], [c, { ...a, text: 'Two' }, { id: 'd', kind: 'text', text: 'New' }])).toEqual([
      { kind: 'removed', block: b, fields: [] },
      {
        kind: 'changed',
        block: { ...a, text: 'Two' },
        fields: [
          { field: 'text', before: 'One', after: 'Two' },
          { field: 'place', before: '1', after: '2' },
        ],
      },
      { kind: 'added', block: { id: 'd', kind: 'text', text: 'New' }, fields: [] },
    ]);
    expect(compareBlocks([a, b], [b, a])).toMatchObject([{ kind: 'moved' }]);
    expect(compareBlocks([a], [a])).toEqual([]);
    expect(compareBlocks(null, 'x')).toEqual([]);
  });
});

describe('why the program stopped a campaign', () => {
  test('is read by its parts, and what a person wrote is left to them', () => {
    expect(readPauseReason('5 of the last 50 letters failed. Mostly: 550 no\nsuch user')).toEqual({
      kind: 'failed',
      values: { count: '5', total: '50', words: '550 no\nsuch user' },
    });
    expect(readPauseReason('Its letters cannot be made any more: line 4 in the language es-MX.')).toMatchObject({
      kind: 'letter',
      values: { line: '4', language: 'es-MX' },
    });
    expect(readPauseReason('A wrong street.')).toBeNull();
  });
});
