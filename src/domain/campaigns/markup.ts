/** A text with what is selected in it, as a field on screen has it. */
export type Marked = { text: string; start: number; end: number };

/** What to put in place of which letters, and what is selected afterwards: so that a field can do it as one step that its undo knows. */
export type Edit = { from: number; to: number; insert: string; start: number; end: number };

const signs = { bold: '**', italic: '*' } as const;
export type Emphasis = keyof typeof signs;

/** How many stars stand at an end of the selection, inside or outside of it. */
const starsBefore = (text: string, at: number): number => /\**$/.exec(text.slice(0, at))?.[0].length ?? 0;
const starsAfter = (text: string, at: number): number => /^\**/.exec(text.slice(at))?.[0].length ?? 0;

/**
 * Makes what is selected bold or italic, or plain again where it is. Blanks at the ends stay outside. Nothing selected means the word
 * around the cursor, which stays in it; at the end of bold words it steps out of them.
 */
export function toggleEmphasis({ text, start, end }: Marked, emphasis: Emphasis): Edit {
  const sign = signs[emphasis];
  const isCursor = start === end;
  let [from, to] = [start, end];
  const [before, after] = [starsBefore(text, start), starsAfter(text, start)];
  const isIn = (stars: number) => (emphasis === 'bold' ? stars >= 2 : stars % 2 === 1);
  if (isCursor && before === 0 && isIn(after) && /\S$/.test(text.slice(0, start))) {
    const out = start + (emphasis === 'bold' && after >= 2 ? 2 : 1);
    return { from: start, to: start, insert: '', start: out, end: out };
  }
  if (isCursor) {
    from -= /[\p{L}\p{N}’'-]*$/u.exec(text.slice(0, from))?.[0].length ?? 0;
    to += /^[\p{L}\p{N}’'-]*/u.exec(text.slice(to))?.[0].length ?? 0;
  }
  while (from < to && /\s/.test(text[from] ?? '')) from++;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--;
  const around = Math.min(starsBefore(text, from), starsAfter(text, to));
  if (isIn(around)) {
    const inner = text.slice(from, to);
    const [first, last] = isCursor ? [start, start] : [from, to];
    return { from: from - sign.length, to: to + sign.length, insert: inner, start: first - sign.length, end: last - sign.length };
  }
  const inner = text.slice(from, to);
  const [first, last] = isCursor ? [start, start] : [from, to];
  return { from, to, insert: sign + inner + sign, start: first + sign.length, end: last + sign.length };
}

const ITEM = { bullets: /^(\s{0,3})[-*•]\s+/, numbers: /^(\s{0,3})\d{1,3}[.)]\s+/ } as const;
export type ListKind = keyof typeof ITEM;

/** Makes the lines that are selected a list, or plain lines again where all of them are. */
export function toggleList({ text, start, end }: Marked, kind: ListKind): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const after = text.indexOf('\n', Math.max(end - 1, start));
  const to = after < 0 ? text.length : after;
  const lines = text.slice(from, to).split('\n');
  const written = lines.filter((line) => line.trim() !== '');
  const isList = written.length > 0 && written.every((line) => ITEM[kind].test(line));
  let number = 0;
  const plain = (line: string) => line.replace(ITEM.bullets, '').replace(ITEM.numbers, '');
  const next = lines.map((line) => {
    if (isList) return plain(line);
    if (line.trim() === '' && lines.length > 1) return line;
    number += 1;
    return `${kind === 'bullets' ? '- ' : `${number}. `}${plain(line)}`;
  });
  const insert = next.join('\n');
  return { from, to, insert, start: start === end ? from + insert.length : from, end: from + insert.length };
}

/** What Enter does in a list: goes on with it, or ends it where the item is empty; null where there is no list. */
export function continueList({ text, start, end }: Marked): Edit | null {
  if (start !== end) return null;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(from, start);
  const found = /^(\s{0,3})(?:([-*•])|(\d{1,3})([.)]))\s+/.exec(line);
  if (!found) return null;
  if (line.length === found[0].length) return { from, to: start, insert: '', start: from, end: from };
  const mark = found[2] ? `${found[2]} ` : `${Number(found[3]) + 1}${found[4]} `;
  const insert = `\n${found[1]}${mark}`;
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
}

/** A link in place of what is selected; its words are what was selected, where no others are given. */
export function insertLink({ text, start, end }: Marked, words: string, url: string): Edit {
  const label = (words.trim() || text.slice(start, end).trim() || url).replace(/[[\]\n]/g, ' ');
  const insert = `[${label}](${url.trim().replace(/\s/g, '%20').replace(/\(/g, '%28').replace(/\)/g, '%29')})`;
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
}

/** A merge field as it is written, with what stands there for readers who have nothing. */
export function writeField(name: string, fallback: string): string {
  const text = fallback.trim();
  if (text === '') return `{{ ${name} }}`;
  // Inside its own quotes a fallback has none of them.
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  return `{{ ${name} | default: ${quote}${text.replaceAll(quote, quote === '"' ? '”' : '’').replace(/[{}]/g, '')}${quote} }}`;
}

/** Whether an address can be taken as it was typed: "kcmo.gov/parks" means https. */
export function completeAddress(typed: string): string {
  const url = typed.trim();
  if (url === '' || /^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('{{')) return url;
  if (/^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i.test(url)) return `mailto:${url}`;
  return /^([a-z0-9-]+\.)+[a-z]{2,}([/?#].*)?$/i.test(url) ? `https://${url}` : url;
}
