import { type FieldChange, type HistoryChange, type HistoryNames, type HistorySet, listFieldChanges } from '../shared/history.ts';
import type { Channel, InteractionKind } from './words.ts';

/** The columns whose change is told in the story, in the order in which one act tells them. The database looks for the same ones. */
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

/** What the story can be narrowed to, in the order in which it is offered. */
export const storyKinds = [
  'note',
  'call',
  'mail',
  'visit',
  'letter',
  'state',
  'task',
  'file',
  'referral',
  'request',
  'encounter',
  'report',
  'packet',
] as const;
export type StoryKind = (typeof storyKinds)[number];

/** What the resident answered when they were asked whether a closing helped; the last answer to each closing. */
export type ClosingAnswer = { id: string; answer: 'yes' | 'no' | 'not_yet'; words: string | null; closed_at: string; updated_at: string };

/** Whether the last closing did not help: the resident said no, and nothing was closed since. */
export const isDisputed = (answers: readonly ClosingAnswer[], closedAt: string | null): boolean => {
  const last = [...answers].sort((a, b) => Date.parse(b.closed_at) - Date.parse(a.closed_at))[0];
  return last?.answer === 'no' && (closedAt === null || Date.parse(closedAt) <= Date.parse(last.closed_at));
};

/** What became of a letter. */
export type LetterFate = {
  status: 'waiting' | 'sent' | 'failed' | 'cancelled';
  reason: string | null;
  send_at: string;
  settled_at: string | null;
  bounced_at: string | null;
};
export type StoryMail = {
  id: string;
  direction: 'in' | 'out';
  source: 'office' | 'mailbox' | 'file';
  from_address: string | null;
  from_name: string | null;
  to_addresses: string[];
  cc_addresses: string[];
  subject: string;
  body: string;
  attachment_id: string | null;
  delivery: LetterFate | null;
};
export type StoryCard = { id: string; title: string; number: number; language: string };

type Told<Kind extends string, More> = {
  kind: Kind;
  key: string;
  id: string;
  at: string;
  /** A staff id; null is nobody of the office: a resident, an import, or the program. */
  who: string | null;
  /** The inquiry it was told on, when that is one that repeats this one. */
  on: { id: string; number: string } | null;
} & More;

/** One entry of the story, as `inquiry_timeline` tells it. */
export type StoryEntry =
  | Told<'opened', { channel: Channel; source_system: string | null; source_key: string | null }>
  | Told<'said', { said: InteractionKind; body: string; is_public: boolean; mail: StoryMail | null; cards: StoryCard[] }>
  | Told<'mail', { mail: StoryMail }>
  | Told<'act', { act: HistorySet }>
  | Told<'answer', { answer: ClosingAnswer['answer']; words: string | null; person: string | null }>
  | Told<'file', { name: string }>
  | Told<'task', { name: string; done_at: string | null }>
  | Told<
      'referral',
      { step: ReferralStep; body: string; receiver: string | null; referral_id: string; number: number; organization: string }
    >
  | Told<
      'encounter',
      { language: string; dialect: string | null; mode: string; outcome: string; unmet_reason: string | null; minutes: number | null }
    >
  | Told<'letter', { letter: string; to: string; delivery: LetterFate }>
  | Told<'request', { number: string; status: string | null; issue: string | null; is_open: boolean }>
  | Told<'report', { report_id: string; month: string; edition: number; counted: ('opened' | 'closed')[] }>
  /** A clock ran out, and these people were told; `after_minutes`: minutes of work after that, zero for the first step. */
  | Told<
      'escalation',
      {
        clock: 'first' | 'resolution';
        due_at: string;
        after_minutes: number;
        told_to: string[];
        acknowledged_by: string | null;
        acknowledged_at: string | null;
      }
    >
  /** A copy for the public that was made. */
  | Told<'packet', { number: number; profile: string; places: number }>;

export type ReferralStep =
  | 'sent'
  | 'sent_again'
  | 'reminded'
  | 'escalated'
  | 'acknowledged'
  | 'asked'
  | 'answered'
  | 'accepted'
  | 'declined'
  | 'progress'
  | 'outcome'
  | 'reopened'
  | 'withdrawn'
  | 'note';

/** A page of the story, newest first; `next` is where the older ones begin. */
export type StoryPage = { rows: StoryEntry[]; next: [string, string] | null } & HistoryNames;

/** Tables whose rows tell themselves in the story, or follow from its state; of the others these do so when they are new. */
const silent = new Set(['inquiries', 'inquiry_answers', 'answer_uses', 'clock_pauses', 'packets', 'packet_redactions']);
const telling = new Set(['interactions', 'mails']);

export type ToldAct = {
  changes: FieldChange[];
  resolution: string | null;
  /** What was done to its parts: an entry corrected, a task added. */
  parts: HistoryChange[];
};

/** What an act says of an inquiry and of its parts; null when it changed only what is derived, or what tells itself. */
export function tellAct(act: HistorySet): ToldAct | null {
  const own = act.changes.filter((change) => change.table === 'inquiries' && change.action === 'update');
  const changes = own.flatMap(listInquiryChanges);
  const parts = act.changes.filter(
    ({ table, action, after }) =>
      !silent.has(table) &&
      !(action === 'insert' && (telling.has(table) || act.reason === 'service')) &&
      // Whom it was brought to tells itself; that somebody is on it is theirs.
      !(table === 'inquiry_escalations' && !(action === 'update' && 'acknowledged_at' in (after ?? {}))),
  );
  if (changes.length === 0 && parts.length === 0) return null;
  const resolution = own.map((change) => change.after?.resolution_code).find((code) => typeof code === 'string');
  return { changes, parts, resolution: typeof resolution === 'string' ? resolution : null };
}

/** What one act changed of an inquiry, told once: what follows from it is left out. */
export function listInquiryChanges(change: HistoryChange): FieldChange[] {
  const changes = listFieldChanges(change, toldFields).filter(({ field }) => toldFields.includes(field));
  // Assigning a new inquiry also makes its state "assigned", and giving it back makes it "new": one act, told once.
  const status = changes.find((one) => one.field === 'status');
  const follows = status && [status.before, status.after].every((value) => value === 'new' || value === 'assigned');
  return follows && changes.some((one) => one.field === 'assigned_to') ? changes.filter((one) => one !== status) : changes;
}

/** The kinds that an address asks for (`#story=mail,call`); none is all of them. */
export const readStoryKinds = (hash: string): StoryKind[] => {
  const asked = (new URLSearchParams(hash.replace(/^#/, '')).get('story') ?? '').split(',');
  return storyKinds.filter((kind) => asked.includes(kind));
};
export const writeStoryKinds = (kinds: readonly StoryKind[]): string => (kinds.length > 0 ? `#story=${kinds.join(',')}` : '');
