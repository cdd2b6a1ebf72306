import { type FieldChange, type HistoryChange, type HistorySet, listFieldChanges } from '../shared/history.ts';
import type { Inquiry, Interaction } from './inquiry.ts';

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
];

/** What the resident answered when they were asked whether a closing helped; the last answer to each closing. */
export type ClosingAnswer = { id: string; answer: 'yes' | 'no' | 'not_yet'; words: string | null; closed_at: string; updated_at: string };

/** Whether the last closing did not help: the resident said no, and nothing was closed since. */
export const isDisputed = (answers: readonly ClosingAnswer[], closedAt: string | null): boolean => {
  const last = [...answers].sort((a, b) => Date.parse(b.closed_at) - Date.parse(a.closed_at))[0];
  return last?.answer === 'no' && (closedAt === null || Date.parse(closedAt) <= Date.parse(last.closed_at));
};

/** One entry of the story, oldest first. `who` is a staff id; null is nobody of the office: an import, or the program. */
export type TimelineEntry =
  | { kind: 'opened'; key: string; at: string; who: string | null }
  | { kind: 'answer'; key: string; at: string; who: null; answer: ClosingAnswer['answer']; words: string | null }
  | { kind: 'interaction'; key: string; at: string; who: string | null; interaction: Interaction }
  | {
      kind: 'change';
      key: string;
      at: string;
      who: string | null;
      changes: FieldChange[];
      resolution: string | null;
      /** What was done to its parts: an entry corrected, a task added. */
      parts: HistoryChange[];
      act: HistorySet;
    };

/** Tells an inquiry's story from its opening, what was said and what was done. Changes of derived columns alone are left out. */
export function tellTimeline(
  inquiry: Inquiry,
  interactions: Interaction[],
  acts: HistorySet[],
  answers: readonly ClosingAnswer[] = [],
): TimelineEntry[] {
  const entries: TimelineEntry[] = [{ kind: 'opened', key: 'opened', at: inquiry.opened_at, who: inquiry.created_by }];
  // A "no" opens it again and leaves an entry with the same words at the same moment: the answer tells both.
  const isTold = ({ kind, created_by, occurred_at }: Interaction) =>
    kind === 'reopening' &&
    created_by === null &&
    answers.some(({ answer, updated_at }) => answer === 'no' && Date.parse(updated_at) === Date.parse(occurred_at));
  for (const interaction of interactions) {
    if (isTold(interaction)) continue;
    entries.push({ kind: 'interaction', key: interaction.id, at: interaction.occurred_at, who: interaction.created_by, interaction });
  }
  for (const { id, answer, words, updated_at } of answers) {
    // What opened it again stands in the story with these words already.
    const isSaid = words !== null && interactions.some((one) => one.kind === 'reopening' && !isTold(one) && one.body.includes(words));
    entries.push({ kind: 'answer', key: id, at: updated_at, who: null, answer, words: isSaid ? null : words });
  }
  const said = new Set(interactions.map((one) => one.id));
  for (const act of acts) {
    const own = act.changes.filter((change) => change.table === 'inquiries' && change.action === 'update');
    const changes = own.flatMap(listInquiryChanges);
    // An entry that stands in the story tells itself.
    const parts = act.changes.filter(
      (change) =>
        change.table !== 'inquiries' &&
        change.table !== 'inquiry_answers' &&
        !(change.action === 'insert' && (said.has(change.record) || isLoaded(act))),
    );
    if (changes.length === 0 && parts.length === 0) continue;
    const resolution = own.map((change) => change.after?.resolution_code).find((code) => typeof code === 'string');
    entries.push({
      kind: 'change',
      key: act.id,
      at: act.created_at,
      who: act.staff_id,
      changes,
      resolution: typeof resolution === 'string' ? resolution : null,
      parts,
      act,
    });
  }
  // Instants arrive in different notations; their order is that of time, not of text.
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a) - rank(b));
}

/** What came in as a whole says when by itself: the moment of loading is nobody's deed. */
const isLoaded = ({ reason }: HistorySet): boolean => reason === 'service';

function rank(entry: TimelineEntry): number {
  // What a resident answered comes before what followed from it.
  return entry.kind === 'opened' ? 0 : entry.kind === 'answer' ? 1 : entry.kind === 'change' ? 2 : 3;
}

/** What one act changed of an inquiry, told once: what follows from it is left out. */
export function listInquiryChanges(change: HistoryChange): FieldChange[] {
  const changes = listFieldChanges(change, toldFields).filter(({ field }) => toldFields.includes(field));
  // Assigning a new inquiry also makes its state "assigned", and giving it back makes it "new": one act, told once.
  const status = changes.find((one) => one.field === 'status');
  const follows = status && [status.before, status.after].every((value) => value === 'new' || value === 'assigned');
  return follows && changes.some((one) => one.field === 'assigned_to') ? changes.filter((one) => one !== status) : changes;
}
