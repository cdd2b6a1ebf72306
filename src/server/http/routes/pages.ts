import type { Hono } from 'hono';
import type { Office } from '../../office.ts';
import { pageAssets } from '../../pages/assets.ts';
import { Refusal } from '../errors.ts';
import { pageRoute } from '../public-page.ts';

/** What the pages for people without an account are drawn with: a stylesheet named by its content, and the face. */
export function pageRoutes(app: Hono): void {
  app.get('/pages/:file', (context) => {
    const asset = pageAssets().files.get(context.req.param('file'));
    if (!asset) throw new Refusal(404, 'There is no such file.');
    return context.body(new Uint8Array(asset.bytes), 200, {
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });
}

/** What else is asked for under the addresses of pages is a page that says so, never the app. After all others. */
export function strayPageRoutes(app: Hono, office: Office): void {
  const nowhere = (reason?: string) =>
    pageRoute(office, async () => {
      throw new Refusal(404, 'There is no such page.', undefined, reason);
    });
  app.all('/e/*', nowhere());
  app.all('/archive/*', nowhere());
  app.all('/l/*', nowhere('link'));
  app.all('/r', nowhere('link'));
  app.all('/r/*', nowhere('link'));
  for (const path of ['/u', '/u/*', '/preferences/*', '/subscribe/*', '/referral', '/referral/*']) app.all(path, nowhere('link'));
}
