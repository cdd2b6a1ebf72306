import { describe, expect, it } from 'vitest';
import { isDisputed, readStoryKinds, tellAct, writeStoryKinds } from '../../../src/domain/inquiries/timeline.ts';
import type { HistoryChange, HistorySet } from '../../../src/domain/shared/history.ts';

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
  it('tells an assignment once, though it also moves the state', () => {
    const told = tellAct(act(1, { status: 'new', assigned_to: null }, { status: 'assigned', assigned_to: 'ana' }));
    expect(told).toMatchObject({ changes: [{ field: 'assigned_to', before: null, after: 'ana' }] });
  });

  it('leaves out changes of what is only derived, and says how it ended', () => {
    expect(tellAct(act(1, { sections_corrected: false }, { sections_corrected: true }))).toBeNull();
    const closing = tellAct(
      act(2, { status: 'new', closed_at: null, resolution_code: null }, { status: 'closed', closed_at: 'x', resolution_code: 'answered' }),
    );
    expect(closing).toMatchObject({ resolution: 'answered', changes: [{ field: 'status', after: 'closed' }] });
  });

  it('does not tell an entry that tells itself, but that it was corrected', () => {
    const part = { table: 'interactions', record: 'n', parent_table: 'inquiries', parent: 'i' };
    expect(tellAct(act(1, { version: 1 }, { version: 2 }, [{ ...part, action: 'insert', before: null, after: null }]))).toBeNull();
    expect(tellAct(act(2, {}, {}, [{ ...part, before: { body: 'y' }, after: { body: 'x' } }]))).toMatchObject({
      changes: [],
      parts: [{ table: 'interactions', action: 'update' }],
    });
  });

  it('is narrowed by its address, in which unknown words are left out', () => {
    expect(readStoryKinds('#story=mail,nonsense,call')).toEqual(['call', 'mail']);
    expect(readStoryKinds('')).toEqual([]);
    expect(writeStoryKinds(['call', 'mail'])).toBe('#story=call,mail');
    expect(writeStoryKinds([])).toBe('');
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
