import type { Context, Hono } from 'hono';
import { readLink } from '../../links/signed-link.ts';
import type { Office } from '../../office.ts';
import { type ThanksForm, thanksDone, thanksForm } from '../../pages/thanks-page.ts';
import { say, wordsOf } from '../../pages/words.ts';
import { Refusal } from '../errors.ts';
import { answerPage, formLimit, languageOf, pageRoute, queryOf, readForm } from '../public-page.ts';

type Facts = { title: string; translations: Record<string, { title?: string } | undefined>; language: string; score: number | null };

/** The question after an event, by a signed link: looked at by a GET, answered once by a POST. */
export function thanksRoutes(app: Hono, office: Office): void {
  app.get(
    '/thanks/:token',
    pageRoute(office, async (context) => {
      const { facts } = await read(context, office);
      return facts.score === null ? ask(context, office, facts, {}) : thank(context, office, facts);
    }),
  );

  app.post(
    '/thanks/:token',
    formLimit(office),
    pageRoute(office, async (context) => {
      const { facts, registration } = await read(context, office);
      const form = await readForm(context);
      const score = form.get('score') ?? '';
      const words = (form.get('words') ?? '').trim();
      const wrong = { score: !/^[1-5]$/.test(score), words: words.length > 500 };
      if (facts.score === null && (wrong.score || wrong.words)) return ask(context, office, facts, { score, words, wrong }, 422);
      let isAgain = facts.score !== null;
      if (!isAgain) {
        const kept = await office.backend.service.rpc('answer_thanks', {
          p_registration: registration,
          p_score: Number(score),
          ...(words ? { p_words: words } : {}),
        });
        if (kept.error) throw kept.error;
        isAgain = kept.data === 'already';
      }
      return context.redirect(
        `${context.req.path}${queryOf(context, languageOf(context, facts.language), isAgain ? { again: '1' } : {})}`,
        303,
      );
    }),
  );
}

async function read(context: Context, office: Office): Promise<{ facts: Facts; registration: string }> {
  const registration = await readLink(office, 'thanks', context.req.param('token') ?? '');
  if (!registration) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  const { data, error } = await office.backend.service.rpc('thanks_facts', { p_registration: registration });
  if (error) throw error;
  if (!data) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  return { facts: data as unknown as Facts, registration };
}

function ask(context: Context, office: Office, facts: Facts, form: Partial<ThanksForm>, status: 200 | 422 = 200): Promise<Response> {
  const language = languageOf(context, facts.language);
  const title = facts.translations[language]?.title?.trim() || facts.title;
  const action = `${context.req.path}${queryOf(context, language)}`;
  const body = thanksForm(language, { score: '', words: '', wrong: {}, ...form, title, action });
  return answerPage(context, office, { language, title: say(wordsOf(language).thanks.title, { title }), body, status, isSecret: true });
}

function thank(context: Context, office: Office, facts: Facts): Promise<Response> {
  const language = languageOf(context, facts.language);
  const title = wordsOf(language).thanks.done_title;
  return answerPage(context, office, { language, title, body: thanksDone(language, context.req.query('again') === '1'), isSecret: true });
}
