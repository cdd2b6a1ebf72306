import type { Hono } from 'hono';
import type { Json } from '../../../data/database.types.ts';
import type { RadarAnswer } from '../../../domain/awards/radar.ts';
import { radarLanguage, writeRadar } from '../../awards/radar-pdf.ts';
import { readScope } from '../../awards/radar-scope.ts';
import type { Office } from '../../office.ts';
import { asRefusal, callerOf, personOf } from '../caller.ts';
import { Refusal } from '../errors.ts';

/** The most lines that a meeting turns pages for. */
const MOST_LINES = 1000;

/** The radar of awards on paper, as its reader narrowed it: `query` is the argument of award_radar, `lang` the language. */
export function radarRoutes(app: Hono, office: Office): void {
  app.get('/awards/radar.pdf', async (context) => {
    const caller = callerOf(context, office);
    await personOf(caller);
    const query = readQuery(context.req.query('query'));
    const { data, error } = await caller.rpc('award_radar', { p_query: { ...query, limit: MOST_LINES } });
    if (error) throw asRefusal(error);
    const answer = data as unknown as RadarAnswer;
    const { renderRadar } = await import('../../reports/render-radar.ts');
    const pages = writeRadar(answer, await readScope(caller, query), radarLanguage(context.req.query('lang')));
    const bytes = await renderRadar(pages);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="Radar-${answer.today}.pdf"`,
        'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'Cache-Control': 'private, no-store',
      },
    });
  });
}

function readQuery(text: string | undefined): { [name: string]: Json } {
  if (!text) return {};
  let query: unknown;
  try {
    query = JSON.parse(text);
  } catch {
    query = null;
  }
  if (typeof query !== 'object' || query === null || Array.isArray(query))
    throw new Refusal(422, 'What the radar is narrowed to cannot be read. Open it again from its page.', 'query');
  return query as { [name: string]: Json };
}
