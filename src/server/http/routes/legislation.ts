import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LegistarRefused, readMatters } from '../../legislation/read-legistar.ts';
import type { Office } from '../../office.ts';
import { asRefusal, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';

const LARGEST_FILE = 16 * 1024 * 1024;

/** Takes a file of Legistar into the register, or says what that would do. Who may, the database decides. */
export function legislationRoutes(app: Hono, office: Office): void {
  app.post(
    '/legislation/import',
    bodyLimit({
      maxSize: LARGEST_FILE,
      onError: () => {
        throw new Refusal(413, 'The file is larger than 16 MB. Take it in in parts.', 'file', 'law_file_large');
      },
    }),
    async (context) => {
      const caller = callerOf(context, office);
      const { role } = await personOf(caller);
      if (!['coordinator', 'manager', 'admin'].includes(role)) throw new Refusal(403, 'Coordinators keep the register.');
      const form = await context.req.parseBody().catch(() => null);
      const file = form?.file;
      if (!(file instanceof File)) throw new Refusal(422, 'Choose a file first.', 'file');
      const bytes = new Uint8Array(await file.arrayBuffer());
      const act = typeof form?.act === 'string' && UUID.test(form.act) ? form.act : null;
      try {
        const call = caller.rpc('import_legislation', {
          p_rows: readMatters(new TextDecoder().decode(bytes)),
          p_facts: { file_name: file.name.slice(0, 200), sha256: createHash('sha256').update(bytes).digest('hex') },
          p_dry_run: act === null,
        });
        const { data, error } = await (act ? call.setHeader('X-Change-Set', act) : call);
        if (error) throw error;
        return context.json(data as object);
      } catch (error) {
        if (error instanceof LegistarRefused) {
          throw new Refusal(
            422,
            'This is no file of matters from Legistar. Save what the address …/matters answers, and choose that file.',
            'file',
            'law_file_unread',
          );
        }
        throw asRefusal(error as { code?: string; message: string });
      }
    },
  );
}
