import type { Block, Message } from './blocks.ts';
import type { JourneyKind } from './journeys.ts';
import { linkProblem } from './links.ts';
import { fieldsIn, isFieldOf, mergeField } from './merge.ts';
import { mjmlChecks } from './mjml-checks.ts';
import { linksIn, readRichText } from './rich-text.ts';

export const checkCodes = [
  // Errors: nothing is sent while there is one.
  'subject_missing',
  'text_missing',
  'block_empty',
  'label_missing',
  'alt_missing',
  'link_broken',
  'field_unknown',
  'field_broken',
  'archive_missing',
  'contrast_low',
  'mjml',
  'too_large',
  'address_missing',
  'message_missing',
  'attachments_large',
  // Warnings: somebody should look.
  'subject_long',
  'heading_order',
  'field_without_fallback',
  'language_missing',
  'remote_picture',
  'large',
] as const;
export type CheckCode = (typeof checkCodes)[number];

/** Something that stands in the way of sending, or that somebody should look at. */
export type Check = {
  code: CheckCode;
  level: 'error' | 'warning';
  /** The block's id, or 'subject', 'subject_b', 'preheader', 'text_part', 'mjml', 'audience', 'office', 'files'. */
  where?: string;
  /** Set where several languages are looked at together. */
  language?: string;
  values: Record<string, string | number>;
};

/** What is known around a message. Everything may be missing: then what depends on it is not looked at. */
export type CheckContext = {
  /** Where the office itself keeps pictures; others come from other websites. */
  ownAddresses?: string[];
  /** Whether the letter is on the website. */
  isPublished?: boolean;
  /** Which journey it is a letter of; null for none. */
  journey?: JourneyKind | null;
  /** How many of the audience have nothing in a merge field, by its name. */
  missing?: Record<string, number>;
};

/** Longer subjects are cut off in most lists of letters. */
export const LONG_SUBJECT = 60;
/** Gmail cuts a letter off at 102 KB, and with it the link to leave. */
export const LARGEST_HTML = 100 * 1024;

/** What is to be said about one message by itself. How large it becomes, and MJML's own errors, the server adds. */
export function checkMessage(message: Message, context: CheckContext = {}): Check[] {
  const checks: Check[] = [];
  const add = (code: CheckCode, level: Check['level'], where?: string, values: Check['values'] = {}) =>
    checks.push({ code, level, ...(where === undefined ? {} : { where }), values });
  const look = looker(add, context);

  for (const [where, subject] of [
    ['subject', message.subject],
    ...(message.subject_b === null ? [] : [['subject_b', message.subject_b]]),
  ] as const) {
    if (subject?.trim() === '') add('subject_missing', 'error', where);
    if (subject && subject.length > LONG_SUBJECT) add('subject_long', 'warning', where, { length: subject.length });
    look.fields(subject ?? '', where ?? '');
  }
  look.fields(message.preheader, 'preheader');
  if (message.text_part !== null) look.fields(message.text_part, 'text_part');
  if (message.format === 'mjml') mjmlChecks(message.mjml, add, look);
  else blockChecks(message.blocks, add, look);
  return checks;
}

export type Add = (code: CheckCode, level: Check['level'], where?: string, values?: Check['values']) => void;
export type Look = ReturnType<typeof looker>;

function looker(add: Add, { missing = {}, isPublished, ownAddresses = [], journey }: CheckContext) {
  const said = new Set<string>();
  const isOffered = (name: string | null) => {
    const field = name === null ? undefined : mergeField(name);
    return field === undefined || journey === undefined || isFieldOf(field, journey);
  };
  return {
    fields: (text: string, where: string, at: Check['values'] = {}) => {
      for (const { raw, name, problem, fallback } of fieldsIn(text)) {
        if (problem === 'broken') add('field_broken', 'error', where, { field: raw.slice(0, 60), ...at });
        else if (problem === 'unknown' || !isOffered(name)) add('field_unknown', 'error', where, { field: name ?? raw, ...at });
        else if (name === 'links.archive' && isPublished === false) add('archive_missing', 'error', where, at);
        else if (name && fallback === null && mergeField(name)?.mayBeEmpty && (missing[name] ?? 0) > 0 && !said.has(name)) {
          said.add(name);
          add('field_without_fallback', 'warning', where, { field: name, count: missing[name] ?? 0, ...at });
        }
      }
    },
    link: (url: string, where: string, at: Check['values'] = {}) => {
      const why = linkProblem(url);
      // A field that cannot be read is said once, as that.
      if (why && !(why === 'field' && fieldsIn(url).some(({ problem }) => problem)))
        add('link_broken', 'error', where, { url: url.slice(0, 200), why, ...at });
    },
    picture: (url: string, where: string, at: Check['values'] = {}) => {
      if (linkProblem(url) === null && /^https?:/i.test(url) && ownAddresses.length > 0 && !ownAddresses.some((own) => url.startsWith(own)))
        add('remote_picture', 'warning', where, { host: new URL(url).hostname, ...at });
    },
  };
}

function blockChecks(blocks: Block[], add: Add, look: Look): void {
  if (!blocks.some(saysSomething)) add('text_missing', 'error');
  let level = 0;
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading':
        if (block.text.trim() === '') add('block_empty', 'error', block.id, { kind: block.kind });
        if (block.level > level + 1) add('heading_order', 'warning', block.id, { level: block.level, before: level });
        level = block.level;
        look.fields(block.text, block.id);
        break;
      case 'text':
        if (block.text.trim() === '') add('block_empty', 'error', block.id, { kind: block.kind });
        look.fields(block.text, block.id);
        textChecks(block.text, block.id, add, look);
        break;
      case 'image':
        if (block.url.trim() === '') add('block_empty', 'error', block.id, { kind: block.kind });
        else {
          look.fields(block.url, block.id);
          look.link(block.url, block.id);
          look.picture(block.url, block.id);
        }
        if (block.alt.trim() === '') add('alt_missing', 'error', block.id);
        look.fields(block.alt, block.id);
        if (block.href !== undefined) look.link(block.href, block.id);
        break;
      case 'button':
        if (block.label.trim() === '') add('label_missing', 'error', block.id);
        look.fields(block.label, block.id);
        look.fields(block.url, block.id);
        look.link(block.url, block.id);
        break;
      case 'programs':
        if (block.names.length === 0) add('block_empty', 'error', block.id, { kind: block.kind });
        break;
      case 'events':
      case 'divider':
        break;
    }
  }
}

function textChecks(text: string, where: string, add: Add, look: Look): void {
  for (const { url, label } of linksIn(readRichText(text))) {
    look.link(url, where);
    if (label.trim() === '') add('label_missing', 'error', where);
  }
  // "[words](https://…" whose bracket never closes, or "[words] (https://…)", is a link that somebody meant.
  for (const [, url = ''] of text.matchAll(/\][ \t]*\(((?:https?:|www\.|mailto:|tel:)[^()\n]*)(?:$|\n)|\][ \t]+\((https?:[^()\n]*)\)/gm))
    add('link_broken', 'error', where, { url: url.slice(0, 200), why: 'form' });
}

const saysSomething = (block: Block): boolean => {
  if (block.kind === 'heading' || block.kind === 'text') return block.text.trim() !== '';
  return block.kind !== 'divider';
};
