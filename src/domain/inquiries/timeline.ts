import type { Change, Inquiry, Interaction } from './inquiry.ts';

/** The columns whose change is told in the story, in the order in which one act tells them. */
export const toldFields = [
  'status',
  'assigned_to',
  'subject',
  'body',
  'topic_id',
  'department_id',
  'primary_section',
  'sections',
  'resident_id',
  'district_id',
  'neighborhood',
  'location',
  'channel',
  'language',
  'due_on',
] as const;
export type ToldField = (typeof toldFields)[number];

export type FieldChange = { field: ToldField; before: unknown; after: unknown };

/** One entry of the story, oldest first. `who` is a staff id; null is nobody of the office: an import, or the program. */
export type TimelineEntry =
  | { kind: 'opened'; key: string; at: string; who: string | null }
  | { kind: 'interaction'; key: string; at: string; who: string | null; interaction: Interaction }
  | { kind: 'change'; key: string; at: string; who: string | null; changes: FieldChange[]; resolution: string | null };

/** Tells an inquiry's story from its opening, what was said and what was changed. Changes of derived columns alone are left out. */
export function tellTimeline(inquiry: Inquiry, interactions: Interaction[], changes: Change[]): TimelineEntry[] {
  const entries: TimelineEntry[] = [{ kind: 'opened', key: 'opened', at: inquiry.opened_at, who: inquiry.created_by }];
  for (const interaction of interactions) {
    entries.push({ kind: 'interaction', key: interaction.id, at: interaction.occurred_at, who: interaction.created_by, interaction });
  }
  for (const change of changes) {
    if (change.action !== 'update' || !change.after) continue;
    const told = listFieldChanges(change);
    if (told.length === 0) continue;
    const resolution = change.after.resolution_code;
    entries.push({
      kind: 'change',
      key: `change-${change.id}`,
      at: change.changed_at,
      who: change.staff_id,
      changes: told,
      resolution: typeof resolution === 'string' ? resolution : null,
    });
  }
  // Instants arrive in different notations; their order is that of time, not of text.
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a) - rank(b));
}

function rank(entry: TimelineEntry): number {
  return entry.kind === 'opened' ? 0 : entry.kind === 'change' ? 1 : 2;
}

function listFieldChanges({ before, after }: Change): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const field of toldFields) {
    if (!after || !(field in after)) continue;
    changes.push({ field, before: before?.[field] ?? null, after: after[field] ?? null });
  }
  // Assigning a new inquiry also makes its state "assigned", and giving it back makes it "new": one act, told once.
  const status = changes.find((change) => change.field === 'status');
  const follows = status && [status.before, status.after].every((value) => value === 'new' || value === 'assigned');
  return follows && changes.some((change) => change.field === 'assigned_to') ? changes.filter((change) => change !== status) : changes;
}
