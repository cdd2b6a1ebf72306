import type { RecordTable } from '../shared/record.ts';

/** One row of list_tasks. `_on` is a day of the office's calendar, `_at` an instant. */
export type TaskRow = {
  id: string;
  title: string;
  notes: string;
  /** What it is on, and what that is called; null: on nothing. */
  record_table: RecordTable | null;
  record_id: string | null;
  record_title: string | null;
  owner_id: string | null;
  /** For whoever has this role, while nobody has taken it. */
  owner_role: OwnerRole | null;
  owner_name: string | null;
  due_on: string | null;
  /** Business days from the day of the event, before it when negative; the task moves with the event. */
  due_days: number | null;
  done_at: string | null;
  done_by: string | null;
  outcome: 'done' | 'dropped' | null;
  is_required: boolean;
  checklist_id: string | null;
  checklist_name: string | null;
  created_by: string | null;
  created_at: string;
  sort_order: number;
  version: number;
  event_on: string | null;
  /** Whether the reader may tick and change it. */
  may_do: boolean;
};

export const ownerRoles = ['staff', 'coordinator', 'manager', 'admin'] as const;
export type OwnerRole = (typeof ownerRoles)[number];

/** An item of a checklist as it is written. */
export type ChecklistItem = {
  id: string | null;
  title: string;
  due_days: number | null;
  owner_id: string | null;
  owner_role: OwnerRole | null;
  is_required: boolean;
};
