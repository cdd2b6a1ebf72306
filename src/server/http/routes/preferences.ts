import type { Context, Hono } from 'hono';
import { readLink } from '../../links/signed-link.ts';
import type { Office } from '../../office.ts';
import { type ChoiceProblem, type ChosenValues, type PreferenceFacts, preferencesBody } from '../../pages/preferences-page.ts';
import { wordsOf } from '../../pages/words.ts';
import { passDoor } from '../attempts.ts';
import { UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { answerPage, formLimit, languageOf, pageRoute, queryOf, readFormLists } from '../public-page.ts';

/** What somebody gets, by a signed link: looked at by a GET, chosen by a POST. */
export function preferenceRoutes(app: Hono, office: Office): void {
  app.get(
    '/preferences/:token',
    pageRoute(office, async (context) => {
      const { facts } = await read(context, office);
      const did = (['saved', 'left_all', 'confirmed'] as const).find((one) => one === context.req.query('did'));
      return show(context, office, facts, { did });
    }),
  );

  app.post(
    '/preferences/:token',
    formLimit(office),
    pageRoute(office, async (context) => {
      const { key, facts } = await read(context, office);
      const form = await readFormLists(context);
      await passDoor(office, context, 'registration', key);
      const leavesAll = form.get('act')?.at(-1) === 'leave_all';
      const values = readValues(form);
      const choice = leavesAll ? { leave_all: true } : choiceOf(form, facts, values);
      const { error } = await office.backend.service.rpc('save_preferences_of', { p_key: key, p_choice: choice });
      if (error?.code === 'PT422') return show(context, office, facts, { values, problem: problemOf(error.hint) });
      if (error) throw error;
      // Whoever chose a language for their letters reads the page that follows in it, where there is one.
      const language = languageOf(context, facts.language);
      return new Response(null, {
        status: 303,
        headers: {
          Location: `${context.req.path}${queryOf(context, language, { did: leavesAll ? 'left_all' : 'saved' })}`,
          'Cache-Control': 'no-store',
          'Referrer-Policy': 'no-referrer',
        },
      });
    }),
  );
}

function readValues(form: Map<string, string[]>): ChosenValues {
  const last = (name: string) => form.get(name)?.at(-1) ?? '';
  return {
    lists: new Set((form.get('list') ?? []).slice(0, 200)),
    language: last('language'),
    frequency: last('frequency'),
    paused_until: last('paused_until').trim(),
  };
}

/** Only what the reader changed: what somebody else chose meanwhile, on another page, stays. */
function choiceOf(form: Map<string, string[]>, facts: PreferenceFacts, values: ChosenValues) {
  const had = new Set((form.get('had') ?? []).slice(0, 200));
  const known = (ids: Iterable<string>) => [...ids].filter((id) => UUID.test(id));
  return {
    add: known([...values.lists].filter((id) => !had.has(id))),
    remove: known([...had].filter((id) => !values.lists.has(id))),
    ...(form.has('language') && values.language !== (facts.chosen_language ?? '') ? { language: values.language || null } : {}),
    ...(values.frequency ? { frequency: values.frequency } : {}),
    ...(form.has('paused_until') && values.paused_until !== (facts.paused_until ?? '')
      ? { paused_until: values.paused_until || null }
      : {}),
  };
}

/** A date that cannot be read is told at its field too: nothing else in this form is typed. */
function problemOf(hint: string | null | undefined): ChoiceProblem {
  if (hint === 'frequency' || hint === 'language') return hint;
  return hint === 'paused_until' ? 'pause' : 'lists';
}

/** @throws Refusal (404) for whatever we did not sign, and for who is not there any more: they look the same. */
async function read(context: Context, office: Office): Promise<{ key: string; facts: PreferenceFacts }> {
  const key = await readLink(office, 'preferences', context.req.param('token') ?? '');
  if (!key) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  const { data, error } = await office.backend.service.rpc('preference_facts', { p_key: key });
  if (error) throw error;
  if (!data) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  return { key, facts: data as unknown as PreferenceFacts };
}

type Shown = { values?: ChosenValues; problem?: ChoiceProblem; did?: 'saved' | 'left_all' | 'confirmed' | undefined };

function show(context: Context, office: Office, facts: PreferenceFacts, { values, problem, did }: Shown): Promise<Response> {
  const language = languageOf(context, facts.language);
  const { preferences, form } = wordsOf(language);
  const kept = {
    lists: new Set(facts.lists.filter(({ gets }) => gets).map(({ id }) => id)),
    language: facts.chosen_language ?? '',
    frequency: facts.frequency,
    paused_until: facts.paused_until ?? '',
  };
  return answerPage(context, office, {
    language,
    title: problem ? `${form.problem_prefix} ${preferences.title}` : preferences.title,
    body: preferencesBody({
      language,
      facts,
      action: `${context.req.path}${queryOf(context, language)}`,
      values: values ?? kept,
      problem,
      did,
    }),
    status: problem ? 422 : 200,
    isSecret: true,
  });
}
