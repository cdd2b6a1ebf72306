import type { Hono } from 'hono';
import { type ReplyFacts, writeReply } from '../../letters/replies.ts';
import type { Office } from '../../office.ts';
import { answered, callerOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

type Preview = ReplyFacts & { to: string | null; missing: string[]; refused: string | null };

/** Mail about an inquiry. */
export function mailRoutes(app: Hono, office: Office): void {
  /** An answer as the person would get it; it touches nothing. */
  app.post('/inquiries/:id/replies/preview', async (context) => {
    const caller = callerOf(context, office);
    const id = context.req.param('id');
    if (!UUID.test(id)) throw new Refusal(404, 'There is no such inquiry.');
    const p_reply = (await readJson(context)) as never;
    const facts = answered(await caller.rpc('reply_preview', { p_id: id, p_reply })) as unknown as Preview;
    const { to, missing, refused } = facts;
    return context.json({ ...writeReply(facts), to, missing, refused });
  });
}
