import type { Context, Hono } from 'hono';
import { toString as drawCode } from 'qrcode';
import { signLink } from '../../links/signed-link.ts';
import type { Office } from '../../office.ts';
import { EVENTS_ON_PAGE, eventListBody } from '../../pages/event-list.ts';
import { eventPageBody } from '../../pages/event-page.ts';
import { emptyValues, keyOf, type Problems, type RegisterValues, readRegistration } from '../../pages/register-values.ts';
import { type EventList, type ShownEventPage, saidIn } from '../../pages/shown.ts';
import { type PageLanguage, say, wordsOf } from '../../pages/words.ts';
import { passDoor } from '../attempts.ts';
import { Refusal } from '../errors.ts';
import { makeFormKey, readFormKey } from '../form-key.ts';
import { answerPage, formLimit, isEmbedded, languageOf, pageRoute, queryOf, readForm, waitIn } from '../public-page.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The public pages of events: what is coming, one event, and registering for it. No cookie and no session, so there is
 * nothing that another site could make a browser misuse; what comes in is a form that anybody could have sent.
 */
export function registerRoutes(app: Hono, office: Office): void {
  const { service } = office.backend;

  app.get(
    '/e',
    pageRoute(office, async (context) => {
      const language = languageOf(context);
      const filter = readFilter(context);
      const { data, error } = await service.rpc('shown_events', {
        ...(filter.speaks ? { p_language: filter.speaks } : {}),
        ...(filter.district ? { p_district: filter.district } : {}),
        p_page: filter.page,
      });
      if (error) throw error;
      const list = data as unknown as EventList;
      const pages = Math.max(1, Math.ceil(list.count / EVENTS_ON_PAGE));
      const { page: _page, ...chosen } = filter;
      const pageAddress = (page: number) => `/e${queryOf(context, language, { ...chosen, page: String(page) })}`;
      if (filter.page > pages) return context.redirect(pageAddress(pages), 302);
      return answerPage(context, office, {
        language,
        title: wordsOf(language).list.title,
        body: eventListBody({
          language,
          list,
          filter,
          isEmbedded: isEmbedded(context),
          addressOf: (slug) => `/e/${slug}${queryOf(context, language)}`,
          pageAddress,
        }),
        keep: 60,
      });
    }),
  );

  app.get(
    '/e/:slug{[a-z0-9-]+}',
    pageRoute(office, async (context) => {
      const event = await findEvent(office, context);
      const language = languageOf(context);
      return showEvent(office, context, { event, language, values: emptyValues(preferred(event, language)), problems: {} });
    }),
  );

  app.get(
    '/e/:slug{[a-z0-9-]+}/qr.svg',
    pageRoute(office, async (context) => {
      const { slug } = await findEvent(office, context);
      const drawn = await drawCode(`${office.address.url}/e/${slug}`, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
      return context.body(drawn, 200, {
        'Content-Type': 'image/svg+xml; charset=utf-8',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'public, max-age=3600',
      });
    }),
  );

  app.post(
    '/e/:slug{[a-z0-9-]+}',
    formLimit(office),
    pageRoute(office, async (context) => {
      const event = await findEvent(office, context);
      const language = languageOf(context);
      const words = wordsOf(language).wrong;
      const fields = await readForm(context);
      const { values, problems, registration } = readRegistration(fields, event.choices, event.capacity);
      const back = { event, language, values, problems };
      if (fields.get('website')) return showEvent(office, context, { ...back, problem: words.trap, status: 422 });
      if (Object.keys(problems).length > 0) return showEvent(office, context, { ...back, formKey: fields.get('form'), status: 422 });
      const key = await readFormKey(office, fields.get('form') ?? '');
      if ('wrong' in key)
        return showEvent(office, context, {
          ...back,
          // Time goes on for whoever was quick; a page that is too old begins anew.
          formKey: key.wrong === 'quick' ? fields.get('form') : undefined,
          problem: words[key.wrong],
          status: 422,
        });
      try {
        await passDoor(office, context, 'register', registration.email ?? registration.phone ?? '');
      } catch (error) {
        if (!(error instanceof Refusal) || error.status !== 429) throw error;
        const wait = error.retryAfter ?? 60;
        const problem = say(words.busy, { wait: waitIn(language, wait) });
        return showEvent(office, context, { ...back, formKey: fields.get('form'), problem, status: 429, retryAfter: wait });
      }
      const { data, error } = await service.rpc('register_for_event', {
        p_event: event.id,
        p_registration: { ...registration, client_key: keyOf(key.id, registration) },
      });
      if (error) return refused(office, context, back, fields.get('form'), error);
      const made = data as { id: string; status: string; repeated?: true };
      const did = made.repeated ? 'again' : made.status === 'confirmed' ? 'confirmed' : 'waitlisted';
      const address = `/r/${await signLink(office, 'registration', made.id)}${queryOf(context, language, { did })}`;
      return new Response(null, {
        status: 303,
        headers: { Location: address, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
      });
    }),
  );
}

type EventAnswer = {
  event: ShownEventPage;
  language: PageLanguage;
  values: RegisterValues;
  problems: Problems;
  problem?: string;
  formKey?: string | undefined;
  status?: 200 | 409 | 422 | 429;
  retryAfter?: number;
};

async function showEvent(office: Office, context: Context, answer: EventAnswer): Promise<Response> {
  const { event, language, values, problems, problem, formKey, status = 200, retryAfter } = answer;
  const title = saidIn(event, language, 'title').text;
  return answerPage(context, office, {
    language,
    // Whoever hears the page hears first that something is wrong.
    title: Object.keys(problems).length > 0 || problem ? `${wordsOf(language).form.problem_prefix} ${title}` : title,
    body: eventPageBody({
      event,
      language,
      listAddress: isEmbedded(context) ? null : `/e${queryOf(context, language)}`,
      form: {
        action: `/e/${event.slug}${queryOf(context, language)}`,
        formKey: formKey ?? (await makeFormKey(office)),
        values,
        problems,
        problem,
      },
    }),
    status,
    retryAfter,
  });
}

/** What the database refused, at the field that it named, with everything that was typed. */
async function refused(
  office: Office,
  context: Context,
  back: Pick<EventAnswer, 'event' | 'language' | 'values'>,
  formKey: string | undefined,
  error: { code?: string; hint?: string | null },
): Promise<Response> {
  const words = wordsOf(back.language).wrong;
  const event = await findEvent(office, context);
  const whole = { registration_full: words.full, registration_closed: words.closed, event_cancelled: words.cancelled }[error.hint ?? ''];
  if (error.code === 'PT409' && whole)
    return showEvent(office, context, { ...back, event, formKey, problems: {}, problem: whole, status: 409 });
  if (error.code !== 'PT422') throw error;
  const at: Record<string, Problems> = {
    name: { name: 'name' },
    email: { email: 'email' },
    phone: { phone: 'phone' },
    contact: { contact: 'contact' },
    language: { language: 'language' },
    accessibility_need: { need: 'need_long' },
    seats: { seats: 'seats' },
    seats_capacity: { seats: 'seats_capacity' },
    minors: { minors: 'minors' },
  };
  return showEvent(office, context, { ...back, event, formKey, problems: at[error.hint ?? ''] ?? { name: 'name' }, status: 422 });
}

/** @throws Refusal (404) where nothing is published. */
async function findEvent(office: Office, context: Context): Promise<ShownEventPage> {
  const slug = context.req.param('slug') ?? '';
  if (!SLUG.test(slug) || slug.length > 120) throw new Refusal(404, 'There is no such page.');
  const { data, error } = await office.backend.service.rpc('shown_event', { p_slug: slug });
  if (error) throw error;
  if (!data) throw new Refusal(404, 'There is no such page.');
  return data as unknown as ShownEventPage;
}

/** The language that the form begins with: the page's own. */
const preferred = (event: ShownEventPage, language: PageLanguage): string =>
  event.choices.some(({ code }) => code === language) ? language : (event.choices[0]?.code ?? language);

function readFilter(context: Context) {
  const { speaks = '', district = '', page = '' } = context.req.query();
  return {
    speaks: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(speaks) && speaks.length <= 40 ? speaks : '',
    district: /^[\p{L}\p{N} ._-]{1,60}$/u.test(district) ? district : '',
    page: /^[1-9]\d{0,2}$/.test(page) ? Number(page) : 1,
  };
}
