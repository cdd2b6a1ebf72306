import { escapeHtml } from '../mail/letters.ts';

/** Markup that is safe to write as it is. Only `html` makes it, and `trusted` from text of our own. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Value = Html | string | number | null | undefined | false | readonly Value[];

/** A piece of a page: every value in it is escaped, except what is `Html` already. Nothing, null and false write nothing. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(parts.reduce((text, part, n) => text + part + (n < values.length ? write(values[n]) : ''), ''));
}

/** Markup that the program itself made, such as a drawing. Never anything that a person typed. */
export const trusted = (markup: string): Html => new Html(markup);

function write(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(write).join('');
  return escapeHtml(String(value));
}

/** Paragraphs as they were typed: an empty line begins a new one, a line break stays one. */
export function paragraphs(text: string): Html[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((paragraph) => html`<p class="typed">${paragraph.trim()}</p>`);
}
