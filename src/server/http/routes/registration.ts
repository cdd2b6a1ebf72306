import type { Context, Hono } from 'hono';
import { drawPass } from '../../links/check-in-pass.ts';
import { readLink } from '../../links/signed-link.ts';
import type { Office } from '../../office.ts';
import { readSeats } from '../../pages/register-values.ts';
import { type Deed, deeds, type RegistrationPage, registrationBody } from '../../pages/registration-page.ts';
import type { ShownRegistration } from '../../pages/shown.ts';
import { wordsOf } from '../../pages/words.ts';
import { passDoor } from '../attempts.ts';
import { Refusal } from '../errors.ts';
import { answerPage, formLimit, isEmbedded, languageOf, pageRoute, queryOf, readForm } from '../public-page.ts';

type Answer = { data: unknown; error: { code?: string; message: string; hint?: string | null } | null };

/** The page of one registration, opened by its signed link. Opening it changes nothing; each act is a form that is sent. */
export function registrationRoutes(app: Hono, office: Office): void {
  const { service } = office.backend;

  app.get(
    '/r/:token',
    pageRoute(office, async (context) => {
      const registration = await findRegistration(office, context);
      const did = context.req.query('did');
      return show(office, context, registration, { deed: deeds.find((deed) => deed === did && fits(deed, registration)) ?? null });
    }),
  );

  app.post(
    '/r/:token',
    formLimit(office),
    pageRoute(office, async (context) => {
      const before = await findRegistration(office, context);
      const fields = await readForm(context);
      await passDoor(office, context, 'registration', before.id);
      const p_id = before.id;
      const acts: Record<string, { deed: Deed; ask: () => PromiseLike<Answer> }> = {
        accept: { deed: 'accepted', ask: () => service.rpc('answer_offer', { p_id, p_accept: true }) },
        decline: { deed: 'declined', ask: () => service.rpc('answer_offer', { p_id, p_accept: false }) },
        cancel: { deed: 'cancelled', ask: () => service.rpc('cancel_registration', { p_id }) },
        rejoin: { deed: 'rejoined', ask: () => service.rpc('rejoin_registration', { p_id }) },
      };
      const name = fields.get('act') ?? '';
      if (name === 'change') {
        const seats = readSeats(fields);
        if (typeof seats === 'string') return show(office, context, before, { problem: seats, status: 422 });
        acts.change = { deed: 'changed', ask: () => service.rpc('change_registration', { p_id, p_patch: seats }) };
      }
      const act = Object.hasOwn(acts, name) ? acts[name] : undefined;
      if (!act) throw new Refusal(400, 'There is no such act.');
      const { data, error } = await act.ask();
      if (error && !/^PT4(09|22)$/.test(error.code ?? '')) throw error;
      const wasDone = !error && (data as { done?: boolean }).done !== false;
      if (!wasDone)
        return show(office, context, await findRegistration(office, context), {
          problem: problemOf(error?.hint),
          status: error?.code === 'PT422' ? 422 : 409,
        });
      const language = languageOf(context, before.language);
      const address = `/r/${context.req.param('token')}${queryOf(context, language, { did: act.deed })}`;
      return new Response(null, {
        status: 303,
        headers: { Location: address, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
      });
    }),
  );
}

/** An old address may tell of a deed that is not true any more. */
function fits(deed: Deed, { status }: ShownRegistration): boolean {
  if (deed === 'confirmed' || deed === 'accepted') return status === 'confirmed';
  if (deed === 'cancelled' || deed === 'declined') return status === 'cancelled';
  if (deed === 'waitlisted') return status === 'waitlisted';
  return deed === 'again' || status !== 'cancelled';
}

const problemOf = (hint: string | null | undefined): RegistrationPage['problem'] =>
  hint === 'seats' || hint === 'seats_capacity' || hint === 'seats_free' || hint === 'minors'
    ? hint
    : hint === 'registration_full'
      ? 'full'
      : 'wrong_now';

async function show(
  office: Office,
  context: Context,
  registration: ShownRegistration,
  { deed = null, problem, status = 200 }: { deed?: Deed | null; problem?: RegistrationPage['problem']; status?: 200 | 409 | 422 },
): Promise<Response> {
  const language = languageOf(context, registration.language);
  const { event } = registration;
  const hasPass = registration.status === 'confirmed' && event.status !== 'cancelled' && !event.is_over;
  return answerPage(context, office, {
    language,
    title: wordsOf(language).registration.title,
    body: registrationBody({
      registration,
      language,
      action: `/r/${context.req.param('token')}${queryOf(context, language)}`,
      eventAddress: event.is_published && event.slug && !isEmbedded(context) ? `/e/${event.slug}${queryOf(context, language)}` : null,
      pass: hasPass ? await drawPass(office, registration.id) : null,
      deed,
      problem,
    }),
    status,
    isSecret: true,
  });
}

/** @throws Refusal (404) for whatever we did not sign, and for what is not there any more: they look the same. */
async function findRegistration(office: Office, context: Context): Promise<ShownRegistration> {
  const id = await readLink(office, 'registration', context.req.param('token') ?? '');
  const { data, error } = id === null ? { data: null, error: null } : await office.backend.service.rpc('shown_registration', { p_id: id });
  if (error) throw error;
  if (!data) throw new Refusal(404, 'There is no such registration.', undefined, 'link');
  return data as unknown as ShownRegistration;
}
