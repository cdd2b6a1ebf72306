import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type ProviderReport, recordProviderReports } from '../../inbox/provider-reports.ts';
import { LARGEST_MAIL } from '../../inbox/read-mail.ts';
import { type Taken, takeMail } from '../../inbox/take-mail.ts';
import type { Office } from '../../office.ts';
import { Refusal } from '../errors.ts';

const MOST_REPORTS = 1000;

/**
 * Where a mail server or a mail provider reports what came back: a whole report as it came (RFC 3464, RFC 5965), the same as
 * {"message": "…"}, or a list of {"token" or "message_id", "status", "diagnostic", "type"}. The same report again changes nothing.
 */
export function bounceRoutes(app: Hono, office: Office): void {
  const { hookSecret } = office.config;
  app.post(
    '/hooks/bounces',
    async (context, next) => {
      if (hookSecret === null) throw new Refusal(404, 'There is no such address.');
      if (!isSecret(context, hookSecret)) throw new Refusal(401, 'The secret of this hook is missing or wrong.');
      await next();
    },
    bodyLimit({
      maxSize: LARGEST_MAIL,
      onError: () => {
        throw new Refusal(413, 'That is more than the server takes at once (36 MB).');
      },
    }),
    async (context) => {
      const isJson = /^application\/json\b/i.test(context.req.header('content-type') ?? '');
      const raw = new Uint8Array(await context.req.arrayBuffer());
      if (raw.byteLength === 0) throw new Refusal(422, 'Send the report as the body, as message/rfc822 or as JSON.');
      if (!isJson) return context.json(told(await takeMail(office, raw, { source: 'hook' })));
      const said = readJson(raw);
      if (typeof said === 'object' && said !== null && 'message' in said && typeof said.message === 'string')
        return context.json(told(await takeMail(office, new TextEncoder().encode(said.message), { source: 'hook' })));
      return context.json({ reports: await recordProviderReports(office, reportsIn(said)) });
    },
  );
}

/** `Authorization: Bearer …`, or `X-Hook-Secret: …`; never in the address, which is written to logs. */
function isSecret(context: Context, secret: string): boolean {
  const given = context.req.header('x-hook-secret') ?? /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}

function readJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch {
    throw new Refusal(422, 'The body says it is JSON and is not.');
  }
}

function reportsIn(said: unknown): ProviderReport[] {
  const list = Array.isArray(said) ? said : [said];
  if (list.length > MOST_REPORTS) throw new Refusal(413, 'Send 1,000 reports at once or fewer.');
  return list.map((one) => {
    if (typeof one !== 'object' || one === null) throw new Refusal(422, 'Each report is an object with "token" or "message_id".');
    const text = (name: string) => {
      const value = (one as Record<string, unknown>)[name];
      return typeof value === 'string' && value !== '' ? value.slice(0, 2000) : null;
    };
    const report = {
      token: text('token'),
      message_id: text('message_id'),
      status: text('status'),
      diagnostic: text('diagnostic'),
      type: text('type'),
    };
    if (!report.token && !report.message_id) throw new Refusal(422, 'Each report names its letter: "token" or "message_id".');
    return report;
  });
}

const told = ({ kind, is_new, outcomes }: Taken) => ({ kind, is_new, reports: outcomes });
