/** One piece of a letter. `id` stays while it is moved, so that a check can point at it. */
export type Block = { id: string } & (
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'image'; url: string; alt: string; width?: number; href?: string }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'events'; district?: string; days: number; limit: number }
  | { kind: 'programs'; names: string[] }
  | { kind: 'divider' }
);
export type BlockKind = Block['kind'];
export const blockKinds = ['heading', 'text', 'image', 'button', 'events', 'programs', 'divider'] as const satisfies readonly BlockKind[];

/** What a campaign says in one language. */
export type Message = {
  language: string;
  subject: string;
  /** The other subject, where two are tried. */
  subject_b: string | null;
  preheader: string;
  format: 'blocks' | 'mjml';
  blocks: Block[];
  mjml: string;
  /** The text part as somebody wrote it; null: made from the HTML. */
  text_part: string | null;
};

export const limits = {
  blocks: 80,
  heading: 300,
  text: 20_000,
  alt: 300,
  label: 120,
  url: 2_000,
  width: 600,
  days: 365,
  events: 30,
  programs: 50,
  program: 200,
  subject: 300,
  mjml: 200_000,
  textPart: 100_000,
} as const;

/** A block as it is when somebody adds it. */
export function newBlock(kind: BlockKind, id: string): Block {
  switch (kind) {
    case 'heading':
      return { id, kind, level: 2, text: '' };
    case 'text':
      return { id, kind, text: '' };
    case 'image':
      return { id, kind, url: '', alt: '' };
    case 'button':
      return { id, kind, label: '', url: '' };
    case 'events':
      return { id, kind, days: 30, limit: 5 };
    case 'programs':
      return { id, kind, names: [] };
    case 'divider':
      return { id, kind };
  }
}

type Raw = Record<string, unknown>;
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '');
const line = (value: unknown, most: number): string => text(value, most).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
const whole = (value: unknown, least: number, most: number, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(Math.round(value), least), most) : otherwise;

/** Blocks as somebody stored them: what is no block is left out, what is too long is cut, each has an id of its own. */
export function readBlocks(value: unknown): Block[] {
  if (!Array.isArray(value)) return [];
  const taken = new Set<string>();
  return value.slice(0, limits.blocks).flatMap((raw, index) => {
    if (!isObject(raw)) return [];
    const wanted = line(raw.id, 60) || `block-${index + 1}`;
    const id = taken.has(wanted) ? `${wanted}-${index + 1}` : wanted;
    const block = readBlock(raw, id);
    if (!block) return [];
    taken.add(id);
    return [block];
  });
}

function readBlock(raw: Raw, id: string): Block | null {
  switch (raw.kind) {
    case 'heading':
      return { id, kind: 'heading', level: whole(raw.level, 1, 3, 2) as 1 | 2 | 3, text: line(raw.text, limits.heading) };
    case 'text':
      return { id, kind: 'text', text: text(raw.text, limits.text) };
    case 'image': {
      const href = line(raw.href, limits.url).trim();
      return {
        id,
        kind: 'image',
        url: line(raw.url, limits.url).trim(),
        alt: line(raw.alt, limits.alt),
        ...(typeof raw.width === 'number' ? { width: whole(raw.width, 16, limits.width, limits.width) } : {}),
        ...(href ? { href } : {}),
      };
    }
    case 'button':
      return { id, kind: 'button', label: line(raw.label, limits.label), url: line(raw.url, limits.url).trim() };
    case 'events': {
      const district = line(raw.district, 60).trim();
      const days = whole(raw.days, 1, limits.days, 30);
      return { id, kind: 'events', ...(district ? { district } : {}), days, limit: whole(raw.limit, 1, limits.events, 5) };
    }
    case 'programs': {
      const names = Array.isArray(raw.names) ? raw.names.map((name) => line(name, limits.program).trim()).filter(Boolean) : [];
      return { id, kind: 'programs', names: names.slice(0, limits.programs) };
    }
    case 'divider':
      return { id, kind: 'divider' };
    default:
      return null;
  }
}

/** A message as a row or a form has it; what is missing is empty. */
export function readMessage(value: unknown): Message {
  const raw = isObject(value) ? value : {};
  return {
    language: line(raw.language, 35) || 'en',
    subject: line(raw.subject, limits.subject),
    subject_b: typeof raw.subject_b === 'string' && raw.subject_b.trim() ? line(raw.subject_b, limits.subject) : null,
    preheader: line(raw.preheader, limits.subject),
    format: raw.format === 'mjml' ? 'mjml' : 'blocks',
    blocks: readBlocks(raw.blocks),
    mjml: text(raw.mjml, limits.mjml),
    text_part: typeof raw.text_part === 'string' && raw.text_part.trim() ? text(raw.text_part, limits.textPart) : null,
  };
}
