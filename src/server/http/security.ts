import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { answerError } from './errors.ts';

/**
 * A number for each request, and the headers that keep a browser from being turned against the office. `images`: from where else than
 * here the app's page may show pictures, asked each time that it is opened.
 */
export function securityHeaders(browserUrl: string, publicUrl: string | null, images: () => Promise<string | null>): MiddlewareHandler {
  const connect = ["'self'", ...(browserUrl ? [browserUrl, browserUrl.replace(/^http/, 'ws')] : [])].join(' ');
  const policyFor = (origin: string | null) =>
    [
      "default-src 'none'",
      "script-src 'self'",
      // antd writes its styles at run time.
      "style-src 'self' 'unsafe-inline'",
      `img-src 'self' data: blob:${origin ? ` ${origin}` : ''}`,
      "font-src 'self'",
      `connect-src ${connect}`,
      // The worker that opens the door of an event without a network.
      "worker-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
  const policy = policyFor(null);
  return async (context, next) => {
    context.set('requestId', randomUUID());
    try {
      await next();
    } catch (error) {
      // Hono hands only Errors to onError; supabase-js throws plain objects.
      context.res = answerError(error, context);
    }
    const headers = context.res.headers;
    headers.set('X-Request-Id', context.get('requestId'));
    // A file of somebody else's brings a stricter policy of its own.
    if (!headers.has('Content-Security-Policy')) {
      const isPage = headers.get('Content-Type')?.startsWith('text/html') ?? false;
      headers.set('Content-Security-Policy', isPage ? policyFor(await images()) : policy);
    }
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    // A page whose address is a key tells nobody where it was; what others may show says so itself.
    if (!headers.has('Referrer-Policy')) headers.set('Referrer-Policy', 'same-origin');
    if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    // Only where people come by TLS: on plain HTTP a browser would ignore it.
    if (publicUrl?.startsWith('https://')) headers.set('Strict-Transport-Security', 'max-age=31536000');
    // The door of an event scans codes. It is loaded as a page of its own, so that no other page has the camera.
    const camera = /^\/events\/[0-9a-f-]{36}\/door\/?$/.test(context.req.path) ? 'camera=(self)' : 'camera=()';
    headers.set('Permissions-Policy', `${camera}, microphone=(), geolocation=()`);
  };
}
