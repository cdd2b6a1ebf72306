import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Office } from '../../office.ts';
import { giveFile, takeDirectory } from '../../programs/exchange.ts';
import { DirectoryRefused } from '../../programs/read-directory.ts';
import { asRefusal, callerOf, personOf, UUID } from '../caller.ts';
import { disposition } from '../disposition.ts';
import { Refusal } from '../errors.ts';

const LARGEST_DIRECTORY = 32 * 1024 * 1024;
const sentences: Record<DirectoryRefused['reason'], string> = {
  kind: 'This is neither a ZIP of CSV files nor JSON. Choose an HSDS package.',
  zip: 'The ZIP cannot be read. Pack its CSV files again, without a password.',
  large: 'The directory is larger than we take: 50,000 rows a table, 100 MB unpacked.',
  csv: 'One of the CSV files cannot be read.',
  json: 'The JSON holds no services.',
  empty: 'The file has neither services nor organizations.',
};

/** Exchanges directories as HSDS. Who may, the database decides. */
export function programRoutes(app: Hono, office: Office): void {
  app.post(
    '/programs/exchange',
    bodyLimit({
      maxSize: LARGEST_DIRECTORY,
      onError: () => {
        throw new Refusal(413, sentences.large, 'file', 'hsds_large');
      },
    }),
    async (context) => {
      const caller = callerOf(context, office);
      const { role } = await personOf(caller);
      if (!['coordinator', 'manager', 'admin'].includes(role)) throw new Refusal(403, 'Coordinators take directories in.');
      const form = await context.req.parseBody().catch(() => null);
      const file = form?.file;
      if (!(file instanceof File)) throw new Refusal(422, 'Choose a file first.', 'file');
      const act = typeof form?.act === 'string' && UUID.test(form.act) ? form.act : null;
      try {
        return context.json(await takeDirectory(caller, { bytes: new Uint8Array(await file.arrayBuffer()), dryRun: act === null, act }));
      } catch (error) {
        if (error instanceof DirectoryRefused)
          throw new Refusal(
            422,
            error.file ? `${error.file}: ${sentences[error.reason]}` : sentences[error.reason],
            'file',
            error.file ? undefined : `hsds_${error.reason}`,
          );
        throw asRefusal(error as { code?: string; message: string });
      }
    },
  );
  app.get('/programs/exchange/:name{programs\\.(zip|json)}', async (context) => {
    const caller = callerOf(context, office);
    const name = context.req.param('name');
    try {
      const bytes = await giveFile(caller, name.endsWith('.zip') ? 'csv' : 'json');
      return context.body(bytes as unknown as ArrayBuffer, 200, {
        'Content-Type': name.endsWith('.zip') ? 'application/zip' : 'application/json; charset=utf-8',
        'Content-Disposition': disposition(name),
        'Cache-Control': 'no-store',
      });
    } catch (error) {
      throw asRefusal(error as { code?: string; message: string });
    }
  });
}
