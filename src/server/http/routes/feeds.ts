import type { Context, Hono } from 'hono';
import type { Json } from '../../../data/database.types.ts';
import { type PrivateFacts, privateCalendar } from '../../feeds/private-feed.ts';
import { type PublicFacts, publicCalendar, publicJson } from '../../feeds/public-feed.ts';
import type { Office } from '../../office.ts';
import { hashToken, makeToken } from '../../one-time.ts';
import { version } from '../../version.ts';
import { networkOf } from '../attempts.ts';
import { asRefusal, callerOf } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { makePace, type Pace } from '../pace.ts';
import { readJson } from '../read-json.ts';

const CALENDAR = 'text/calendar; charset=utf-8';
const PUBLIC_PATHS = ['/feeds/events.json', '/feeds/events.ics'];
/** A minute of somebody's requests. Large services read for many people from one network address. */
const PER_MINUTE = 240;
const UNKNOWN_PER_MINUTE = 20;

/** Events as other programs read them: calendars by secret link, and what is published as calendar and JSON. */
export function feedRoutes(app: Hono, office: Office): void {
  const pace = makePace(PER_MINUTE);
  const unknown = makePace(UNKNOWN_PER_MINUTE);
  const { service } = office.backend;

  async function askPublic(context: Context, filters: { [name: string]: Json }): Promise<PublicFacts> {
    keepPace(pace, context, office);
    const { data, error } = await service.rpc('public_events', { p_filters: filters, ...seen(context) });
    if (error) throw error;
    return data as unknown as PublicFacts;
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

  app.get('/feeds/events.json', async (context) => {
    openToAll(context);
    const facts = await askPublic(context, readFilters(context));
    return answer(context, facts, 'application/json; charset=utf-8', 'public, max-age=300', () => publicJson(facts, office.address.url));
  });

  app.get('/feeds/events.ics', async (context) => {
    openToAll(context);
    const facts = await askPublic(context, { limit: 2000, from: daysAgo(60), ...readFilters(context) });
    const calendar = () => publicCalendar(facts, office.address.url, context.req.query('text'));
    return answer(context, facts, CALENDAR, 'public, max-age=300', calendar);
  });

  app.get('/e/:file{[a-z0-9-]+\\.ics}', async (context) => {
    const slug = context.req.param('file').slice(0, -'.ics'.length);
    const { text } = readFilters(context);
    const facts = await askPublic(context, { slug, ...(text ? { text } : {}) });
    if (facts.events?.length === 0) throw new Refusal(404, 'There is no such event.');
    context.header('Content-Disposition', `attachment; filename="${slug}.ics"`);
    return answer(context, facts, CALENDAR, 'public, max-age=300', () =>
      publicCalendar(facts, office.address.url, context.req.query('text')),
    );
  });

  app.get('/feeds/:file{[\\w-]+\\.ics}', async (context) => {
    keepPace(pace, context, office);
    const token = context.req.param('file').slice(0, -'.ics'.length);
    const { data, error } = await service.rpc('calendar_feed', { p_token_hash: hashToken(token), ...seen(context) });
    if (error) throw error;
    const facts = data as unknown as PrivateFacts | { gone: true } | null;
    if (!facts) {
      keepPace(unknown, context, office);
      throw new Refusal(404, 'There is no such calendar.');
    }
    if ('gone' in facts) throw new Refusal(410, 'This calendar link was revoked. Make a new one in the calendar of the office.');
    context.header('X-Robots-Tag', 'noindex');
    return answer(context, facts, CALENDAR, 'private, no-cache', () => privateCalendar(facts, office.address.url));
  });

  app.post('/feeds', async (context) => {
    const caller = callerOf(context, office);
    const { kind, district_id, has_tasks, has_inquiries } = await readJson(context);
    const { token, hash } = makeToken();
    const feed = { kind, district_id, has_tasks, has_inquiries } as { [name: string]: Json };
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
function seen(context: Context): { p_seen?: string } {
  const tags = context.req.header('if-none-match') ?? '';
  const state = [...tags.matchAll(/"([^"]+)"/g)].map(([, tag = '']) => tag.split('/')).find(([made]) => made === version)?.[1];
  return state ? { p_seen: state } : {};
}

/** 304 without a body for whoever has it already. Last-Modified only tells: what was withdrawn since would not move it. */
function answer(context: Context, facts: PublicFacts | PrivateFacts, type: string, cache: string, write: () => string): Response {
  context.header('ETag', `"${version}/${facts.state}"`);
  context.header('Cache-Control', cache);
  if (facts.changed_at) context.header('Last-Modified', new Date(facts.changed_at).toUTCString());
  if (!facts.events) return context.body(null, 304);
  return context.body(write(), 200, { 'Content-Type': type });
}

/** What may stand behind the question mark. @throws Refusal (422) with the name of what is wrong. */
function readFilters(context: Context): { [name: string]: Json } {
  const { from, to, district, language, text, limit } = context.req.query();
  const filters: { [name: string]: Json } = {};
  for (const [name, day] of Object.entries({ from, to })) {
    if (!day) continue;
    if (!isDay(day)) throw new Refusal(422, `"${name}" must be a day such as 2026-11-01.`, name);
    filters[name] = day;
  }
  for (const [name, code] of Object.entries({ district, language, text })) {
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
