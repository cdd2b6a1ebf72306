import type { IncomingMessage, Server } from 'node:http';

/** A whole request, but a file. */
const USUAL = 60_000;
/** A file over a poor connection; its route also watches that it goes on. */
const UPLOAD = 20 * 60_000;

const isUpload = ({ method, url }: IncomingMessage) =>
  method === 'POST' && /^\/(attachments|service-requests\/import)(\?|$)/.test(url ?? '');

/** Drops who sends a request too slowly. Node has one limit for all requests, so the shorter one is kept here. */
export function dropSlowSenders(server: Server): void {
  server.headersTimeout = 15_000;
  server.requestTimeout = UPLOAD;
  server.prependListener('request', (incoming: IncomingMessage) => {
    if (isUpload(incoming)) return;
    const timer = setTimeout(() => {
      if (!incoming.complete) incoming.socket.destroy();
    }, USUAL).unref();
    incoming.once('close', () => clearTimeout(timer));
  });
}
