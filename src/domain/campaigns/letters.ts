import { type Block, type Message, readMessage } from './blocks.ts';

/** All that a campaign says: its versions, and which of them whoever reads no other gets. */
export type Letters = { fallback: string; messages: Message[] };

const fields = ['subject', 'subject_b', 'preheader', 'format', 'blocks', 'mjml', 'text_part'] as const;
export type LetterField = (typeof fields)[number];

/** A message as the database will have it: the ends of lines are trimmed, what is blank is nothing. */
export function settled(message: Message): Message {
  const one = readMessage(message);
  return { ...one, subject: one.subject.trim(), subject_b: one.subject_b?.trim() || null, preheader: one.preheader.trim() };
}

export const settleLetters = ({ fallback, messages }: Letters): Letters => ({ fallback, messages: messages.map(settled) });

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const of = ({ messages }: Letters, language: string): Message | undefined => messages.find((one) => one.language === language);

/** Whether both say the same, however it is spaced. */
export function areSame(one: Letters, other: Letters): boolean {
  const [a, b] = [settleLetters(one), settleLetters(other)];
  return (
    a.fallback === b.fallback &&
    a.messages.length === b.messages.length &&
    a.messages.every((message) => isSame(message, of(b, message.language)))
  );
}

/** What save_campaign is given: every language, and within each only what differs; null when nothing does. */
export function toPatch(base: Letters, mine: Letters): { fallback_language?: string; messages?: Record<string, unknown>[] } | null {
  if (areSame(base, mine)) return null;
  const now = settleLetters(mine);
  const before = settleLetters(base);
  const messages = now.messages.map((message) => {
    const old = of(before, message.language);
    const changed = old ? fields.filter((field) => !isSame(old[field], message[field])) : fields;
    return { language: message.language, ...Object.fromEntries(changed.map((field) => [field, message[field]])) };
  });
  const isTouched = messages.some((message) => Object.keys(message).length > 1) || now.messages.length !== before.messages.length;
  return {
    ...(now.fallback === before.fallback ? {} : { fallback_language: now.fallback }),
    ...(isTouched ? { messages } : {}),
  };
}

/** Something on which two people differ: a field of a language, one block of it, or whether there is the language at all. */
export type LetterConflict = {
  /** Unlike that of any other. */
  key: string;
  language: string | null;
  field: LetterField | 'block' | 'message' | 'fallback';
  was: unknown;
  mine: unknown;
  theirs: unknown;
};

type Merge = { letters: Letters; conflicts: LetterConflict[] };

/**
 * Lays what two people wrote over what both began with. What only one touched is theirs; where both wrote something else there is a
 * conflict, and mine stands unless `takeTheirs` has its key. Blocks are laid over each other one by one, while only one of the two
 * moved, added or removed any.
 */
export function mergeLetters(base: Letters, mine: Letters, theirs: Letters, takeTheirs: ReadonlySet<string> = new Set()): Merge {
  const conflicts: LetterConflict[] = [];
  function choose<T>(was: T, my: T, their: T, at: Omit<LetterConflict, 'was' | 'mine' | 'theirs'>): T {
    if (isSame(my, their) || isSame(was, their)) return my;
    if (isSame(was, my)) return their;
    conflicts.push({ ...at, was, mine: my, theirs: their });
    return takeTheirs.has(at.key) ? their : my;
  }
  const codes = [...new Set([...mine.messages, ...theirs.messages].map(({ language }) => language))];
  const messages = codes.flatMap((language) => {
    const [was, my, their] = [base, mine, theirs].map((letters) => of(letters, language));
    if (!was || !my || !their) {
      // It came or went on one side; where both sides have it, both added it.
      const key = `${language}.message`;
      const isTouched = my && was && !isSame(settled(my), settled(was));
      if (!was && my && their) return [choose(null as Message | null, my, their, { key, language, field: 'message' }) ?? my];
      if (!was) return my ?? their ?? [];
      if (!my)
        return isSame(settled(was), their && settled(their))
          ? []
          : (choose<Message | undefined>(was, my, their, { key, language, field: 'message' }) ?? []);
      return isTouched ? (choose<Message | undefined>(settled(was), my, their, { key, language, field: 'message' }) ?? []) : [];
    }
    const merged = { ...my };
    for (const field of fields) {
      const at = { key: `${language}.${field}`, language, field };
      if (field === 'blocks') merged.blocks = mergeBlocks(was.blocks, my.blocks, their.blocks, language, choose);
      else {
        const trimmed = (message: Message) => settled(message)[field];
        const [before, mineNow, theirsNow] = [trimmed(was), trimmed(my), trimmed(their)];
        // Blanks at an end that somebody is typing behind are no difference, and stay.
        const next = choose<unknown>(before, mineNow, theirsNow, at);
        if (!isSame(next, mineNow)) Object.assign(merged, { [field]: next });
      }
    }
    return [merged];
  });
  const fallback = choose(base.fallback, mine.fallback, theirs.fallback, { key: 'fallback', language: null, field: 'fallback' });
  return { letters: { fallback, messages }, conflicts };
}

type Choose = <T>(was: T, my: T, their: T, at: Omit<LetterConflict, 'was' | 'mine' | 'theirs'>) => T;

function mergeBlocks(was: Block[], mine: Block[], theirs: Block[], language: string, choose: Choose): Block[] {
  const ids = (blocks: Block[]) => blocks.map(({ id }) => id);
  const find = (blocks: Block[], id: string) => blocks.find((block) => block.id === id);
  if (isSame(mine, theirs) || isSame(was, theirs)) return mine;
  if (isSame(was, mine)) return theirs;
  const [iOrdered, theyOrdered] = [!isSame(ids(was), ids(mine)), !isSame(ids(was), ids(theirs))];
  const order = iOrdered ? mine : theirs;
  const whole = { key: `${language}.blocks`, language, field: 'blocks' } as const;
  if (iOrdered && theyOrdered && !isSame(ids(mine), ids(theirs))) return choose(was, mine, theirs, whole);
  // A block that one removed while the other rewrote it is not to be lost without a word.
  const lost = was.some((block) => {
    const [my, their] = [find(mine, block.id), find(theirs, block.id)];
    return (!my && their && !isSame(block, their)) || (!their && my && !isSame(block, my));
  });
  if (lost) return choose(was, mine, theirs, whole);
  return order.flatMap(({ id }) => {
    const [before, my, their] = [find(was, id), find(mine, id), find(theirs, id)];
    if (!my || !their || !before) return my ?? their ?? [];
    return [choose<Block>(before, my, their, { key: `${language}.${id}`, language, field: 'block' })];
  });
}
