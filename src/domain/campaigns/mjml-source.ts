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
export type SourceProblem = { line: number; message: string };
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
const REFUSED: Record<string, string | undefined> = {
  'mj-include': 'A letter stands on its own: <mj-include> is not taken. Put the text here.',
  'mj-font': 'Typefaces of other websites are not loaded: <mj-font> is not taken.',
  'mj-html-attributes': '<mj-html-attributes> is not taken.',
  'mj-social': 'The pictures of <mj-social> come from another website, which would learn who opens the letter. Use links.',
  'mj-carousel': 'Most mail programs do not show <mj-carousel>. Use pictures one after another.',
  script: 'A letter carries no scripts.',
  style: 'Styles belong in <mj-style>, in the head.',
  link: 'Style sheets of other websites are not loaded.',
  meta: '<meta> is not taken.',
  base: '<base> is not taken.',
  form: 'Mail programs do not send forms. Use a button that opens a page.',
  iframe: 'A letter shows no other pages inside.',
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
  const say = (index: number, message: string) => problems.push({ line: lineAt(index), message });
  const open: Tag[] = [];
  let at = masked.indexOf('<');
  while (at >= 0) {
    if (masked.startsWith('<!--', at)) {
      const end = masked.indexOf('-->', at);
      if (end < 0) say(at, 'A comment is never closed: write --> at its end.');
      else if (/^<!--\s*\[|\[endif\]/i.test(masked.slice(at, end)))
        say(at, 'Comments with conditions for single mail programs are not taken.');
      at = end < 0 ? -1 : masked.indexOf('<', end);
      continue;
    }
    TAG.lastIndex = at;
    const found = TAG.exec(masked);
    if (!found) {
      say(at, 'A "<" that begins no tag: write &lt; for the sign itself.');
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
    judge(tag, inside, (message) => say(at, message));
    tags.push(tag);
    if (tag.kind === 'open') open.push(tag);
    if (tag.kind === 'close' && !VOID.includes(name)) closeTag(open, tag, (line, message) => problems.push({ line, message }));
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
  for (const tag of open) problems.push({ line: tag.line, message: `<${tag.name}> is never closed: write </${tag.name}>.` });
  return { tags, problems: problems.sort((one, other) => one.line - other.line), styles };
}

function closeTag(open: Tag[], tag: Tag, say: (line: number, message: string) => void): void {
  const from = open.findLastIndex(({ name }) => name === tag.name);
  if (from < 0) {
    say(tag.line, `</${tag.name}> closes nothing that is open.`);
    return;
  }
  for (const left of open.splice(from).slice(1)) say(left.line, `<${left.name}> is not closed before </${tag.name}> on line ${tag.line}.`);
}

function judge({ name, kind, attributes }: Tag, masked: string, say: (message: string) => void): void {
  if (kind === 'close') return;
  const refused =
    (Object.hasOwn(REFUSED, name) && REFUSED[name]) ||
    (PARTS.includes(name) || HTML.includes(name) ? null : `<${name}> is not known here.`);
  if (refused) {
    say(refused);
    return;
  }
  if (/\{\{/.test(masked.replace(/"[^"]*"|'[^']*'/g, ''))) say('Inside a tag a merge field stands between quotation marks.');
  for (const [attribute, value] of Object.entries(attributes)) {
    const fields = fieldsIn(value);
    if (/^on/i.test(attribute)) say(`A letter carries no scripts: take out ${attribute}.`);
    else if (fields.length > 0 && !SPOKEN.includes(attribute)) {
      const isAddress = ['href', 'src'].includes(attribute) && fields.length === 1 && fields[0]?.raw === value.trim();
      if (!isAddress || !/^(links|office)\./.test(fields[0]?.name ?? ''))
        say(
          `A merge field cannot stand in ${attribute}. In an address only links.unsubscribe, links.preferences, links.archive, links.answer and office.website can, alone.`,
        );
    }
    if (LINKS.includes(attribute) && /^\s*(javascript|vbscript|data|file):/i.test(value.replace(/[\p{Cc}\s]/gu, '')))
      say(`This address cannot stand in ${attribute}.`);
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

function styleProblem(css: string): string | null {
  if (/@import/i.test(css)) return 'Style sheets of other websites are not loaded: take out @import.';
  if (/url\s*\(|expression\s*\(|src\s*:/i.test(css)) return 'Styles load nothing from elsewhere: take out url(…).';
  if (/<|\{\{/.test(css)) return 'Styles hold neither tags nor merge fields.';
  return null;
}
