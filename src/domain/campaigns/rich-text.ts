import { splitAtFields } from './merge.ts';

/** What a text block says, read from its Markdown-lite: paragraphs and lists of runs of words. */
export type Run =
  | { kind: 'words'; text: string }
  | { kind: 'field'; raw: string; name: string }
  | { kind: 'bold' | 'italic'; runs: Run[] }
  | { kind: 'link'; url: string; runs: Run[] }
  | { kind: 'break' };
export type Paragraph = { kind: 'paragraph'; runs: Run[] } | { kind: 'list'; ordered: boolean; items: Run[][] };

const BULLET = /^\s{0,3}[-*•]\s+(\S.*)$/;
const NUMBER = /^\s{0,3}\d{1,3}[.)]\s+(\S.*)$/;

/** **bold**, *italic*, [links](https://…), lists of lines that begin with "- " or "1. ", an empty line between paragraphs. */
export function readRichText(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: { kind: 'paragraph'; lines: string[] } | { kind: 'list'; ordered: boolean; lines: string[] } | null = null;
  const close = () => {
    if (open?.kind === 'paragraph') paragraphs.push({ kind: 'paragraph', runs: readRuns(open.lines.join('\n')) });
    if (open?.kind === 'list') paragraphs.push({ kind: 'list', ordered: open.ordered, items: open.lines.map((line) => readRuns(line)) });
    open = null;
  };
  for (const line of text.replace(/\r\n?|[\u2028\u2029]/g, '\n').split('\n')) {
    const bullet = BULLET.exec(line)?.[1];
    const item = bullet ?? NUMBER.exec(line)?.[1];
    const current = open as { kind: 'paragraph' | 'list'; ordered?: boolean; lines: string[] } | null;
    if (line.trim() === '') close();
    else if (item !== undefined) {
      const ordered = bullet === undefined;
      if (current?.kind !== 'list' || current.ordered !== ordered) {
        close();
        open = { kind: 'list', ordered, lines: [item] };
      } else current.lines.push(item);
    } else if (current?.kind === 'paragraph') current.lines.push(line.trim());
    else if (current?.kind === 'list' && /^\s+/.test(line)) current.lines[current.lines.length - 1] += `\n${line.trim()}`;
    else {
      close();
      open = { kind: 'paragraph', lines: [line.trim()] };
    }
  }
  close();
  return paragraphs;
}

// A place that holds a field is written as one sign, so that quotes, stars and brackets inside a field mean nothing here.
const HELD = 0xe100;
const MARK =
  /\\([\\*[\]()-])|\*\*(?=\S)([\s\S]+?)(?<=\S)\*\*(?!\*)|\*(?=[^\s*])([^*]+?)(?<=\S)\*|\[([^[\]\n]+)\]\(((?:[^()\n]|\([^()\n]*\))*)\)|\n/g;

export function readRuns(text: string): Run[] {
  const fields: { raw: string; name: string }[] = [];
  const held = splitAtFields(text.replace(/[\ue000-\uf8ff]/g, '')).map((part) => {
    if ('text' in part) return part.text;
    fields.push({ raw: part.field.raw, name: part.field.name ?? '' });
    return String.fromCharCode(HELD + Math.min(fields.length - 1, 2000));
  });
  return read(held.join(''), fields);
}

function read(text: string, fields: { raw: string; name: string }[], inLink = false): Run[] {
  const runs: Run[] = [];
  const say = (words: string) => {
    for (const part of words.split(/([\ue100-\uf8ff])/)) {
      const field = /^[\ue100-\uf8ff]$/.test(part) ? fields[part.charCodeAt(0) - HELD] : undefined;
      if (field) runs.push({ kind: 'field', ...field });
      else if (part) runs.push({ kind: 'words', text: part });
    }
  };
  let from = 0;
  for (const found of text.matchAll(MARK)) {
    const [whole, escaped, bold, italic, label, url] = found;
    if (label !== undefined && inLink) continue;
    say(text.slice(from, found.index));
    from = found.index + whole.length;
    if (escaped !== undefined) say(escaped);
    else if (bold !== undefined) runs.push({ kind: 'bold', runs: read(bold, fields, inLink) });
    else if (italic !== undefined) runs.push({ kind: 'italic', runs: read(italic, fields, inLink) });
    else if (label !== undefined) {
      const address = (url ?? '').replace(/[\ue100-\uf8ff]/g, (sign) => fields[sign.charCodeAt(0) - HELD]?.raw ?? '');
      runs.push({ kind: 'link', url: address.trim(), runs: read(label, fields, true) });
    } else runs.push({ kind: 'break' });
  }
  say(text.slice(from));
  return runs;
}

/** The links of a text, in order. */
export function linksIn(paragraphs: Paragraph[]): { url: string; label: string }[] {
  const inRuns = (runs: Run[]): { url: string; label: string }[] =>
    runs.flatMap((run) => {
      if (run.kind === 'link') return [{ url: run.url, label: wordsOf(run.runs) }];
      return run.kind === 'bold' || run.kind === 'italic' ? inRuns(run.runs) : [];
    });
  return paragraphs.flatMap((one) => (one.kind === 'list' ? one.items.flatMap(inRuns) : inRuns(one.runs)));
}

export function wordsOf(runs: Run[]): string {
  return runs
    .map((run) => {
      if (run.kind === 'words') return run.text;
      if (run.kind === 'field') return run.raw;
      return run.kind === 'break' ? ' ' : wordsOf(run.runs);
    })
    .join('');
}
