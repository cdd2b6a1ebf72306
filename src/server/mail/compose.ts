import { randomBytes } from 'node:crypto';
import * as words from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import * as qp from 'nodemailer/lib/qp';
import type { Attachment, Letter } from './transport.ts';

/** A letter as it travels, without the empty line between the two. Lines end in CR LF. */
export type Composed = { head: string; body: string };

const boundaryOf = `${randomBytes(9).toString('hex')}`;
let composed = 0;

/**
 * The letter as a message of RFC 5322: nodemailer writes the headers and encodes; what is put between is ours, because a stream
 * for each part of each of half a million letters costs more than the letters.
 */
export function composeLetter(letter: Letter, from: string): Composed {
  const { to, cc = [], fromName, replyTo, subject, messageId, headers, attachments = [] } = letter;
  const address = /<([^<>]+)>$/.exec(from)?.[1] ?? from;
  const root = rootFor(letter);
  root.setHeader({
    From: fromName ? { name: fromName, address } : from,
    ...(replyTo ? { 'Reply-To': { name: '', address: replyTo } } : {}),
    // As an object, so that nothing in an address is read as a second one.
    To: { name: '', address: to },
    ...(cc.length > 0 ? { Cc: cc.map((one) => ({ name: '', address: one })) } : {}),
    Subject: subject,
    ...(messageId === undefined ? {} : { 'Message-ID': messageId }),
    ...(letter.list ? {} : { 'Auto-Submitted': 'auto-generated' }),
    ...(letter.list ? listHeaders(letter.list) : {}),
    ...headers,
  } as never);
  if (attachments.length === 0) return written(root, partsOf(letter));
  const inner = innerFor(letter);
  const { head, body } = written(inner, partsOf(letter));
  return written(root, [`${head}\r\n\r\n${body}`, ...attachments.map(attachmentPart)]);
}

/** What a mail program acts on stays as it is; only the name of the list is words (RFC 2919, RFC 2369, RFC 8058). */
function listHeaders({ name, id, leave }: NonNullable<Letter['list']>) {
  const plain = /^[\w .-]*$/.test(name);
  const phrase = plain ? name : /^[\x20-\x7e]*$/.test(name) ? `"${name.replace(/["\\]/g, '')}"` : words.encodeWord(name, 'Q', 52);
  const prepared = (value: string) => ({ prepared: true, foldLines: true, value });
  return {
    'List-Id': prepared(`${phrase} <${id}>`),
    'List-Unsubscribe': prepared(leave.map((url) => `<${url}>`).join(', ')),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    Precedence: 'bulk',
  };
}

const nodeFor = (contentType: string) =>
  new MimeNode(contentType, { baseBoundary: `${boundaryOf}-${++composed}`, disableFileAccess: true, disableUrlAccess: true });

function rootFor({ html, attachments = [] }: Letter): MimeNode {
  if (attachments.length > 0) return nodeFor('multipart/mixed');
  return html === undefined ? textNode('text/plain') : nodeFor('multipart/alternative');
}

/** A child says neither when it was written nor which message it is. */
const innerFor = ({ html }: Letter): MimeNode =>
  nodeFor('multipart/mixed').appendChild(html === undefined ? textNode('text/plain') : nodeFor('multipart/alternative'));

function textNode(contentType: string): MimeNode {
  const node = nodeFor(contentType);
  node.setHeader({ 'Content-Type': `${contentType}; charset=utf-8`, 'Content-Transfer-Encoding': 'quoted-printable' } as never);
  return node;
}

const TEXT = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n';
const HTML = 'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n';

const partsOf = ({ text, html }: Letter): string[] =>
  html === undefined ? [encodeText(text)] : [TEXT + encodeText(text), HTML + encodeText(html)];

function written(node: MimeNode, parts: string[]): Composed {
  const head = node.buildHeaders();
  const { boundary } = node;
  if (!boundary) return { head, body: `${parts[0] ?? ''}\r\n` };
  return { head, body: `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n` };
}

// ---- quoted-printable, line by line. Of a letter to many only few lines differ: the others are encoded once.
const LINES_KEPT = 4000;
const encoded = new Map<string, string>();

function encodeText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const known = encoded.get(line);
      if (known !== undefined) return known;
      const bytes = Buffer.from(line);
      const made = qp.wrap(qp.encode(bytes), 76);
      if (encoded.size >= LINES_KEPT) encoded.clear();
      // A copy: a piece of a text keeps the whole text in memory.
      encoded.set(bytes.toString(), made);
      return made;
    })
    .join('\r\n');
}

// ---- a file is encoded once, however many letters it comes with.
const files = new WeakMap<Attachment, string>();

function attachmentPart(attachment: Attachment): string {
  const known = files.get(attachment);
  if (known !== undefined) return known;
  const { filename, contentType, content } = attachment;
  const node = new MimeNode(contentType, { filename, rootNode: nodeFor('multipart/mixed') });
  node.setHeader({ 'Content-Transfer-Encoding': 'base64', 'Content-Disposition': 'attachment' } as never);
  const lines =
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  const part = `${node.buildHeaders()}\r\n\r\n${lines.join('\r\n')}`;
  files.set(attachment, part);
  return part;
}
