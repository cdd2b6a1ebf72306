import { readFileSync } from 'node:fs';
import type { Message } from '../../domain/campaigns/blocks.ts';
import { readMjml, type Tag } from '../../domain/campaigns/mjml-source.ts';
import { escapeHtml } from '../mail/letters.ts';
import { blockMjml, footerMjml, listName, logoMjml, type Pen, plain } from './block-mjml.ts';

const file = (name: string): string => readFileSync(new URL(`../../../templates/email/layouts/${name}`, import.meta.url), 'utf8');
let read: Record<'letter' | 'bulletin' | 'styles', string> | null = null;
/** The layouts that come with the program, and the styles of the blocks. */
export function ownLayouts(): Record<'letter' | 'bulletin' | 'styles', string> {
  read ??= { letter: file('letter.mjml'), bulletin: file('bulletin.mjml'), styles: file('styles.css') };
  return read;
}

const FACES = `'Public Sans', 'Segoe UI', Tahoma, Arial, sans-serif`;

/** A whole MJML document, and which of its lines are whose. */
export type Framed = { source: string; lineOf: (line: number) => { in: 'message' | 'layout'; line: number } };

/** Layout, content and footer of one message as one MJML document, merge fields held. */
export function frameMessage(message: Message, pen: Pen): Framed {
  const { fields } = pen;
  const isDocument = message.format === 'mjml' && /<mjml[\s>]/.test(message.mjml);
  const content = message.format === 'mjml' ? fields.hold(message.mjml) : message.blocks.map((block) => blockMjml(block, pen)).join('\n');
  const layout = isDocument ? null : (pen.content.layout?.mjml ?? ownLayouts().letter);
  return layout === null ? frameDocument(content, message, pen) : frameInLayout(layout, content, message, pen);
}

function frameInLayout(layout: string, content: string, message: Message, pen: Pen): Framed {
  const START = '\ue010';
  const places: Record<string, () => string> = {
    content: () => `${START}${content}${START}`,
    footer: () => footerMjml(pen),
    logo: () => logoMjml(pen),
    list: () => plain(listName(pen)),
  };
  const mirrored = pen.isRtl ? mirror(layout) : layout;
  const placed = mirrored
    .split(/(\{\{\s*(?:content|footer|logo|list)\s*\}\})/)
    .map((part, index) => (index % 2 ? (places[part.replace(/[{}\s]/g, '')]?.() ?? '') : pen.fields.hold(part)))
    .join('');
  const whole = dress(placed, message, pen, true);
  const before = whole.slice(0, whole.indexOf(START)).split('\n').length;
  const lines = content.split('\n').length;
  return {
    source: whole.replaceAll(START, ''),
    lineOf: (line) =>
      line >= before && line < before + lines
        ? { in: 'message', line: line - before + 1 }
        : { in: 'layout', line: line < before ? line : line - lines + 1 },
  };
}

/** MJML that its writer wrote whole: as it is, with the footer where it says so, or at the end. */
function frameDocument(source: string, message: Message, pen: Pen): Framed {
  const footer = `<mj-section><mj-column>${footerMjml(pen)}</mj-column></mj-section>`;
  const placed = /\{\{\s*footer\s*\}\}/.test(source)
    ? source.replace(/\{\{\s*footer\s*\}\}/, () => footerMjml(pen))
    : source.replace(/<\/mj-body\s*>/, (end) => `${footer}${end}`);
  return { source: dress(placed, message, pen, false), lineOf: (line) => ({ in: 'message', line }) };
}

/** Language and direction on the document; title, preheader and what words look like in its head. No line moves. */
function dress(source: string, message: Message, pen: Pen, withStyles: boolean): string {
  const { content, language, isRtl, fields } = pen;
  const { tags } = readMjml(source);
  const root = tags.find(({ name, kind }) => name === 'mjml' && kind === 'open');
  if (!root) return source;
  const head = tags.find(({ name, kind }) => name === 'mj-head' && kind === 'open');
  const side = isRtl ? 'right' : 'left';
  const looks = withStyles
    ? `<mj-all font-family="${FACES}" /><mj-body background-color="#F6F5F1" /><mj-text font-size="16px" line-height="24px" color="#18212B" padding="0 24px 16px" /><mj-image padding="0 24px 16px" align="${side}" border-radius="6px" /><mj-button align="${side}" padding="4px 24px 20px" inner-padding="12px 20px" background-color="#1D5287" color="#FFFFFF" border-radius="6px" font-size="16px" line-height="20px" font-weight="600" /><mj-divider border-width="1px" border-color="#E4E1D9" padding="4px 24px 12px" />`
    : `<mj-all font-family="${FACES}" />`;
  const turned = isRtl
    ? '<mj-section direction="rtl" text-align="right" /><mj-column direction="rtl" /><mj-group direction="rtl" /><mj-text align="right" />'
    : '';
  const preheader = message.preheader.trim() ? `<mj-preview>${fields.hold(message.preheader, escapeHtml)}</mj-preview>` : '';
  const schemes = withStyles ? 'light dark' : 'light';
  const parts = [
    `<mj-title>${plain(`${listName(pen)} · ${content.office.name}`)}</mj-title>`,
    preheader,
    `<mj-attributes>${looks}${turned}</mj-attributes>`,
    `<mj-raw><meta name="color-scheme" content="${schemes}"><meta name="supported-color-schemes" content="${schemes}"></mj-raw>`,
    withStyles ? `<mj-style>${ownLayouts().styles.replace(/\s*\n\s*/g, ' ')}</mj-style>` : '',
  ].join('');
  const opened = `<mjml lang="${plain(language)}" dir="${isRtl ? 'rtl' : 'ltr'}"${otherAttributes(root)}>`;
  const withHead = head
    ? `${source.slice(root.end, head.end)}${parts}${source.slice(head.end)}`
    : `<mj-head>${parts}</mj-head>${source.slice(root.end)}`;
  return `${source.slice(0, root.index)}${opened}${withHead}`;
}

const otherAttributes = ({ attributes }: Tag): string => (attributes.owa === 'desktop' ? ' owa="desktop"' : '');

/** Left becomes right where a layout says so. */
function mirror(layout: string): string {
  const other: Record<string, string> = { left: 'right', right: 'left' };
  return layout
    .replace(
      /(\s(?:text-)?align=["'])(left|right)(["'])/g,
      (_whole, before: string, side: string, after: string) => `${before}${other[side]}${after}`,
    )
    .replace(
      /(\s(?:padding|border|margin)-)(left|right)(=)/g,
      (_whole, before: string, side: string, after: string) => `${before}${other[side]}${after}`,
    );
}
