import { fieldsIn } from './merge.ts';

/** A tag as it stands in MJML, with its line (from 1). */
export type Tag = {
  name: string;
  kind: 'open' | 'close' | 'self';
  attributes: Record<string, string>;
  line: number;
  index: number;
  end: number;
};
export const mjmlProblemCodes = [
  'comment_open',
  'comment_condition',
  'bracket',
  'never_closed',
  'closes_nothing',
  'crossed',
  'unknown',
  'include',
  'font',
  'html_attributes',
  'social',
  'carousel',
  'script',
  'style',
  'link',
  'meta',
  'base',
  'form',
  'iframe',
  'field_quotes',
  'field_place',
  'handler',
  'address',
  'css_import',
  'css_url',
  'css_tags',
  // Of a layout.
  'layout_root',
  'layout_place',
  // What the library says besides, in its own words.
  'library',
] as const;
/** What is wrong with MJML, by a word that screens say in the reader's language. */
export type MjmlProblem = { code: (typeof mjmlProblemCodes)[number]; values?: Record<string, string | number> };
export type SourceProblem = MjmlProblem & { line: number };
type Say = (code: MjmlProblem['code'], values?: MjmlProblem['values']) => void;
export type ReadSource = { tags: Tag[]; problems: SourceProblem[]; styles: { text: string; line: number }[] };

const PARTS = (
  'mjml mj-head mj-body mj-attributes mj-all mj-class mj-style mj-title mj-preview mj-breakpoint mj-wrapper mj-section mj-group ' +
  'mj-column mj-hero mj-text mj-image mj-button mj-divider mj-spacer mj-table mj-raw'
).split(' ');
const HTML = (
  'a abbr b bdi bdo blockquote br caption center cite code dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q s small ' +
  'span strong sub sup table tbody td tfoot th thead tr u ul'
).split(' ');
const VOID = ['br', 'hr', 'img'];
const REFUSED: Record<string, MjmlProblem['code'] | undefined> = {
  'mj-include': 'include',
  'mj-font': 'font',
  'mj-html-attributes': 'html_attributes',
  'mj-social': 'social',
  'mj-carousel': 'carousel',
  script: 'script',
  style: 'style',
  link: 'link',
  meta: 'meta',
  base: 'base',
  form: 'form',
  iframe: 'iframe',
};
const LINKS = ['href', 'src', 'background-url', 'background', 'srcset', 'action', 'rel', 'target'];
const SPOKEN = ['alt', 'title', 'aria-label'];

const TAG = /<(\/?)([a-zA-Z][\w:-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*?)(\/?)>/y;
const ATTRIBUTE = /([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;

/** Reads MJML by its tags and says, with the line, what a letter must not hold or what would not close. */
export function readMjml(source: string): ReadSource {
  const { problems, tags, styles }: ReadSource = { problems: [], tags: [], styles: [] };
  // Inside a merge field neither quotes nor brackets are MJML's.
  let masked = source;
  for (const { raw, index, problem } of fieldsIn(source)) {
    if (!problem) masked = masked.slice(0, index) + raw.replace(/[<>"'=/]/g, '_') + masked.slice(index + raw.length);
  }
  const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const lineAt = (index: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  const say = (index: number, code: MjmlProblem['code'], values?: MjmlProblem['values']) =>
    problems.push({ line: lineAt(index), code, ...(values ? { values } : {}) });
  const open: Tag[] = [];
  let at = masked.indexOf('<');
  while (at >= 0) {
    if (masked.startsWith('<!--', at)) {
      const end = masked.indexOf('-->', at);
      if (end < 0) say(at, 'comment_open');
      else if (/^<!--\s*\[|\[endif\]/i.test(masked.slice(at, end))) say(at, 'comment_condition');
      at = end < 0 ? -1 : masked.indexOf('<', end);
      continue;
    }
    TAG.lastIndex = at;
    const found = TAG.exec(masked);
    if (!found) {
      say(at, 'bracket');
      at = masked.indexOf('<', at + 1);
      continue;
    }
    const [whole, slash, written = '', inside = '', closed] = found;
    const name = written.toLowerCase();
    const tag: Tag = {
      name,
      kind: slash ? 'close' : closed || VOID.includes(name) ? 'self' : 'open',
      attributes: attributesOf(source.slice(at + 1 + written.length, at + whole.length), inside),
      line: lineAt(at),
      index: at,
      end: at + whole.length,
    };
    judge(tag, inside, (code, values) => say(at, code, values));
    tags.push(tag);
    if (tag.kind === 'open') open.push(tag);
    if (tag.kind === 'close' && !VOID.includes(name)) closeTag(open, tag, problems);
    at = masked.indexOf('<', tag.end);
    if (name === 'mj-style' && tag.kind === 'open') {
      const end = masked.indexOf('</mj-style', tag.end);
      const text = source.slice(tag.end, end < 0 ? undefined : end);
      styles.push({ text, line: tag.line });
      const problem = styleProblem(text);
      if (problem) say(tag.end, problem);
      at = end;
    }
  }
  for (const tag of open) problems.push({ line: tag.line, code: 'never_closed', values: { tag: tag.name } });
  return { tags, problems: problems.sort((one, other) => one.line - other.line), styles };
}

function closeTag(open: Tag[], { name, line }: Tag, problems: SourceProblem[]): void {
  const from = open.findLastIndex((one) => one.name === name);
  if (from < 0) {
    problems.push({ line, code: 'closes_nothing', values: { tag: name } });
    return;
  }
  for (const left of open.splice(from).slice(1))
    problems.push({ line: left.line, code: 'crossed', values: { tag: left.name, outer: name, at: line } });
}

function judge({ name, kind, attributes }: Tag, masked: string, say: Say): void {
  if (kind === 'close') return;
  const refused = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  if (refused || (!PARTS.includes(name) && !HTML.includes(name))) {
    if (refused) say(refused);
    else say('unknown', { tag: name });
    return;
  }
  if (/\{\{/.test(masked.replace(/"[^"]*"|'[^']*'/g, ''))) say('field_quotes');
  for (const [attribute, value] of Object.entries(attributes)) {
    const fields = fieldsIn(value);
    if (/^on/i.test(attribute)) say('handler', { attribute });
    else if (fields.length > 0 && !SPOKEN.includes(attribute)) {
      const isAddress = ['href', 'src'].includes(attribute) && fields.length === 1 && fields[0]?.raw === value.trim();
      if (!isAddress || !/^(links|office)\./.test(fields[0]?.name ?? '')) say('field_place', { attribute });
    }
    if (LINKS.includes(attribute) && /^\s*(javascript|vbscript|data|file):/i.test(value.replace(/[\p{Cc}\s]/gu, '')))
      say('address', { attribute });
    if (attribute === 'style' || attribute === 'css-class') {
      const problem = styleProblem(value);
      if (problem) say(problem);
    }
  }
}

function attributesOf(source: string, masked: string): Record<string, string> {
  return Object.fromEntries(
    [...masked.matchAll(ATTRIBUTE)].map((found) => {
      const value = found[2] ?? '';
      const at = found.index + found[0].length - value.length;
      const written = source.slice(at, at + value.length);
      return [found[1]?.toLowerCase() ?? '', /^["']/.test(written) ? written.slice(1, -1) : written];
    }),
  );
}

function styleProblem(css: string): MjmlProblem['code'] | null {
  if (/@import/i.test(css)) return 'css_import';
  if (/url\s*\(|expression\s*\(|src\s*:/i.test(css)) return 'css_url';
  if (/<|\{\{/.test(css)) return 'css_tags';
  return null;
}
