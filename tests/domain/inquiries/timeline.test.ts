import { describe, expect, it } from 'vitest';
import type { Change, Inquiry } from '../../../src/domain/inquiries/inquiry.ts';
import { tellTimeline } from '../../../src/domain/inquiries/timeline.ts';

const inquiry = { opened_at: '2026-11-20T15:00:00+00:00', created_by: 'ana' } as Inquiry;
const change = (id: number, before: Record<string, unknown>, after: Record<string, unknown>): Change => ({
  id,
  changed_at: `2026-11-20T16:0${id}:00+00:00`,
  staff_id: 'ana',
  action: 'update',
  reason: 'screen',
  before,
  after,
});

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
    const told = tellTimeline(inquiry, [note], [change(1, { status: 'new' }, { status: 'in_progress' })]);
    expect(told.map((entry) => entry.kind)).toEqual(['opened', 'change', 'interaction']);
  });

  it('tells an assignment once, though it also moves the state', () => {
    const told = tellTimeline(inquiry, [], [change(1, { status: 'new', assigned_to: null }, { status: 'assigned', assigned_to: 'ana' })]);
    expect(told[1]).toMatchObject({ changes: [{ field: 'assigned_to', before: null, after: 'ana' }] });
  });

  it('leaves out changes of what is only derived, and says how it ended', () => {
    const closing = change(
      2,
      { status: 'new', closed_at: null, resolution_code: null },
      { status: 'closed', closed_at: 'x', resolution_code: 'answered' },
    );
    const told = tellTimeline(inquiry, [], [change(1, { sections_corrected: false }, { sections_corrected: true }), closing]);
    expect(told).toHaveLength(2);
    expect(told[1]).toMatchObject({ resolution: 'answered', changes: [{ field: 'status', after: 'closed' }] });
  });
});
