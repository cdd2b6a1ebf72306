import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ConfigError } from '../config.ts';
import type { Office } from '../office.ts';
import { tileOrigin } from '../places/tile-origin.ts';
import { answerError, numbered, Refusal } from './errors.ts';
import { observeRequests } from './observe.ts';
import { archiveRoutes } from './routes/archive.ts';
import { attachmentRoutes } from './routes/attachments.ts';
import { bounceRoutes } from './routes/bounces.ts';
import { campaignImageRoutes } from './routes/campaign-images.ts';
import { campaignLayoutRoutes } from './routes/campaign-layouts.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { certificateRoutes } from './routes/certificates.ts';
import { closingRoutes } from './routes/closing.ts';
import { configRoutes } from './routes/config.ts';
import { exportRoutes } from './routes/exports.ts';
import { feedRoutes } from './routes/feeds.ts';
import { fileImportRoutes } from './routes/file-imports.ts';
import { healthRoutes } from './routes/health.ts';
import { interpreterInvoiceRoutes } from './routes/interpreter-invoices.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { journeyRoutes } from './routes/journeys.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { legislationRoutes } from './routes/legislation.ts';
import { letterRoutes } from './routes/letters.ts';
import { linkRoutes } from './routes/links.ts';
import { liveRoutes } from './routes/live.ts';
import { mailRoutes } from './routes/mails.ts';
import { officeRoutes } from './routes/office.ts';
import { opportunityRoutes } from './routes/opportunities.ts';
import { packetRoutes } from './routes/packets.ts';
import { pageRoutes, strayPageRoutes } from './routes/pages.ts';
import { passwordRoutes } from './routes/passwords.ts';
import { placeRoutes } from './routes/places.ts';
import { populationRoutes } from './routes/populations.ts';
import { preferenceRoutes } from './routes/preferences.ts';
import { programRoutes } from './routes/programs.ts';
import { radarRoutes } from './routes/radar.ts';
import { rateRoutes } from './routes/rate.ts';
import { referralLinkRoutes, referralRoutes } from './routes/referrals.ts';
import { registerRoutes } from './routes/register.ts';
import { registrationRoutes } from './routes/registration.ts';
import { reportRoutes } from './routes/reports.ts';
import { serviceRequestRoutes } from './routes/service-requests.ts';
import { setupRoutes } from './routes/setup.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { subscribeRoutes } from './routes/subscribe.ts';
import { thanksRoutes } from './routes/thanks.ts';
import { unsubscribeRoutes } from './routes/unsubscribe.ts';
import { usaspendingRoutes } from './routes/usaspending.ts';
import { securityHeaders } from './security.ts';
import { dropSlowSenders } from './slow-senders.ts';
import { serveApp } from './static.ts';

const LARGEST_BODY = 2 * 1024 * 1024;

/** All routes of the office. */
export function makeApp(office: Office): Hono {
  const app = new Hono();
  app.onError(answerError);
  app.use(observeRequests(office.watchers));
  app.use(securityHeaders(office.backend.browserUrl, office.config.publicUrl, () => tileOrigin(office)));
  // Before the limit of the others: files and the forms of strangers have their own.
  attachmentRoutes(app, office);
  campaignImageRoutes(app, office);
  bounceRoutes(app, office);
  ledgerRoutes(app, office);
  placeRoutes(app, office);
  radarRoutes(app, office);
  opportunityRoutes(app, office);
  legislationRoutes(app, office);
  interpreterInvoiceRoutes(app, office);
  mailRoutes(app, office);
  programRoutes(app, office);
  usaspendingRoutes(app, office);
  serviceRequestRoutes(app, office);
  fileImportRoutes(app, office);
  pageRoutes(app);
  registerRoutes(app, office);
  registrationRoutes(app, office);
  referralRoutes(app, office);
  unsubscribeRoutes(app, office);
  preferenceRoutes(app, office);
  subscribeRoutes(app, office);
  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: () => {
        throw new Refusal(413, 'That is more than the server takes at once (2 MB).');
      },
    }),
  );
  configRoutes(app, office);
  feedRoutes(app, office);
  healthRoutes(app, office);
  setupRoutes(app, office);
  invitationRoutes(app, office);
  signInRoutes(app, office);
  passwordRoutes(app, office);
  reportRoutes(app, office);
  liveRoutes(app, office);
  exportRoutes(app, office);
  packetRoutes(app, office);
  officeRoutes(app, office);
  populationRoutes(app, office);
  letterRoutes(app, office);
  thanksRoutes(app, office);
  closingRoutes(app, office);
  rateRoutes(app, office);
  certificateRoutes(app, office);
  campaignLayoutRoutes(app, office);
  journeyRoutes(app, office);
  campaignRoutes(app, office);
  archiveRoutes(app, office);
  linkRoutes(app, office);
  referralLinkRoutes(app, office);
  const { handle } = office.backend;
  if (handle) {
    app.all('/rest/v1/:name{[a-z_]+}', async (context) => numbered(await handle(context.req.raw), context));
    app.post('/rest/v1/rpc/:name{[a-z_]+}', async (context) => numbered(await handle(context.req.raw), context));
  }
  app.all('/rest/*', () => {
    throw new Refusal(404, 'There is no such address.');
  });
  app.all('/auth/*', () => {
    throw new Refusal(404, 'There is no such address.');
  });
  strayPageRoutes(app, office);
  app.on(['GET', 'HEAD'], '*', serveApp);
  app.all('*', () => {
    throw new Refusal(404, 'There is no such address.');
  });
  return app;
}

export type RunningServer = { url: string; close: () => Promise<void> };

/**
 * Listens on the configured port, or on the next free one when none was asked for by name.
 * @throws ConfigError when a port that was asked for is taken.
 */
export async function listen(
  app: Hono,
  { host, port, portMayMove }: { host: string; port: number; portMayMove: boolean },
): Promise<RunningServer> {
  const closing = new AbortController();
  // Streams stay open for hours: they are told when the server wants to end.
  const server = createAdaptorServer({
    fetch: (request, bindings) => app.fetch(request, { ...bindings, closing: closing.signal }),
  }) as Server;
  dropSlowSenders(server);
  for (let candidate = port; ; candidate++) {
    const error = await tryListen(server, host, candidate);
    if (!error) break;
    if (error.code !== 'EADDRINUSE') throw new ConfigError(`The server cannot listen on ${host}:${candidate}: ${error.message}`);
    if (!portMayMove || candidate - port >= 50)
      throw new ConfigError(`Port ${candidate} is taken by another program. Set PORT to a free one.`);
  }
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        // Requests under way are answered first; idle connections end now, the rest when it has waited long enough.
        const sweep = setInterval(() => server.closeIdleConnections(), 50);
        server.close(() => {
          clearInterval(sweep);
          resolve();
        });
        closing.abort();
        setTimeout(() => server.closeAllConnections(), 10_000).unref();
      }),
  };
}

function tryListen(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error);
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve(null);
    });
  });
}
