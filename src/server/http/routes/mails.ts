import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { forgetFiles, readFileMail } from '../../inbox/mail-facts.ts';
import { LARGEST_MAIL } from '../../inbox/read-mail.ts';
import { type ReplyFacts, writeReply } from '../../letters/replies.ts';
import type { Office } from '../../office.ts';
import { answered, callerOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

type Preview = Omit<ReplyFacts, 'cc'> & {
  to: string | null;
  cc: { address: string; refused: string | null }[];
  missing: string[];
  refused: string | null;
};

/** Mail about an inquiry. */
export function mailRoutes(app: Hono, office: Office): void {
  /** An answer as the person would get it; it touches nothing. */
  app.post('/inquiries/:id/replies/preview', async (context) => {
    const caller = callerOf(context, office);
    const id = context.req.param('id');
    if (!UUID.test(id)) throw new Refusal(404, 'There is no such inquiry.');
    const p_reply = (await readJson(context)) as never;
    const facts = answered(await caller.rpc('reply_preview', { p_id: id, p_reply })) as unknown as Preview;
    const { to, cc, missing, refused } = facts;
    return context.json({ ...writeReply(facts), to, cc, missing, refused });
  });

  /** The body is a mail as a mail program saves it (.eml): it is put into the story of the inquiry, with its files. */
  app.post(
    '/inquiries/:id/mails',
    bodyLimit({
      maxSize: LARGEST_MAIL,
      onError: () => {
        throw new Refusal(413, 'This file is larger than 25 MB. Make it smaller, or split it, then try again.', 'file', 'file_too_large');
      },
    }),
    async (context) => {
      const caller = callerOf(context, office);
      const id = context.req.param('id');
      if (!UUID.test(id)) throw new Refusal(404, 'There is no such inquiry.');
      answered(await caller.rpc('may_attach', { p_table: 'inquiries', p_id: id }));
      const raw = new Uint8Array(await context.req.arrayBuffer());
      const { facts, key, isMail } = await readFileMail(office, raw);
      if (!isMail) throw new Refusal(422, 'This is no mail as a mail program saves it.', 'file', 'mail_none');
      try {
        const ticket = answered(
          await office.backend.service.rpc('prepare_attachment', { p_file: { id, source_key: key, mail: facts } as never }),
        ) as string;
        return context.json(answered(await caller.rpc('add_mail', { p_ticket: ticket })) as { id: string });
      } catch (error) {
        await forgetFiles(office, facts);
        throw error;
      }
    },
  );
}
