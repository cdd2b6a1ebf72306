import type { Hono } from 'hono';
import { type ArchiveContent, archivedLetter, archivePage } from '../../campaigns/archive-letter.ts';
import type { Office } from '../../office.ts';
import { type ArchiveList, archiveListBody, LETTERS_ON_PAGE } from '../../pages/archive-list.ts';
import { say, wordsOf } from '../../pages/words.ts';
import { Refusal } from '../errors.ts';
import { answerPage, languageOf, pageRoute } from '../public-page.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** For so long a page may be shown again without asking; what is taken down is gone soon after. */
const KEPT_SECONDS = 60;

/** Letters that the office put on its website: their list, and each as its audience read it. */
export function archiveRoutes(app: Hono, office: Office): void {
  const { service } = office.backend;
  const read = async () => {
    const [settings, languages] = await Promise.all([
      service.from('settings').select('office_name, time_zone').single(),
      service.from('languages').select('code, endonym'),
    ]);
    if (settings.error ?? languages.error) throw settings.error ?? languages.error;
    return { settings: settings.data, languages: languages.data };
  };
  const dayIn = (language: string, zone: string) => (instant: string) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'long' }).format(new Date(instant));

  app.get(
    '/archive',
    pageRoute(office, async (context) => {
      const language = languageOf(context);
      const page = Math.min(Math.max(1, Math.trunc(Number(context.req.query('page') ?? 1)) || 1), 10_000);
      const [{ settings, languages }, { data, error }] = await Promise.all([
        read(),
        service.rpc('archive_list', { p_page: page, p_size: LETTERS_ON_PAGE }),
      ]);
      if (error) throw error;
      const list = data as unknown as ArchiveList;
      const body = archiveListBody(language, list, { languages, page, dayOf: dayIn(language, settings.time_zone) });
      return answerPage(context, office, { language, title: wordsOf(language).archive.title, body, keep: KEPT_SECONDS });
    }),
  );

  app.get(
    '/archive/:slug',
    pageRoute(office, async (context) => {
      const slug = context.req.param('slug') ?? '';
      const language = languageOf(context);
      const [{ settings, languages }, found] = await Promise.all([
        read(),
        SLUG.test(slug) ? service.rpc('archive_content', { p_slug: slug }) : { data: null, error: null },
      ]);
      if (found.error) throw found.error;
      if (!found.data) throw new Refusal(404, 'There is no such letter.');
      const content = found.data as unknown as ArchiveContent;
      const letter = await archivedLetter(office, content, context.req.query('language') ?? language);
      const words = wordsOf(language).archive;
      const text = archivePage(letter, settings.office_name, {
        back: `/archive?lang=${language}`,
        list: content.list.translations[language]?.name ?? content.list.name,
        sent: say(words.sent, { day: dayIn(language, settings.time_zone)(content.sent_at) }),
        wordsIn: language,
        languagesLabel: words.languages,
        links: letter.languages.map((code) => ({
          code,
          name: languages.find((one) => one.code === code)?.endonym ?? code,
          href: `/archive/${slug}?language=${code}&lang=${language}`,
        })),
      });
      return context.body(text, 200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': letter.language,
        // A letter carries its styles in itself. It may do nothing else: no script, no form, no frame, and no picture from another house,
        // which would learn who reads.
        'Content-Security-Policy':
          "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
        'X-Frame-Options': 'DENY',
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': `public, max-age=${KEPT_SECONDS}`,
        Vary: 'Accept-Language',
      });
    }),
  );
}
