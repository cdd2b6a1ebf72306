import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

/** Vite with reload; what it does not know is asked of the office's own server. */
export async function startVite(officeUrl: string): Promise<{ url: string; close: () => Promise<void> }> {
  const target = { target: officeUrl, changeOrigin: false };
  const server = await createServer({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    server: {
      host: '127.0.0.1',
      // A screen may have the same path as a route: only what the browser fetches goes to the office.
      proxy: {
        '/rest': target,
        '/auth': target,
        '/config.json': target,
        '/health': target,
        '/office': target,
        // The pages for people without an account, which are no part of the app.
        '^/(e|i|r|pages)([/?].*)?$': target,
        '/feeds': target,
        '^/reports/.*/pdf$': target,
        '^/reports/compile$': target,
        '^/(setup|invite|reset|sign-in|staff|account|campaigns)(/.*)?$': {
          ...target,
          bypass: (request) => (request.method === 'GET' ? request.url : undefined),
        },
      },
    },
  });
  await server.listen();
  return { url: (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, ''), close: () => server.close() };
}
