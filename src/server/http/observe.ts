import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { tellRequest, type Watcher } from '../observe/watcher.ts';

/** The pattern of the route that answers a request: "/reports/:id/pdf", never the path as it came. */
export const routeOf = (context: Context): string => matchedRoutes(context).find(({ path }) => path !== '/*')?.path ?? '/*';

/** Tells each answered request to whoever watches, by the pattern of its route: what people ask for is nobody's business. */
export function observeRequests(watchers: Watcher[]): MiddlewareHandler {
  return async (context, next) => {
    if (watchers.length === 0) return next();
    const started = performance.now();
    await next();
    const route = routeOf(context);
    const { method } = context.req;
    tellRequest(watchers, { id: context.get('requestId'), method, route, status: context.res.status, ms: performance.now() - started });
  };
}
