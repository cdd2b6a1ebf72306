import type { Block } from '../../domain/campaigns/blocks.ts';
import { isLinkable } from '../../domain/campaigns/links.ts';
import { type Paragraph, type Run, readRichText } from '../../domain/campaigns/rich-text.ts';
import { formatPhone } from '../../domain/shared/phone.ts';
import { formatWhen } from '../letters/when.ts';
import { fill } from '../letters/words.ts';
import { escapeHtml } from '../mail/letters.ts';
import { type Fields, withoutSigns } from './fields.ts';
import type { CampaignContent, ComingEvent } from './types.ts';
import { type CampaignWords, campaignWords, directionOf } from './words.ts';

/** What a block is written with: the language, the words, and the fields that are held until the end. */
export type Pen = { content: CampaignContent; language: string; words: CampaignWords; isRtl: boolean; fields: Fields };

export const penFor = (content: CampaignContent, language: string, fields: Fields): Pen => ({
  content,
  language,
  words: campaignWords(language),
  isRtl: directionOf(language) === 'rtl',
  fields,
});

/** What a person or a row says, as HTML. */
export const plain = (text: string): string => escapeHtml(withoutSigns(text));
/** What the writer says: escaped, with their merge fields. */
const written = (text: string, { fields }: Pen): string => fields.hold(text, escapeHtml);
/** An address that a letter may carry, for an attribute; null for any other. */
const address = (url: string, { fields }: Pen): string | null => (isLinkable(url) ? fields.hold(url.trim(), escapeHtml) : null);

const SIZES = { 1: [26, 34], 2: [20, 28], 3: [16, 24] } as const;

/** A block as MJML that stands in a column. Nothing of it is taken over unescaped. */
export function blockMjml(block: Block, pen: Pen): string {
  switch (block.kind) {
    case 'heading': {
      const [size, height] = SIZES[block.level];
      const tag = `h${block.level}`;
      return `<mj-text css-class="ink" padding="${block.level === 1 ? '8px 24px 12px' : '12px 24px 8px'}" font-size="${size}px" line-height="${height}px" font-weight="700"${block.level < 3 ? ' letter-spacing="-0.2px"' : ''}><${tag} style="margin:0;font-size:${size}px;line-height:${height}px;font-weight:700">${written(block.text, pen)}</${tag}></mj-text>`;
    }
    case 'text':
      return `<mj-text css-class="ink">${richHtml(readRichText(block.text), pen)}</mj-text>`;
    case 'image': {
      const url = address(block.url, pen);
      if (!url) return '';
      const href = block.href ? address(block.href, pen) : null;
      return `<mj-image css-class="picture" src="${url}" alt="${written(block.alt, pen)}"${block.width ? ` width="${block.width}px"` : ''}${href ? ` href="${href}"` : ''} />`;
    }
    case 'button': {
      const href = address(block.url, pen);
      return `<mj-button css-class="action"${href ? ` href="${href}"` : ''}>${written(block.label, pen)}</mj-button>`;
    }
    case 'events':
      return `<mj-text css-class="ink rows">${eventRows(block, pen)}</mj-text>`;
    case 'programs':
      return `<mj-text css-class="ink">${list(
        block.names.map((name) => plain(name)),
        false,
        pen,
      )}</mj-text>`;
    case 'divider':
      return '<mj-divider css-class="rule" />';
  }
}

function richHtml(paragraphs: Paragraph[], pen: Pen): string {
  return paragraphs
    .map((one, index) => {
      const below = index === paragraphs.length - 1 ? 0 : 12;
      if (one.kind === 'paragraph') return `<p style="margin:0 0 ${below}px">${runsHtml(one.runs, pen)}</p>`;
      return list(
        one.items.map((item) => runsHtml(item, pen)),
        one.ordered,
        pen,
        below,
      );
    })
    .join('');
}

function list(items: string[], ordered: boolean, { isRtl }: Pen, below = 0): string {
  const tag = ordered ? 'ol' : 'ul';
  return `<${tag} style="margin:0 0 ${below}px;padding:${isRtl ? '0 22px 0 0' : '0 0 0 22px'}">${items.map((item) => `<li style="margin:0 0 4px">${item}</li>`).join('')}</${tag}>`;
}

function runsHtml(runs: Run[], pen: Pen): string {
  return runs
    .map((run) => {
      switch (run.kind) {
        case 'words':
          return plain(run.text);
        case 'field':
          return written(run.raw, pen);
        case 'bold':
          return `<strong>${runsHtml(run.runs, pen)}</strong>`;
        case 'italic':
          return `<em>${runsHtml(run.runs, pen)}</em>`;
        case 'break':
          return '<br>';
        case 'link': {
          const href = address(run.url, pen);
          const words = runsHtml(run.runs, pen);
          return href ? link(href, words) : words;
        }
      }
      return '';
    })
    .join('');
}

/** `href` and `words` are HTML already. */
export const link = (href: string, words: string, isBold = false): string =>
  `<a href="${href}" style="color:#1D5287;${isBold ? 'font-weight:700;' : ''}text-decoration:underline">${words}</a>`;

function eventRows({ district, days, limit }: Extract<Block, { kind: 'events' }>, pen: Pen): string {
  const { content, words } = pen;
  const until = Date.parse(content.now) + days * 86_400_000;
  const shown = content.events
    .filter((event) => (!district || event.district_id === district) && Date.parse(event.starts_at) <= until)
    .slice(0, limit);
  const all = link(plain(`${content.address}/e?lang=${pageLanguage(pen.language)}`), plain(words.all_events));
  if (shown.length === 0) return `<p style="margin:0 0 12px">${plain(words.no_events)}</p><p style="margin:0">${all}</p>`;
  const rows = shown.map((event) => `<li style="margin:0;padding:0 0 14px">${eventHtml(event, pen)}</li>`);
  return `<ul role="list" style="margin:0;padding:0;list-style:none">${rows.join('')}</ul><p style="margin:0">${all}</p>`;
}

/** The public pages are in English and Spanish. */
const pageLanguage = (language: string): string => (/^es\b/.test(language) ? 'es' : 'en');

function eventHtml(event: ComingEvent, { content, language, words, isRtl }: Pen): string {
  const own = (text: string) => (isRtl ? `<bdi>${plain(text)}</bdi>` : plain(text));
  const title = event.translations[language]?.title?.trim() || event.title;
  const place = [...new Set([event.place_name, event.address].map((one) => one?.trim() ?? '').filter(Boolean))].join(', ');
  const where = place || (event.is_online ? words.event_online : words.no_place);
  const url = plain(`${content.address}/e/${event.slug}?lang=${pageLanguage(language)}`);
  return `${link(url, own(title), true)}<br>${plain(formatWhen(event, words.tag))}<br><span class="soft" style="color:#4B5867">${own(where)}</span>`;
}

/** Why somebody gets this, how they leave, who writes: the end of every letter. */
export function footerMjml({ content, language, words, fields }: Pen): string {
  const { list: of, office, slug } = content;
  const name = of.translations[language]?.name?.trim() || of.name;
  const why = fill(of.needs_consent ? words.why_asked : words.why_notice, { list: name, office: office.name });
  const field = (one: string) => fields.hold(`{{ links.${one} }}`);
  const links = [
    link(field('unsubscribe'), plain(words.unsubscribe)),
    link(field('preferences'), plain(words.preferences)),
    ...(slug ? [link(field('archive'), plain(words.online))] : []),
  ];
  const reach = [
    office.phone &&
      `${plain(words.call)} <bdi dir="ltr">${link(`tel:${plain(office.phone.replace(/\s/g, ''))}`, plain(formatPhone(office.phone)))}</bdi>`,
    office.email && `${plain(words.write)} <bdi dir="ltr">${link(`mailto:${plain(office.email)}`, plain(office.email))}</bdi>`,
  ].filter(Boolean);
  const line = (html: string, below = 8) => `<p style="margin:0 0 ${below}px">${html}</p>`;
  const address = [office.name, ...office.address.split(/\s*\n\s*/)].filter(Boolean).map(plain).join(', ');
  return `<mj-text css-class="small" padding="0 24px 24px" font-size="13px" line-height="20px" color="#4B5867">${line(plain(why))}${links.map((one) => line(one)).join('')}${content.counts_clicks ? line(plain(words.clicks)) : ''}${line(address, reach.length > 0 ? 8 : 0)}${reach.length > 0 ? line(reach.join(' · '), 0) : ''}</mj-text>`;
}

/** The office's logo, where it has one. */
export function logoMjml({ content }: Pen): string {
  const name = /^files\/(logo-[0-9a-f]+\.(?:png|jpg))$/.exec(content.office.logo_path ?? '')?.[1];
  return name
    ? `<mj-image css-class="logo" src="${plain(`${content.address}/office/logo/${name}`)}" alt="${plain(content.office.name)}" width="56px" padding="0 24px 12px" />`
    : '';
}

/** The list's name in the letter's language. */
export const listName = ({ content: { list: of }, language }: Pen): string => of.translations[language]?.name?.trim() || of.name;
