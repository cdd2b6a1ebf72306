import { formatPhone } from '../shared/phone.ts';

/** A piece of a text: what is told, or that something is withheld on a ground (its key). */
export type PacketRun = { t: string } | { g: string };
/** A named piece of an entry; `c`: its text is a code that is said in words. */
export type PacketPart<Run = PacketRun> = { n: string; r: Run[]; c?: true };
/** What may be known of an entry beside its texts: numbers, states, names of organizations. */
export type PacketFacts = Record<string, string | number | boolean | string[] | null>;
export type PacketGround = { key: string; cite: string; words: string };
export type PacketCounts = { entries: number; out: number; places: number; grounds: number };

/** One entry as it left; withheld whole it has neither facts nor parts. */
export type KeptEntry = { key: string; kind: string; at: string; facts?: PacketFacts; parts?: PacketPart[]; whole?: string };
/** What a copy for the public holds, exactly as it left the office. */
export type PacketContent = {
  office: { name: string; city: string; address: string | null; phone: string | null; email: string | null; time_zone: string };
  /** Who made it; null where names of staff are withheld. */
  by: string | null;
  inquiry: KeptEntry;
  entries: KeptEntry[];
  grounds: PacketGround[];
};
/** A line of the log: what was withheld, named without what it said. */
export type WithheldLine = {
  entry: number | null;
  entry_kind: string;
  entry_at: string;
  what: string;
  how: 'whole' | 'part';
  places: number;
  ground: string;
  cite: string;
  by_hand: boolean;
};
export type PacketLanguage = 'en' | 'es';

/** The kinds of content that a profile rules, in groups; the database knows the same ones. */
export const packetKinds = {
  people: ['name', 'contact', 'personal', 'others', 'staff'],
  inquiry: ['question', 'location', 'closing', 'closing_note'],
  entries: [
    'told',
    'notes',
    'calls',
    'visits',
    'letters',
    'mails_in',
    'mails_out',
    'answers',
    'files',
    'tasks',
    'referrals',
    'encounters',
    'requests',
    'states',
  ],
  numbers: ['phones', 'mail_addresses', 'birth', 'ssn', 'cards'],
} as const;
export type PacketKind = (typeof packetKinds)[keyof typeof packetKinds][number];

/** Says a word of a language by its key; unknown ones as they are called. */
export type Say = (key: string, values?: Record<string, string>) => string;

/** The number of a ground in a copy: 1 is the first of those that are used. */
export const groundNumber = (grounds: readonly Pick<PacketGround, 'key'>[], key: string): number =>
  grounds.findIndex((one) => one.key === key) + 1;

/** What stands over an entry: its kind and what may be known of it, without its texts. */
export function packetHeading({ kind, facts = {} }: Pick<KeptEntry, 'kind' | 'facts'>, say: Say): string {
  const text = (name: string) => String(facts[name] ?? '');
  const word = (prefix: string, name: string) => (facts[name] ? say(`${prefix}${text(name)}`) : null);
  const told: Record<string, (string | null)[]> = {
    told: [word('said.', 'said')],
    answers: [word('answer.said_', 'answer')],
    files: [facts.goes === undefined ? null : say(facts.goes ? 'file.goes' : 'file.listed')],
    tasks: [facts.done_at ? say('task.done') : null],
    referrals: [
      facts.number ? say('referral.to', { number: text('number'), organization: text('organization') }) : null,
      word('told.referral.step.', 'step'),
    ],
    encounters: [
      word('encounter.mode.', 'mode'),
      word('encounter.outcome.', 'outcome'),
      facts.minutes ? say('encounter.minutes', { count: text('minutes') }) : null,
    ],
    letters: [word('fate.', 'fate')],
    requests: [text('number'), text('issue'), text('state')],
    states: [word('status.', 'status'), facts.freed ? say('state.freed') : null],
  };
  return [say(`kind.${kind}`), ...(told[kind] ?? [])].filter(Boolean).join(' · ');
}

/** The facts of the inquiry itself, in the order in which a copy tells them, as keys of words with what stands beside them. */
export function inquiryFacts(
  { facts = {} }: Pick<KeptEntry, 'facts'>,
  say: Say,
  instant: (at: string) => string,
): { label: string; value: string }[] {
  const text = (name: string) => (facts[name] ? String(facts[name]) : '');
  const told: [string, string][] = [
    ['number', text('number')],
    ['opened_at', text('opened_at') && instant(text('opened_at'))],
    ['channel', text('channel') && say(`channel.${text('channel')}`)],
    ['status', text('status') && say(`status.${text('status')}`)],
    ['closed_at', text('closed_at') && instant(text('closed_at'))],
    ['resolution', text('resolution') && say(`resolution.${text('resolution')}`)],
    ['topic', text('topic')],
    ['department', text('department')],
    ['district', text('district')],
    ['repeats', Array.isArray(facts.repeats) ? facts.repeats.join(', ') : ''],
  ];
  return told.filter(([, value]) => value !== '').map(([name, value]) => ({ label: say(`fact.${name}`), value }));
}

/** What a piece of a part says: a language by its name, a yes, a number as people write it; anything else as it stands. */
export function partWords({ n, c }: Pick<PacketPart, 'n' | 'c'>, text: string, tag: string, say: Say): string {
  if (n === 'phones') return text.replace(/\+\d{8,15}/g, formatPhone);
  if (!c) return text;
  return n === 'language' ? (new Intl.DisplayNames(tag, { type: 'language' }).of(text) ?? text) : say(`code.${text}`);
}
