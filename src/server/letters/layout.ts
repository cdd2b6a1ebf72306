import { escapeHtml } from '../mail/letters.ts';

/** A piece of a letter. Text and HTML are made of the same pieces, so that both say the same. */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'facts'; rows: { label: string; value: string; href?: string }[] }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'foot'; lines: string[] };

export function textOf(blocks: Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'paragraph') return block.text;
      if (block.kind === 'button') return `${block.label}:\n${block.url}`;
      if (block.kind === 'facts') return block.rows.map(({ label, value }) => `${label}: ${value}`).join('\n');
      return block.lines.join('\n');
    })
    .join('\n\n');
}

/** Simple HTML that every mail program shows: one column, no pictures, dark text on light. Everything is escaped here. */
export function htmlOf(blocks: Block[], { language, subject }: { language: string; subject: string }): string {
  const body = blocks.map(partOf).join('');
  return `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head><body style="margin:0;padding:24px 12px;background:#F6F5F1;color:#18212B;font:16px/24px 'Public Sans',Arial,sans-serif"><div style="max-width:560px;margin:0 auto;padding:24px;background:#FFFFFF;border-radius:8px">${body}</div></body></html>`;
}

function partOf(block: Block): string {
  if (block.kind === 'paragraph') return `<p style="margin:0 0 16px" dir="auto">${lines(block.text)}</p>`;
  if (block.kind === 'button')
    return `<p style="margin:0 0 16px"><a href="${escapeHtml(block.url)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1D5287;color:#FFFFFF;font-weight:600;text-decoration:none">${escapeHtml(block.label)}</a></p><p style="margin:0 0 16px;color:#4B5867;font-size:13px;line-height:20px;word-break:break-all">${escapeHtml(block.url)}</p>`;
  if (block.kind === 'facts')
    return `<dl style="margin:0 0 16px;padding:12px 0;border-top:1px solid #DDDAD1;border-bottom:1px solid #DDDAD1">${block.rows
      .map(({ label, value, href }) => {
        const said = href ? `<a href="${escapeHtml(href)}" style="color:#1D5287">${escapeHtml(value)}</a>` : lines(value);
        return `<dt style="margin:0;color:#4B5867;font-size:13px;line-height:20px">${escapeHtml(label)}</dt><dd style="margin:0 0 8px;overflow-wrap:anywhere" dir="auto">${said}</dd>`;
      })
      .join('')}</dl>`;
  return `<p style="margin:24px 0 0;color:#4B5867;font-size:13px;line-height:20px">${block.lines.map(escapeHtml).join('<br>')}</p>`;
}

const lines = (text: string): string => escapeHtml(text).replace(/\r\n|\r|\n/g, '<br>');
