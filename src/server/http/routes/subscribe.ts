import type { Context, Hono } from 'hono';
import { readLink, signLink } from '../../links/signed-link.ts';
import type { Office } from '../../office.ts';
import type { ShownList } from '../../pages/shown-lists.ts';
import {
  type AskProblem,
  type AskValues,
  askedBody,
  type ConfirmationFacts,
  confirmBody,
  confirmTitle,
  linkBody,
  subscribeBody,
} from '../../pages/subscribe-page.ts';
import { type PageLanguage, say, wordsOf } from '../../pages/words.ts';
import { passDoor } from '../attempts.ts';
import { UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { makeFormKey, readFormKey } from '../form-key.ts';
import { answerPage, formLimit, languageOf, pageRoute, queryOf, readFormLists, waitIn } from '../public-page.ts';

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/**
 * Asking for letters, or for the link to one's choices, by typing an address. Whoever is known and whoever is not gets the same
 * answer and one letter, so that nobody finds out who gets letters. What is asked for is confirmed by a POST on the page that
 * the letter's link opens.
 */
export function subscribeRoutes(app: Hono, office: Office): void {
  const { service } = office.backend;

  for (const path of ['/subscribe', '/preferences'] as const) {
    app.get(
      path,
      pageRoute(office, async (context) => {
        const language = languageOf(context);
        const { subscribe } = wordsOf(language);
        if (context.req.query('did') === 'asked')
          return answerPage(context, office, { language, title: subscribe.asked_title, body: askedBody(language), isSecret: true });
        return ask(context, office, path, { values: { email: '', name: '', lists: new Set() } });
      }),
    );
    app.post(
      path,
      formLimit(office),
      pageRoute(office, (context) => takeForm(context, office, path)),
    );
  }

  app.get(
    '/subscribe/:token',
    pageRoute(office, async (context) => {
      const { facts, letter } = await readConfirmation(context, office);
      return showConfirmation(context, office, letter, facts);
    }),
  );

  app.post(
    '/subscribe/:token',
    formLimit(office),
    pageRoute(office, async (context) => {
      const { facts, letter } = await readConfirmation(context, office);
      await passDoor(office, context, 'registration', letter);
      const { error } = await service.rpc('confirm_subscription', { p_delivery: letter });
      if (error) throw error;
      return moved(`${context.req.path}${queryOf(context, languageOf(context, facts.language))}`);
    }),
  );
}

type Path = '/subscribe' | '/preferences';

async function takeForm(context: Context, office: Office, path: Path): Promise<Response> {
  const language = languageOf(context);
  const form = await readFormLists(context);
  const last = (name: string) => form.get(name)?.at(-1)?.trim() ?? '';
  const values: AskValues = {
    email: last('email').slice(0, 300),
    name: last('name').replace(/\s+/gu, ' ').slice(0, 200),
    lists: new Set((form.get('list') ?? []).filter((id) => UUID.test(id)).slice(0, 200)),
  };
  const back = { values, formKey: last('form') };
  if (last('website')) return ask(context, office, path, { values, problem: 'trap' });
  if (path === '/subscribe' && values.lists.size === 0) return ask(context, office, path, { ...back, problem: 'lists' });
  if (!EMAIL.test(values.email) || values.email.length > 254) return ask(context, office, path, { ...back, problem: 'email' });
  const key = await readFormKey(office, back.formKey);
  // Time goes on for whoever was quick; a page that is too old begins anew.
  if ('wrong' in key) return ask(context, office, path, { ...(key.wrong === 'quick' ? back : { values }), problem: key.wrong });
  try {
    await passDoor(office, context, 'subscribe', values.email);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 429) throw error;
    return ask(context, office, path, { ...back, wait: error.retryAfter ?? 60 });
  }
  const { error } = await office.backend.service.rpc('ask_subscription', {
    p_address: values.email,
    p_lists: path === '/subscribe' ? [...values.lists] : [],
    p_language: language,
    p_name: values.name,
    p_key: key.id,
  });
  if (error?.code === 'PT422') return ask(context, office, path, { ...back, problem: 'email' });
  if (error) throw error;
  return moved(`${path}${queryOf(context, language, { did: 'asked' })}`);
}

type Asked = { values: AskValues; formKey?: string; problem?: AskProblem; wait?: number };

async function ask(context: Context, office: Office, path: Path, { values, formKey, problem, wait }: Asked): Promise<Response> {
  const language = languageOf(context);
  const { subscribe, form } = wordsOf(language);
  const page = {
    language,
    action: `${path}${queryOf(context, language)}`,
    formKey: formKey || (await makeFormKey(office)),
    values,
    problem,
    sentence: wait === undefined ? undefined : say(subscribe.busy, { wait: waitIn(language, wait) }),
  };
  const title = path === '/subscribe' ? subscribe.title : subscribe.link_title;
  return answerPage(context, office, {
    language,
    title: problem || wait !== undefined ? `${form.problem_prefix} ${title}` : title,
    body:
      path === '/subscribe'
        ? subscribeBody({ ...page, lists: await offered(office), linkAddress: `/preferences${queryOf(context, language)}` })
        : linkBody(page),
    status: wait !== undefined ? 429 : problem ? 422 : 200,
    retryAfter: wait,
  });
}

async function offered({ backend }: Office): Promise<ShownList[]> {
  const { data, error } = await backend.service.rpc('offered_lists');
  if (error) throw error;
  return data as unknown as ShownList[];
}

/** @throws Refusal (404) for whatever we did not sign, and for any other letter: they look the same. */
async function readConfirmation(context: Context, office: Office): Promise<{ letter: string; facts: ConfirmationFacts }> {
  const letter = await readLink(office, 'subscription', context.req.param('token') ?? '');
  const { data, error } = letter
    ? await office.backend.service.rpc('confirmation_facts', { p_delivery: letter })
    : { data: null, error: null };
  if (error) throw error;
  if (!letter || !data) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  return { letter, facts: data as unknown as ConfirmationFacts };
}

async function showConfirmation(context: Context, office: Office, letter: string, facts: ConfirmationFacts): Promise<Response> {
  const language: PageLanguage = languageOf(context, facts.language);
  const query = queryOf(context, language);
  return answerPage(context, office, {
    language,
    title: confirmTitle(language, facts),
    body: confirmBody({
      language,
      facts,
      action: `${context.req.path}${query}`,
      askAgain: `/subscribe${query}`,
      preferences: `/preferences/${await signLink(office, 'preferences', letter)}${query}`,
    }),
    isSecret: true,
  });
}

const moved = (address: string): Response =>
  new Response(null, { status: 303, headers: { Location: address, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' } });
