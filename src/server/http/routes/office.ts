import type { Context, Hono } from 'hono';
import { letterLanguage, writeLetter } from '../../mail/letters.ts';
import { MailError } from '../../mail/send.ts';
import type { Office } from '../../office.ts';
import { DocumentRefused, exportOffice, importOffice, readDocument } from '../../settings/exchange.ts';
import { judgeLogo, LARGEST_LOGO, typeOfLogo } from '../../settings/logo.ts';
import { asRefusal, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

async function asAdmin(context: Context, office: Office) {
  const caller = callerOf(context, office);
  const person = await personOf(caller);
  if (person.role !== 'admin') throw new Refusal(403, 'Settings of the office need the role "admin". Ask an administrator.');
  return { caller, person };
}

/** The office's settings as a file, its logo, and whether its letters leave. */
export function officeRoutes(app: Hono, office: Office): void {
  app.get('/office/settings', async (context) => {
    const document = await exportOffice(callerOf(context, office)).catch((error) => {
      throw asRefusal(error);
    });
    context.header('Content-Disposition', 'attachment; filename="office-settings.json"');
    context.header('Cache-Control', 'private, no-store');
    return context.body(`${JSON.stringify(document, null, 2)}\n`, 200, { 'Content-Type': 'application/json' });
  });

  app.post('/office/settings', async (context) => {
    const { caller } = await asAdmin(context, office);
    const { text, dry_run, seen, act } = await readJson(context);
    if (typeof text !== 'string') throw new Refusal(422, 'Choose a settings file first.', 'text');
    try {
      const dryRun = dry_run !== false;
      const words = { seen: typeof seen === 'string' ? seen : undefined, act: typeof act === 'string' && UUID.test(act) ? act : undefined };
      return context.json(await importOffice(caller, readDocument(text), { dryRun, ...words }));
    } catch (error) {
      if (error instanceof DocumentRefused) throw new Refusal(422, sayProblems(error));
      throw error;
    }
  });

  logoRoutes(app, office);

  app.get('/office/mail', async (context) => {
    await personOf(callerOf(context, office));
    return context.json({ is_configured: office.mail.isConfigured, from: office.config.mail?.from ?? null });
  });

  app.post('/office/mail/test', async (context) => {
    const { person } = await asAdmin(context, office);
    const { language } = await readJson(context);
    const settings = await office.backend.service.from('settings').select('office_name').single();
    if (settings.error) throw settings.error;
    try {
      await office.mail.send({
        to: person.email,
        ...writeLetter('test', letterLanguage(language), { office: (settings.data as { office_name: string }).office_name }),
      });
    } catch (error) {
      if (error instanceof MailError) throw new Refusal(422, error.message);
      throw error;
    }
    return context.json({ ok: true });
  });
}

/** The first few problems as sentences, and how many more there are. */
function sayProblems({ problems }: DocumentRefused): string {
  const shown = problems.slice(0, 5).map(({ message }) => message);
  const more = problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`And ${more} more.`] : [])].join('\n');
}

/** The logo stands at the sign-in, so whoever comes may see it; only an administrator changes it. */
function logoRoutes(app: Hono, office: Office): void {
  const setLogo = async (context: Context, logo_path: string | null, caller: ReturnType<typeof callerOf>) => {
    const { error } = await caller.from('settings').update({ logo_path }).eq('id', 1);
    if (error) throw error;
    return context.json({ logo_path });
  };
  app.get('/office/logo/:name{logo-[0-9a-f]+\\.(png|jpg)}', async (context) => {
    const path = `files/${context.req.param('name')}`;
    const settings = await office.backend.service.from('settings').select('logo_path').single();
    if (settings.error) throw settings.error;
    const bytes = (settings.data as { logo_path: string | null }).logo_path === path ? await office.files.get(path) : null;
    if (!bytes) throw new Refusal(404, 'There is no such logo.');
    return new Response(new Uint8Array(bytes), {
      headers: { 'Content-Type': typeOfLogo(path), 'Cache-Control': 'public, max-age=86400', 'Content-Security-Policy': 'sandbox' },
    });
  });
  app.put('/office/logo', async (context) => {
    const { caller } = await asAdmin(context, office);
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    if (bytes.length > LARGEST_LOGO)
      throw new Refusal(413, 'The picture is larger than 500 KB. Save it smaller, then choose it again.', 'logo_path');
    const judged = judgeLogo(bytes);
    if (!judged) throw new Refusal(422, 'This is neither a PNG nor a JPEG picture. Choose one of those.', 'logo_path');
    await office.files.put(judged.path, bytes, judged.type);
    return setLogo(context, judged.path, caller);
  });
  // The bytes stay: the change can be undone.
  app.delete('/office/logo', async (context) => {
    const { caller } = await asAdmin(context, office);
    return setLogo(context, null, caller);
  });
}
