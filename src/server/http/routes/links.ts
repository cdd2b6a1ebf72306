import type { Hono } from 'hono';
import { isLookingAhead } from '../../campaigns/links.ts';
import type { Office } from '../../office.ts';
import { Refusal } from '../errors.ts';
import { pageRoute } from '../public-page.ts';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Links of letters that are counted: one more for the link, nothing about who. It leads where the office's own row says and nowhere
 * else, so nobody can bend it. Counting is all that this GET does; a look ahead (HEAD, prefetch) is not even counted.
 */
export function linkRoutes(app: Hono, office: Office): void {
  app.on(
    ['GET', 'HEAD'],
    '/l/:id',
    pageRoute(office, async (context) => {
      const id = context.req.param('id') ?? '';
      const counts = context.req.raw.method === 'GET' && !isLookingAhead(context.req.raw.headers);
      const { data, error } = ID.test(id)
        ? await office.backend.service.rpc('follow_campaign_link', { p_id: id, p_counts: counts })
        : { data: null, error: null };
      if (error) throw error;
      if (!data) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
      return context.body(null, 302, {
        Location: data,
        'Cache-Control': 'no-store',
        'Referrer-Policy': 'no-referrer',
        'X-Robots-Tag': 'noindex',
      });
    }),
  );
}
