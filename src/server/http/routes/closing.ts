import type { Context, Hono } from 'hono';
import { readLink } from '../../links/signed-link.ts';
import type { Office } from '../../office.ts';
import { type ClosingForm, closingDone, closingForm, isClosingAnswer } from '../../pages/closing-page.ts';
import { wordsOf } from '../../pages/words.ts';
import { Refusal } from '../errors.ts';
import { answerPage, formLimit, languageOf, pageRoute, queryOf, readForm } from '../public-page.ts';

type Facts = {
  number: string;
  subject: string;
  language: string;
  sentence: string | null;
  translations: Record<string, string>;
  answer: string | null;
  may_change: boolean;
};

/** "Did you get what you needed?", by a signed link: looked at by a GET, answered by a POST. "No" opens the inquiry again. */
export function closingRoutes(app: Hono, office: Office): void {
  app.get(
    '/closed/:token',
    pageRoute(office, async (context) => {
      const { facts } = await read(context, office);
      const isAnswered = isClosingAnswer(facts.answer);
      const isAsked = isAnswered ? facts.may_change && context.req.query('change') === '1' : true;
      return isAsked ? ask(context, office, facts, { answer: facts.answer ?? '' }) : thank(context, office, facts);
    }),
  );

  app.post(
    '/closed/:token',
    formLimit(office),
    pageRoute(office, async (context) => {
      const { facts, inquiry } = await read(context, office);
      const form = await readForm(context);
      const answer = form.get('answer') ?? '';
      const words = (form.get('words') ?? '').trim();
      const wrong = { answer: !isClosingAnswer(answer), words: words.length > 2000 };
      if (wrong.answer || wrong.words) return ask(context, office, facts, { answer, words, wrong }, 422);
      const language = languageOf(context, facts.language);
      const { error } = await office.backend.service.rpc('answer_closing', {
        p_inquiry: inquiry,
        p_answer: answer,
        p_language: language,
        ...(words ? { p_words: words } : {}),
      });
      if (error) throw error;
      return context.redirect(`${context.req.path}${queryOf(context, language)}`, 303);
    }),
  );
}

async function read(context: Context, office: Office): Promise<{ facts: Facts; inquiry: string }> {
  const inquiry = await readLink(office, 'closing', context.req.param('token') ?? '');
  if (!inquiry) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  const { data, error } = await office.backend.service.rpc('closing_facts', { p_inquiry: inquiry });
  if (error) throw error;
  if (!data) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  return { facts: data as unknown as Facts, inquiry };
}

function ask(context: Context, office: Office, facts: Facts, form: Partial<ClosingForm>, status: 200 | 422 = 200): Promise<Response> {
  const language = languageOf(context, facts.language);
  const action = `${context.req.path}${queryOf(context, language)}`;
  const translated = facts.translations[language];
  const text = translated ?? facts.sentence;
  const sentence = text === null ? null : { text, language: translated === undefined ? 'en' : language };
  const { subject, number } = facts;
  const body = closingForm(language, { answer: '', words: '', wrong: {}, ...form, subject, number, sentence, action });
  return answerPage(context, office, { language, title: wordsOf(language).closing.title, body, status, isSecret: true });
}

function thank(context: Context, office: Office, facts: Facts): Promise<Response> {
  const language = languageOf(context, facts.language);
  const again = `${context.req.path}${queryOf(context, language, { change: '1' })}`;
  const body = closingDone(language, isClosingAnswer(facts.answer) ? facts.answer : 'yes', { isLate: !facts.may_change, again });
  return answerPage(context, office, { language, title: wordsOf(language).closing.done_title, body, isSecret: true });
}
