import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from 'hono';

export const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json',
};

/** A file of the built app, compressed beforehand; any other path is a screen and gets the page. */
export async function serveApp(context: Context): Promise<Response> {
  const asked = decodePath(context.req.path);
  const file = asked !== null && path.extname(asked) !== '' ? path.join(DIST, asked) : null;
  if (file?.startsWith(DIST) && existsSync(file)) return send(context, file, asked?.startsWith('/assets/') ?? false);
  if (file) return context.json({ message: 'There is no such file.', request_id: context.get('requestId') }, 404);
  const page = path.join(DIST, 'index.html');
  if (!existsSync(page))
    return context.json({ message: 'The app is not built yet. Run npm run build.', request_id: context.get('requestId') }, 503);
  return send(context, page, false);
}

async function send(context: Context, file: string, isHashed: boolean): Promise<Response> {
  const accepted = context.req.header('accept-encoding') ?? '';
  const encoding =
    /\bbr\b/.test(accepted) && existsSync(`${file}.br`) ? 'br' : /\bgzip\b/.test(accepted) && existsSync(`${file}.gz`) ? 'gzip' : null;
  const bytes = await readFile(encoding === null ? file : `${file}.${encoding === 'br' ? 'br' : 'gz'}`);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    },
  });
}

function decodePath(raw: string): string | null {
  try {
    const decoded = decodeURIComponent(raw);
    return decoded.includes('\0') ? null : decoded;
  } catch {
    return null;
  }
}
