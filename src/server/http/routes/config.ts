import type { Hono } from 'hono';
import type { Office } from '../../office.ts';
import { version } from '../../version.ts';

/** What the browser must know before anybody signs in. Nothing here is secret. */
export function configRoutes(app: Hono, { backend, config, mail }: Office): void {
  app.get('/config.json', async (context) => {
    const settings = await backend.service.from('settings').select('office_name, city_name, time_zone, is_sample, logo_path').single();
    if (settings.error) throw settings.error;
    const linked = await backend.service.from('staff').select('id').not('user_id', 'is', null).limit(1);
    if (linked.error) throw linked.error;
    context.header('Cache-Control', 'no-store');
    return context.json({
      supabase_url: backend.browserUrl,
      publishable_key: backend.publishableKey,
      ...settings.data,
      needs_setup: linked.data.length === 0,
      sends_mail: mail.isConfigured,
      // Only hosted Supabase keeps second factors.
      second_factor: backend.kind === 'hosted',
      single_sign_on: config.singleSignOn,
      version,
    });
  });
}
