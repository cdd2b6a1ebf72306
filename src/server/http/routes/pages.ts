import type { Hono } from 'hono';
import { pageAssets } from '../../pages/assets.ts';
import { Refusal } from '../errors.ts';

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
