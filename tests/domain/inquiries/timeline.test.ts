import { describe, expect, it } from 'vitest';
import type { Inquiry } from '../../../src/domain/inquiries/inquiry.ts';
import { isDisputed, tellTimeline } from '../../../src/domain/inquiries/timeline.ts';
import type { HistoryChange, HistorySet } from '../../../src/domain/shared/history.ts';

const inquiry = { opened_at: '2026-11-20T15:00:00+00:00', created_by: 'ana' } as Inquiry;
const act = (
  n: number,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  others: Partial<HistoryChange>[] = [],
): HistorySet => {
  const row = { id: n, table: 'inquiries', record: 'i', parent_table: null, parent: null, action: 'update' as const, before, after };
  return {
    id: `act-${n}`,
    created_at: `2026-11-20T16:0${n}:00+00:00`,
    staff_id: 'ana',
    reason: 'screen',
    tables: ['inquiries'],
    detail: null,
    kept_from: null,
    undone: null,
    undoes: null,
    counts: [],
    changes: [row, ...others.map((other) => ({ ...row, ...other }))],
  };
};

describe('the story of an inquiry', () => {
  it('begins with the opening and goes on in the order of time, whatever the notation of an instant', () => {
    const note = {
      id: 'n',
      inquiry_id: 'i',
      kind: 'note' as const,
      body: 'x',
      is_public: false,
      occurred_at: '2026-11-20T10:30:00-06:00',
      created_by: null,
    };
    const told = tellTimeline(inquiry, [note], [act(1, { status: 'new' }, { status: 'in_progress' })]);
    expect(told.map((entry) => entry.kind)).toEqual(['opened', 'change', 'interaction']);
  });

  it('tells an assignment once, though it also moves the state', () => {
    const told = tellTimeline(inquiry, [], [act(1, { status: 'new', assigned_to: null }, { status: 'assigned', assigned_to: 'ana' })]);
    expect(told[1]).toMatchObject({ changes: [{ field: 'assigned_to', before: null, after: 'ana' }] });
  });

  it('leaves out changes of what is only derived, and says how it ended', () => {
    const closing = act(
      2,
      { status: 'new', closed_at: null, resolution_code: null },
      { status: 'closed', closed_at: 'x', resolution_code: 'answered' },
    );
    const told = tellTimeline(inquiry, [], [act(1, { sections_corrected: false }, { sections_corrected: true }), closing]);
    expect(told).toHaveLength(2);
    expect(told[1]).toMatchObject({ resolution: 'answered', changes: [{ field: 'status', after: 'closed' }] });
  });

  it('tells an entry once, as itself, and that it was corrected or taken away', () => {
    const note = {
      id: 'n',
      inquiry_id: 'i',
      kind: 'note' as const,
      body: 'x',
      is_public: false,
      occurred_at: '2026-11-20T16:01:00+00:00',
      created_by: 'ana',
    };
    const part = { table: 'interactions', record: 'n', parent_table: 'inquiries', parent: 'i' };
    const told = tellTimeline(
      inquiry,
      [note],
      [
        act(1, { version: 1 }, { version: 2 }, [{ ...part, action: 'insert', before: null, after: null }]),
        act(2, {}, {}, [{ ...part, before: { body: 'y' }, after: { body: 'x' } }]),
      ],
    );
    expect(told.map((entry) => entry.kind)).toEqual(['opened', 'interaction', 'change']);
    expect(told[2]).toMatchObject({ changes: [], parts: [{ table: 'interactions', action: 'update' }] });
  });

  it('tells what the resident answered after a closing, once, and its words where they stand nowhere else', () => {
    const answer = {
      id: 'a',
      answer: 'not_yet' as const,
      words: 'Still dark.',
      closed_at: '2026-11-20T16:00:00Z',
      updated_at: '2026-11-22T16:00:00Z',
    };
    const part = { table: 'inquiry_answers', record: 'a', action: 'insert' as const };
    const told = tellTimeline(inquiry, [], [act(1, {}, {}, [part])], [answer]);
    expect(told.map(({ kind }) => kind)).toEqual(['opened', 'answer']);
    expect(told[1]).toMatchObject({ answer: 'not_yet', words: 'Still dark.' });
    const reopening = {
      id: 'r',
      inquiry_id: 'i',
      kind: 'reopening' as const,
      body: 'The resident answered. Still dark.',
      is_public: false,
      occurred_at: '2026-11-22T16:00:01Z',
      created_by: null,
    };
    expect(tellTimeline(inquiry, [reopening], [], [{ ...answer, answer: 'no' }])[1]).toMatchObject({ answer: 'no', words: null });
    // Written in one moment with the answer, it says nothing that the answer does not.
    const at = { occurred_at: '2026-11-22T16:00:00+00:00' };
    const together = tellTimeline(inquiry, [{ ...reopening, ...at }], [], [{ ...answer, answer: 'no' }]);
    expect(together.map(({ kind }) => kind)).toEqual(['opened', 'answer']);
    expect(together[1]).toMatchObject({ answer: 'no', words: 'Still dark.' });
  });
  it('is disputed while the last closing was answered with no, and not any more once it is closed again', () => {
    const no = { id: 'a', answer: 'no' as const, words: null, closed_at: '2026-11-20T16:00:00Z', updated_at: '2026-11-22T16:00:00Z' };
    expect(isDisputed([no], null)).toBe(true);
    expect(isDisputed([no], '2026-11-20T16:00:00+00:00')).toBe(true);
    expect(isDisputed([no], '2026-11-25T16:00:00Z')).toBe(false);
    expect(isDisputed([no, { ...no, id: 'b', answer: 'yes', closed_at: '2026-11-25T16:00:00Z' }], '2026-11-25T16:00:00Z')).toBe(false);
    expect(isDisputed([], null)).toBe(false);
  });
});
