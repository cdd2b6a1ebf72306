import type { Hono } from 'hono';
import { showLayout } from '../../campaigns/layouts.ts';
import { CompileError, type LetterOffice, shortly } from '../../campaigns/types.ts';
import type { Office } from '../../office.ts';
import { answered, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

/** How letters look: an administrator writes it as MJML, and it is kept only when it becomes a letter. */
export function campaignLayoutRoutes(app: Hono, office: Office): void {
  app.post('/campaigns/layouts/preview', async (context) => {
    await personOf(callerOf(context, office));
    const { mjml, language } = await readJson(context);
    try {
      const html = await show(office, readText(mjml), typeof language === 'string' ? language : 'en');
      return context.json({ html, problems: [] });
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      return context.json({ html: '', problems: error.problems.map(({ line, code, values }) => ({ line, code, values })) });
    }
  });

  app.post('/campaigns/layouts', async (context) => {
    const caller = callerOf(context, office);
    const person = await personOf(caller);
    if (person.role !== 'admin') throw new Refusal(403, 'Layouts need the role "admin". Ask an administrator.');
    const { id, version, act, ...layout } = await readJson(context);
    if (layout.mjml !== undefined) {
      await show(office, readText(layout.mjml), 'en').catch((error: unknown) => {
        const [first] = error instanceof CompileError ? error.problems : [];
        throw first ? new Refusal(422, `Line ${first.line}: ${shortly(first)}`, 'layout_mjml') : error;
      });
    }
    const request = caller.rpc('save_layout', {
      p_layout: layout as never,
      ...(typeof id === 'string' ? { p_id: id } : {}),
      ...(typeof version === 'number' ? { p_version: version } : {}),
    });
    return context.json({
      id: answered(await (typeof act === 'string' && UUID.test(act) ? request.setHeader('X-Change-Set', act) : request)),
    });
  });
}

function readText(mjml: unknown): string {
  if (typeof mjml !== 'string' || mjml.trim() === '') throw new Refusal(422, 'Write the layout first.', 'layout_mjml');
  if (mjml.length > 100_000) throw new Refusal(422, 'This layout is longer than 100,000 characters. Shorten it.', 'layout_mjml');
  return mjml;
}

/** As a letter of this office would look in it. */
async function show(office: Office, mjml: string, language: string): Promise<string> {
  const { data, error } = await office.backend.service
    .from('settings')
    .select('name:office_name, city:city_name, address, phone, email, website, time_zone, logo_path')
    .single();
  if (error) throw error;
  const nobody = '00000000-0000-0000-0000-000000000000';
  return showLayout(
    mjml,
    {
      id: nobody,
      kind: 'bulletin',
      journey: null,
      from_name: null,
      reply_to: null,
      counts_clicks: false,
      slug: null,
      list: { id: nobody, code: 'news', name: 'News', translations: {}, needs_consent: true },
      office: data as unknown as LetterOffice,
      events: [],
      now: new Date().toISOString(),
      attachments: [],
      counted: [],
      address: office.address.url,
    },
    language,
  );
}
