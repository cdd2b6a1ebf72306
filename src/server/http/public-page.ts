import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { log, reasonOf } from '../log.ts';
import type { Office } from '../office.ts';
import { html } from '../pages/html.ts';
import { type PageOffice, renderPage } from '../pages/page.ts';
import { choosePageLanguage, type PageLanguage, say, sayCount, wordsOf } from '../pages/words.ts';
import { Refusal, withoutValues } from './errors.ts';
import { routeOf } from './observe.ts';

/** Pages for people without an account use no cookie and no session, so another site has nothing to ride on. */
const policy = (framedBy: string) =>
  `default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors ${framedBy}`;

const LARGEST_FORM = 16 * 1024;

export type PageAnswer = {
  language: PageLanguage;
  title: string;
  body: ReturnType<typeof html>;
  status?: 200 | 400 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500;
  /** Seconds for which anybody may keep it; without it nobody keeps it. */
  keep?: number;
  /** Nobody should find it by searching: its address is a key. */
  isSecret?: boolean;
  retryAfter?: number | undefined;
};

/** The language of a page that is asked for: by name, by the link, by the browser. */
export const languageOf = (context: Context, link?: string | null): PageLanguage =>
  choosePageLanguage({ asked: context.req.query('lang'), link, accepted: context.req.header('accept-language') });

/** Pages that are asked for with `?embed=1` may stand inside pages of others; no other may. */
export const isEmbedded = (context: Context): boolean => context.req.query('embed') === '1';

/** The end of an address of ours, keeping the language and the frame. */
export function queryOf(context: Context, language: PageLanguage, more: Record<string, string> = {}): string {
  return `?${new URLSearchParams({ lang: language, ...(isEmbedded(context) ? { embed: '1' } : {}), ...more })}`;
}

/** A page as an answer, with the headers that belong to it. */
export async function answerPage(context: Context, office: Office, answer: PageAnswer): Promise<Response> {
  const { language, title, body, status = 200, keep, isSecret, retryAfter } = answer;
  const embedded = isEmbedded(context);
  const url = new URL(context.req.url);
  const addressIn = (other: PageLanguage) => {
    const query = new URLSearchParams(url.search);
    query.set('lang', other);
    return `${url.pathname}?${query}`;
  };
  const text = renderPage({ language, title, body, office: await readOffice(office), addressIn, isEmbedded: embedded });
  return context.body(text, status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
    'Content-Security-Policy': policy(embedded ? '*' : "'none'"),
    ...(embedded ? { 'Cross-Origin-Resource-Policy': 'cross-origin' } : { 'X-Frame-Options': 'DENY' }),
    'Cache-Control': keep ? `public, max-age=${keep}` : 'no-store',
    Vary: 'Accept-Language',
    ...(isSecret ? { 'X-Robots-Tag': 'noindex, nofollow', 'Referrer-Policy': 'no-referrer' } : {}),
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
  });
}

async function readOffice({ backend }: Office): Promise<PageOffice> {
  const { data, error } = await backend.service.from('settings').select('office_name, address, phone, email, website').single();
  if (error) throw error;
  return { name: data.office_name, address: data.address, phone: data.phone, email: data.email, website: data.website };
}

/** A handler whose refusals and failures are pages too. */
export function pageRoute(office: Office, handle: (context: Context) => Promise<Response>): (context: Context) => Promise<Response> {
  return async (context) => {
    try {
      return await handle(context);
    } catch (error) {
      return answerProblem(context, office, error);
    }
  };
}

/** Takes forms of a size that a person fills in; larger ones are told so on a page. */
export const formLimit = (office: Office) =>
  bodyLimit({ maxSize: LARGEST_FORM, onError: (context) => answerProblem(context, office, new Refusal(413, '')) });

/** What a form sent, the last of each name. Signs that no keyboard writes are dropped. @throws Refusal (400) when it is not a form. */
export async function readForm(context: Context): Promise<Map<string, string>> {
  return lastOf(await readFormLists(context));
}

/** The same with all of each name: boxes that were ticked. */
export async function readFormLists(context: Context): Promise<Map<string, string[]>> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(context.req.header('content-type') ?? '')) throw new Refusal(400, '');
  return gather(new URLSearchParams(await textOf(context)));
}

/**
 * What a mail program sends to leave a list: a form in either of the two shapes that RFC 8058 has, or its words without a type.
 */
export async function readFormOrParts(context: Context): Promise<Map<string, string>> {
  const type = context.req.header('content-type') ?? '';
  if (/^multipart\/form-data\b/i.test(type)) {
    const parts = await context.req.formData().catch(() => {
      throw new Refusal(400, '');
    });
    return lastOf(gather([...parts].filter((part): part is [string, string] => typeof part[1] === 'string')));
  }
  if (type !== '' && !/^application\/x-www-form-urlencoded\b/i.test(type)) throw new Refusal(400, '');
  return lastOf(gather(new URLSearchParams(await textOf(context))));
}

const textOf = (context: Context): Promise<string> =>
  context.req.text().catch(() => {
    throw new Refusal(400, '');
  });

function gather(entries: Iterable<[string, string]>): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const [name, value] of entries) fields.set(name, [...(fields.get(name) ?? []), value.replace(/\r\n?/g, '\n').replace(CONTROL, '')]);
  return fields;
}
const lastOf = (fields: Map<string, string[]>): Map<string, string> =>
  new Map([...fields].map(([name, values]) => [name, values.at(-1) ?? '']));
/** Signs that a database or a letter must not hold, and those that turn the direction of what stands around them. */
const CONTROL = /[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** How long somebody has to wait, in their language. */
export function waitIn(language: PageLanguage, seconds: number): string {
  const { seconds: inSeconds, minutes } = wordsOf(language).problem;
  return seconds < 90 ? sayCount(language, inSeconds, seconds) : sayCount(language, minutes, Math.ceil(seconds / 60));
}

/** A refusal or a failure as a page. */
export async function answerProblem(context: Context, office: Office, error: unknown): Promise<Response> {
  const language = languageOf(context);
  const words = wordsOf(language).problem;
  const status = statusOf(error);
  const tell = (title: string, text: string): PageAnswer => ({
    language,
    title,
    body: html`<h1>${title}</h1><p>${text}</p><p><a href="/e${queryOf(context, language)}">${words.to_events}</a></p>`,
    status,
    isSecret: true,
  });
  if (status === 429) {
    const seconds = error instanceof Refusal ? (error.retryAfter ?? 60) : 60;
    return answerPage(context, office, {
      ...tell(words.busy_title, say(words.busy, { wait: waitIn(language, seconds) })),
      retryAfter: seconds,
    });
  }
  if (status === 404) {
    const isLink = error instanceof Refusal && error.reason === 'link';
    return answerPage(context, office, isLink ? tell(words.bad_link_title, words.bad_link) : tell(words.not_found_title, words.not_found));
  }
  if (status === 413) return answerPage(context, office, tell(words.failed_title, words.too_large));
  if (status === 400) return answerPage(context, office, tell(words.failed_title, words.unreadable));
  const number = context.get('requestId') as string;
  log('request.failed', { request_id: number, route: routeOf(context), reason: withoutValues(reasonOf(error)) });
  return answerPage(context, office, tell(words.failed_title, say(words.failed, { number })));
}

function statusOf(error: unknown): NonNullable<PageAnswer['status']> {
  if (error instanceof Refusal) return error.status === 401 ? 403 : error.status;
  if ((error as { code?: string } | null)?.code === 'PT404') return 404;
  return 500;
}
