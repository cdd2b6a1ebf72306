import type { Context, Hono } from 'hono';
import type { Json } from '../../../data/database.types.ts';
import { type PrivateFacts, privateCalendar } from '../../feeds/private-feed.ts';
import { type PublicFacts, publicCalendar, publicJson, readPublicFacts } from '../../feeds/public-feed.ts';
import type { Office } from '../../office.ts';
import { hashToken, makeToken } from '../../one-time.ts';
import { version } from '../../version.ts';
import { networkOf } from '../attempts.ts';
import { asRefusal, callerOf } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { makePace, type Pace } from '../pace.ts';
import { readJson } from '../read-json.ts';

const CALENDAR = 'text/calendar; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const PUBLIC_PATHS = ['/feeds/events.json', '/feeds/events.ics'];
/** A minute of somebody's requests. Large services read for many people from one network address. */
const PER_MINUTE = 240;
const UNKNOWN_PER_MINUTE = 20;
/** Feeds that are kept as they were written, 2 MB each at most. */
const MOST_WRITTEN = 12;

/** Events as other programs read them: calendars by secret link, and what is published as calendar and JSON. */
export function feedRoutes(app: Hono, office: Office): void {
  const pace = makePace(PER_MINUTE);
  const unknown = makePace(UNKNOWN_PER_MINUTE);
  const { service } = office.backend;

  /** What was written last for an address: as long as its fingerprint stays, it is not written again. */
  const written = new Map<string, { state: string; body: string }>();

  async function answerPublic(context: Context, filters: Filters, type: string, write: (facts: PublicFacts) => string): Promise<Response> {
    keepPace(pace, context, office);
    const key = `${context.req.path}?${JSON.stringify(filters)}`;
    const kept = written.get(key);
    const asked = seen(context);
    const { data, error } = await service.rpc('public_events', {
      p_filters: filters,
      ...(type === JSON_TYPE ? { p_address: office.address.url } : {}),
      ...((asked ?? kept) ? { p_seen: asked ?? kept?.state } : {}),
    });
    if (error) throw error;
    const facts = readPublicFacts(data);
    if (facts.count === 0 && filters.slug) throw new Refusal(404, 'There is no such event.');
    const body = facts.events ? write(facts) : (kept?.body ?? '');
    if (facts.events) {
      written.delete(key);
      if (written.size >= MOST_WRITTEN) written.delete(written.keys().next().value as string);
      written.set(key, { state: facts.state, body });
    }
    return answer(context, facts, type, 'public, max-age=300', asked === facts.state ? null : body);
  }

  // A program of another site may ask from a browser; If-None-Match is what it has to ask for first.
  for (const path of PUBLIC_PATHS)
    app.options(path, (context) => {
      openToAll(context);
      context.header('Access-Control-Allow-Methods', 'GET, HEAD');
      context.header('Access-Control-Allow-Headers', 'If-None-Match');
      context.header('Access-Control-Max-Age', '86400');
      return context.body(null, 204);
    });

  app.get('/feeds/events.json', (context) => {
    openToAll(context);
    return answerPublic(context, readFilters(context), JSON_TYPE, publicJson);
  });

  app.get('/feeds/events.ics', (context) => {
    openToAll(context);
    const filters = { limit: 2000, from: daysAgo(60), ...readFilters(context) };
    return answerPublic(context, filters, CALENDAR, (facts) => publicCalendar(facts, office.address.url, filters.text));
  });

  app.get('/e/:file{[a-z0-9-]+\\.ics}', (context) => {
    const slug = context.req.param('file').slice(0, -'.ics'.length);
    const { text } = readFilters(context);
    context.header('Content-Disposition', `attachment; filename="${slug}.ics"`);
    const filters = { slug, ...(text ? { text } : {}) };
    return answerPublic(context, filters, CALENDAR, (facts) => publicCalendar(facts, office.address.url, text));
  });

  app.get('/feeds/:file{[\\w-]+\\.ics}', async (context) => {
    keepPace(pace, context, office);
    const token = context.req.param('file').slice(0, -'.ics'.length);
    const asked = seen(context);
    const { data, error } = await service.rpc('calendar_feed', {
      p_token_hash: hashToken(token),
      ...(asked ? { p_seen: asked } : {}),
    });
    if (error) throw error;
    const facts = data as unknown as PrivateFacts | { gone: true } | null;
    if (!facts) {
      keepPace(unknown, context, office);
      throw new Refusal(404, 'There is no such calendar.');
    }
    if ('gone' in facts) throw new Refusal(410, 'This calendar link was revoked. Make a new one in the calendar of the office.');
    context.header('X-Robots-Tag', 'noindex');
    return answer(context, facts, CALENDAR, 'private, no-cache', facts.events ? privateCalendar(facts, office.address.url) : null);
  });

  app.post('/feeds', async (context) => {
    const caller = callerOf(context, office);
    const { kind, district_id, has_tasks, has_inquiries, has_award_reports } = await readJson(context);
    const { token, hash } = makeToken();
    const feed = { kind, district_id, has_tasks, has_inquiries, has_award_reports } as { [name: string]: Json };
    const { data, error } = await caller.rpc('create_calendar_feed', { p_feed: feed, p_token_hash: hash });
    if (error) throw asRefusal(error);
    context.header('Cache-Control', 'no-store');
    return context.json({ id: data, url: `${office.address.url}/feeds/${token}.ics` });
  });
}

function keepPace(pace: Pace, context: Context, office: Office): void {
  const seconds = pace.wait(networkOf(context, office.config.trustProxy));
  if (seconds > 0) throw new Refusal(429, `Too many requests. Wait ${seconds} seconds, then try again.`, undefined, 'too_many', seconds);
}

function openToAll(context: Context): void {
  context.header('Access-Control-Allow-Origin', '*');
  context.header('Access-Control-Expose-Headers', 'ETag, Last-Modified');
  context.header('Cross-Origin-Resource-Policy', 'cross-origin');
}

/** The fingerprint that the asker has, out of an ETag of this version of the program. */
function seen(context: Context): string | undefined {
  const tags = context.req.header('if-none-match') ?? '';
  return [...tags.matchAll(/"([^"]+)"/g)].map(([, tag = '']) => tag.split('/')).find(([made]) => made === version)?.[1];
}

/** 304 without a body for whoever has it already. Last-Modified only tells: what was withdrawn since would not move it. */
function answer(context: Context, facts: PublicFacts | PrivateFacts, type: string, cache: string, body: string | null): Response {
  context.header('ETag', `"${version}/${facts.state}"`);
  context.header('Cache-Control', cache);
  if (facts.changed_at) context.header('Last-Modified', new Date(facts.changed_at).toUTCString());
  return body === null ? context.body(null, 304) : context.body(body, 200, { 'Content-Type': type });
}

type Filters = { from?: string; to?: string; district?: string; language?: string; text?: string; limit?: number; slug?: string };

/** What may stand behind the question mark. @throws Refusal (422) with the name of what is wrong. */
function readFilters(context: Context): Filters {
  const { from, to, district, language, text, limit } = context.req.query();
  const filters: Filters = {};
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (!day) continue;
    if (!isDay(day)) throw new Refusal(422, `"${name}" must be a day such as 2026-11-01.`, name);
    filters[name] = day;
  }
  for (const [name, code] of [
    ['district', district],
    ['language', language],
    ['text', text],
  ] as const) {
    if (!code) continue;
    if (!/^[A-Za-z0-9-]{1,20}$/.test(code)) throw new Refusal(422, `"${name}" must be a code of letters and digits.`, name);
    filters[name] = code;
  }
  if (limit) {
    if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > 2000)
      throw new Refusal(422, '"limit" must be a number from 1 to 2000.', 'limit');
    filters.limit = Number(limit);
  }
  return filters;
}

const isDay = (text: string): boolean =>
  /^[12]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
