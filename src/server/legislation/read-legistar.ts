import type { LegislationKind, LegislationState } from '../../domain/legislation/legislation.ts';

/** A row as import_legislation takes it: see there. */
export type MatterRow = {
  line: number;
  file_number: string;
  kind: LegislationKind;
  title: string;
  state: LegislationState | null;
  introduced_on: string | null;
  passed_on: string | null;
  legistar_id: number | null;
  url: string | null;
};

export class LegistarRefused extends Error {}

/**
 * Parses JSON whose strings hold control characters as they are, which JSON forbids and Legistar writes. Inside of strings alone: a
 * line break between two values is right.
 * @throws SyntaxError when it is no JSON for another reason.
 */
export function parseLoose(text: string): unknown {
  const pieces: string[] = [];
  let kept = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isInside && code === 0x5c) {
      // What a backslash before a control character meant, nobody knows: the character alone is kept.
      if (text.charCodeAt(at + 1) < 0x20) {
        pieces.push(text.slice(kept, at));
        kept = at + 1;
      } else at++;
    } else if (code === 0x22) isInside = !isInside;
    else if (isInside && code < 0x20) {
      pieces.push(text.slice(kept, at), `\\u${code.toString(16).padStart(4, '0')}`);
      kept = at + 1;
    }
  }
  return JSON.parse(kept === 0 ? text : pieces.join('') + text.slice(kept));
}

/**
 * The matters of a file: a list as /matters answers it, one matter, or a list under "value".
 * @throws LegistarRefused when it is none of these.
 */
export function readMatters(text: string): MatterRow[] {
  let parsed: unknown;
  try {
    parsed = parseLoose(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new LegistarRefused();
  }
  const inner = isObject(parsed) && Array.isArray(parsed.value) ? parsed.value : parsed;
  const matters = Array.isArray(inner) ? inner : [inner];
  if (matters.length === 0 || !matters.every((one) => isObject(one) && 'MatterFile' in one)) throw new LegistarRefused();
  return matters.map((one, index) => readMatter(one as Record<string, unknown>, index + 1));
}

function readMatter(matter: Record<string, unknown>, line: number): MatterRow {
  const words = (name: string) => clean(matter[name]);
  const id = matter.MatterId;
  return {
    line,
    file_number: words('MatterFile'),
    kind: kindOf(words('MatterTypeName')),
    title: words('MatterTitle') || words('MatterName'),
    state: stateOf(words('MatterStatusName'), dayOf(matter.MatterPassedDate)),
    introduced_on: dayOf(matter.MatterIntroDate),
    passed_on: dayOf(matter.MatterPassedDate) ?? dayOf(matter.MatterEnactmentDate),
    legistar_id: typeof id === 'number' && Number.isSafeInteger(id) && id > 0 && id < 2 ** 31 ? id : null,
    url: words('MatterInSiteURL') || null,
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Control characters are spaces that went wrong. */
const clean = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .replace(/\p{Cc}+/gu, ' ')
        .replace(/ {2,}/g, ' ')
        .trim()
    : '';

function kindOf(type: string): LegislationKind {
  const kinds = ['ordinance', 'resolution', 'communication'] as const;
  return kinds.find((kind) => type.toLowerCase().includes(kind)) ?? 'other';
}

/** "Passed as Amended" says how it was passed, not that a later law changed it. */
function stateOf(status: string, passed: string | null): LegislationState | null {
  const word = status.toLowerCase();
  if (/pass|adopt|enact|approv/.test(word)) return 'passed';
  if (/receiv|filed/.test(word)) return 'filed';
  if (/fail|defeat|withdr|releas|veto/.test(word)) return 'failed';
  if (/held|hold|continu|tabl|postpon/.test(word)) return 'held';
  if (passed) return 'passed';
  return word === '' ? null : 'introduced';
}

/** '2021-03-04T00:00:00' is a day without a zone. */
function dayOf(value: unknown): string | null {
  const day = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(value.trim())?.[1] : undefined;
  return day && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? day : null;
}
