import type { Context, Hono } from 'hono';
import { readLink, signLink } from '../../links/signed-link.ts';
import type { Office } from '../../office.ts';
import { type LeavingFacts, leavingBody, leavingTitle } from '../../pages/leaving-page.ts';
import { leavingLanguage } from '../../pages/leaving-words.ts';
import { Refusal } from '../errors.ts';
import { answerPage, formLimit, languageOf, pageRoute, queryOf, readFormOrParts } from '../public-page.ts';

/**
 * Leaving a list by the link of a letter (RFC 8058). A GET shows; a POST of `List-Unsubscribe=One-Click` leaves, by a mail
 * program or by the button of the page alike: no cookie, no redirect, the same answer however often it comes. Whoever sends it
 * is not counted and never asked to wait: a mail provider sends for many from one address, and the link cannot be guessed.
 */
export function unsubscribeRoutes(app: Hono, office: Office): void {
  const { service } = office.backend;

  app.get(
    '/u/:token',
    pageRoute(office, async (context) => {
      const { delivery, facts } = await read(context, office);
      const did = context.req.query('did');
      return show(context, office, delivery, facts, did === 'stayed' && !facts.has_left ? 'stayed' : undefined);
    }),
  );

  app.post(
    '/u/:token',
    formLimit(office),
    pageRoute(office, async (context) => {
      const { delivery, facts } = await read(context, office);
      const form = await readFormOrParts(context);
      if (form.get('List-Unsubscribe') === 'One-Click') {
        const { data, error } = await service.rpc('unsubscribe_delivery', {
          p_delivery: delivery,
          p_source: form.get('by') === 'page' ? 'preferences' : 'one_click',
        });
        if (error) throw error;
        return show(context, office, delivery, data as unknown as LeavingFacts, 'left');
      }
      if (form.get('act') !== 'stay') throw new Refusal(400, 'The form asks for nothing that this page does.');
      const { error } = await service.rpc('stay_subscribed', { p_delivery: delivery });
      if (error) throw error;
      const language = languageOf(context, facts.language);
      const said = leavingLanguage(context.req.query('lang'), facts.language, language);
      const address = `${context.req.path}${queryOf(context, language, { lang: said, did: 'stayed' })}`;
      return new Response(null, {
        status: 303,
        headers: { Location: address, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
      });
    }),
  );
}

/** @throws Refusal (404) for whatever we did not sign, and for a letter of no list: they look the same. */
async function read(context: Context, office: Office): Promise<{ delivery: string; facts: LeavingFacts }> {
  const delivery = await readLink(office, 'unsubscribe', context.req.param('token') ?? '');
  if (!delivery) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  const { data, error } = await office.backend.service.rpc('leaving_facts', { p_delivery: delivery });
  if (error) throw error;
  if (!data) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  return { delivery, facts: data as unknown as LeavingFacts };
}

async function show(
  context: Context,
  office: Office,
  delivery: string,
  facts: LeavingFacts,
  did: 'left' | 'stayed' | undefined,
): Promise<Response> {
  const language = languageOf(context, facts.language);
  const query = queryOf(context, language);
  const said = leavingLanguage(context.req.query('lang'), facts.language, language);
  const page = {
    language: said,
    facts,
    did,
    action: `${context.req.path}${queryOf(context, language, { lang: said })}`,
    preferences: `/preferences/${await signLink(office, 'preferences', delivery)}${query}`,
  };
  return answerPage(context, office, { language, title: leavingTitle(page), body: leavingBody(page), isSecret: true });
}
