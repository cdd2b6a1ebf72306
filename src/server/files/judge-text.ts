/** Beginnings of pages, drawings and programs: they are text, and not what a text file is for. */
const programs = /^(?:#!|<\?(?:php|xml|=)|<!doctype|<(?:html|head|body|script|svg|iframe|style|template|meta)\b|@echo\b|%!ps)/i;
const anyHeader = /^[\x21-\x39\x3b-\x7e]+:[ \t]?/;

/**
 * The media type of text, judged by its content and, where text can be several things, its ending; null when it is no text, or
 * is a page or a program.
 */
export function judgeText(bytes: Buffer, ending: string): string | null {
  const text = decode(bytes);
  if (text === null) return null;
  const begins = text.trimStart().replace(/^(?:<!--[\s\S]*?-->\s*)+/, '');
  if (programs.test(begins)) return null;
  if (ending === 'eml') return isMessage(begins) ? 'message/rfc822' : 'text/plain';
  return ending === 'csv' || ending === 'tsv' ? 'text/csv' : 'text/plain';
}

/** A message begins with header lines, and has at least two of those that every message has. */
function isMessage(text: string): boolean {
  const head = text.slice(0, 65_536).split(/\r?\n\r?\n/)[0] ?? '';
  if (!anyHeader.test(head)) return false;
  return [/^from:/im, /^(?:date|received):/im, /^(?:to|subject|message-id|mime-version):/im].filter((one) => one.test(head)).length >= 2;
}

/** UTF-8, UTF-16 with its mark, or one byte a letter as old spreadsheets write; null when it has bytes that no text has. */
function decode(bytes: Buffer): string | null {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  // Tab, line feed, form feed and carriage return belong to text; no other control character does.
  return /(?![\t\n\f\r])\p{Cc}/u.test(text) ? null : text;
}
