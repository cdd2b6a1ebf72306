import type { Context, Hono } from 'hono';
import { readLink, signLink } from '../../links/signed-link.ts';
import type { Office } from '../../office.ts';
import { type Html, html } from '../../pages/html.ts';
import { certificateLine, type RatingForm, ratingForm, ratingNotice, type UsedForm, usedForm } from '../../pages/rating-page.ts';
import { saidIn } from '../../pages/shown.ts';
import { type PageLanguage, say, wordsOf } from '../../pages/words.ts';
import { Refusal } from '../errors.ts';
import { answerPage, formLimit, languageOf, pageRoute, queryOf, readForm } from '../public-page.ts';

type Facts = {
  title: string;
  translations: Record<string, unknown>;
  language: string;
  is_rated: boolean;
  is_answered: boolean;
  has_begun: boolean;
  is_cancelled: boolean;
  /** What there is a certificate of. */
  attendance: string | null;
};
type Opened = { facts: Facts; registration: string };

/** Two questions about a training by one signed link: how well it is known (/rate), and a month later whether it was used (/used). */
export function rateRoutes(app: Hono, office: Office): void {
  app.get(
    '/rate/:token',
    pageRoute(office, async (context) => {
      const { facts } = await read(context, office);
      return facts.is_rated ? thank(context, office, facts) : askRating(context, office, facts, {});
    }),
  );
  app.post(
    '/rate/:token',
    formLimit(office),
    pageRoute(office, async (context) => {
      const { facts, registration } = await read(context, office);
      const form = await readForm(context);
      const [before, after] = [form.get('before') ?? '', form.get('after') ?? ''];
      const comment = (form.get('comment') ?? '').trim();
      const wrong = { before: !/^[1-5]$/.test(before), after: !/^[1-5]$/.test(after), comment: comment.length > 2000 };
      const isWrong = wrong.before || wrong.after || wrong.comment;
      if (!facts.is_rated && isWrong) return askRating(context, office, facts, { before, after, comment, wrong }, 422);
      if (!facts.is_rated) {
        const p_rating = { before: Number(before), after: Number(after), comment };
        const kept = await office.backend.service.rpc('rate_training', { p_registration: registration, p_rating });
        if (kept.error) throw kept.error;
      }
      return done(context, facts);
    }),
  );
  app.get(
    '/used/:token',
    pageRoute(office, async (context) => {
      const { facts } = await read(context, office);
      return facts.is_answered ? thank(context, office, facts) : askUsed(context, office, facts, {});
    }),
  );
  app.post(
    '/used/:token',
    formLimit(office),
    pageRoute(office, async (context) => {
      const { facts, registration } = await read(context, office);
      const form = await readForm(context);
      const used = form.get('used') ?? '';
      const words = (form.get('words') ?? '').trim();
      const wrong = { used: used !== 'yes' && used !== 'no', words: words.length > 2000 };
      if (!facts.is_answered && (wrong.used || wrong.words)) return askUsed(context, office, facts, { used, words, wrong }, 422);
      if (!facts.is_answered) {
        const values = { p_registration: registration, p_has_used: used === 'yes', p_words: words };
        const kept = await office.backend.service.rpc('answer_follow_up', values);
        if (kept.error) throw kept.error;
      }
      return done(context, facts);
    }),
  );
}

async function read(context: Context, office: Office): Promise<Opened> {
  const registration = await readLink(office, 'rating', context.req.param('token') ?? '');
  if (!registration) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  const { data, error } = await office.backend.service.rpc('rating_page', { p_registration: registration });
  if (error) throw error;
  const facts = data as unknown as Facts | null;
  if (!facts || facts.is_cancelled || !facts.has_begun) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  return { facts, registration };
}

/** The title in the language of the page. */
const titleOf = ({ title, translations }: Facts, language: PageLanguage) =>
  saidIn({ title, summary: '', translations }, language, 'title').text;

const done = (context: Context, { language }: Facts) =>
  context.redirect(`${context.req.path}${queryOf(context, languageOf(context, language))}`, 303);

async function askRating(
  context: Context,
  office: Office,
  facts: Facts,
  form: Partial<RatingForm>,
  status: 200 | 422 = 200,
): Promise<Response> {
  const language = languageOf(context, facts.language);
  const action = `${context.req.path}${queryOf(context, language)}`;
  const body = ratingForm(language, { before: '', after: '', comment: '', wrong: {}, ...form, title: titleOf(facts, language), action });
  const title = say(wordsOf(language).rating.title, { title: titleOf(facts, language) });
  return answerPage(context, office, {
    language,
    title,
    body: await withCertificate(office, facts, language, body),
    status,
    isSecret: true,
  });
}

async function askUsed(
  context: Context,
  office: Office,
  facts: Facts,
  form: Partial<UsedForm>,
  status: 200 | 422 = 200,
): Promise<Response> {
  const language = languageOf(context, facts.language);
  const action = `${context.req.path}${queryOf(context, language)}`;
  const body = usedForm(language, { used: '', words: '', wrong: {}, ...form, title: titleOf(facts, language), action });
  const title = say(wordsOf(language).used.title, { title: titleOf(facts, language) });
  return answerPage(context, office, {
    language,
    title,
    body: await withCertificate(office, facts, language, body),
    status,
    isSecret: true,
  });
}

async function thank(context: Context, office: Office, facts: Facts): Promise<Response> {
  const language = languageOf(context, facts.language);
  const { done_title, done: text } = wordsOf(language).rating;
  const body = await withCertificate(office, facts, language, ratingNotice(done_title, text));
  return answerPage(context, office, { language, title: done_title, body, isSecret: true });
}

/** Whether somebody answers or not, their certificate is theirs. */
async function withCertificate(office: Office, { attendance }: Facts, language: PageLanguage, body: Html): Promise<Html> {
  if (!attendance) return body;
  return html`${body}${certificateLine(language, `/certificates/${await signLink(office, 'certificate', attendance)}`)}`;
}
