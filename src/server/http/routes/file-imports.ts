import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type ImportResource, importResources } from '../../../domain/imports/fields.ts';
import { delimiters, encodings, type ImportNews, type ReadAs } from '../../../domain/imports/file-import.ts';
import { UnwantedFile } from '../../files/inspect.ts';
import { usual, writeIncoming } from '../../files/receive.ts';
import { lookAtFile } from '../../imports/look-at-file.ts';
import { notText } from '../../imports/not-text.ts';
import { ImportRefused } from '../../imports/read-file.ts';
import { compareFile, type ImportFacts } from '../../imports/take-file.ts';
import { log, reasonOf } from '../../log.ts';
import type { Office } from '../../office.ts';
import { answered, asRefusal, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';

/** What was chosen instead of a table in text. */
const unread = {
  workbook: 'This is a workbook. Open it in Excel, choose “Save as” and “CSV UTF-8”, and choose that file here.',
  binary: 'This is no table. Choose a CSV file: in Excel, “Save as” and “CSV UTF-8”.',
};

const LARGEST_PIECE = 1024 * 1024;
const LARGEST_FILE = 512 * 1024 * 1024;

/** A spreadsheet of residents or inquiries: what its first piece says, then the whole of it, compared line by line with what is here. */
export function fileImportRoutes(app: Hono, office: Office): void {
  const { service } = office.backend;
  const incoming = path.join(office.config.dataFolder, 'incoming');

  app.post(
    '/imports/:resource/look',
    bodyLimit({
      maxSize: LARGEST_PIECE,
      onError: () => {
        throw asLarge();
      },
    }),
    async (context) => {
      const { caller } = await callerFor(context, office);
      const resource = importResources.find((one) => one === context.req.param('resource'));
      if (!resource) throw new Refusal(404, 'There is no such address.');
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      const other = notText(bytes);
      if (other) throw new Refusal(422, unread[other], 'file', `import_${other}`);
      const look = await lookAtFile(caller, resource as ImportResource, bytes, readAsOf(context)).catch((error: unknown) => {
        throw asRefusal(error as { code?: string; message: string });
      });
      if (!look) throw new Refusal(422, 'The file needs a first line of column names and a line for each entry.', 'file', 'import_empty');
      return context.json(look);
    },
  );

  /** The body is the file; the answer comes while it is read, a line of JSON for each piece of news. */
  app.post('/imports/:id/file', async (context) => {
    const { caller, person } = await callerFor(context, office);
    const id = context.req.param('id');
    const facts = UUID.test(id) ? (answered(await service.rpc('file_import_facts', { p_import: id })) as ImportFacts | null) : null;
    if (facts?.staff_id !== person.id) throw new Refusal(404, 'This import was given up. Choose the file again.', 'file', 'import_gone');
    const body = context.req.raw.body;
    if (!body) throw new Refusal(422, 'Choose a file first.', 'file');
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const file = path.join(incoming, `${randomUUID()}.new`);
    const discard = () => rm(file, { force: true });
    try {
      await writeIncoming(body, file, usual, LARGEST_FILE, () => new UnwantedFile('file_too_large', asLarge().message));
    } catch (error) {
      await discard();
      throw error instanceof UnwantedFile
        ? new Refusal(error.reason === 'file_too_large' ? 413 : 422, error.message, 'file', error.reason)
        : error;
    }
    const stop = new AbortController();
    const news = compareFile(service, id, file, facts, stop.signal);
    const lines = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const tell = (one: ImportNews) => controller.enqueue(new TextEncoder().encode(`${JSON.stringify(one)}\n`));
        try {
          const { value, done } = await news.next();
          if (value) tell(value);
          if (!done) return;
        } catch (error) {
          tell({ refused: refusedOf(error) });
        }
        await discard();
        controller.close();
      },
      // The person gave it up, or their browser is gone.
      async cancel() {
        stop.abort();
        await news.return(undefined).catch(() => {});
        await caller.rpc('discard_file_import', { p_import: id });
        await discard();
      },
    });
    return new Response(lines, {
      headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
    });
  });
}

async function callerFor(context: Context, office: Office) {
  const caller = callerOf(context, office);
  const person = await personOf(caller);
  if (!['coordinator', 'manager', 'admin'].includes(person.role)) throw new Refusal(403, 'Coordinators take files in.');
  return { caller, person };
}

const readAsOf = (context: Context): ReadAs => ({
  encoding: encodings.find((one) => one === context.req.query('encoding')) ?? null,
  delimiter: delimiters.find((one) => one === context.req.query('delimiter')) ?? null,
});

const asLarge = () => new Refusal(413, 'The file is larger than 512 MB. Take it in in parts.', 'file', 'import_large');

function refusedOf(error: unknown): { message: string; reason?: string } {
  if (error instanceof ImportRefused) {
    const line = /near line (\d+)/.exec(error.message)?.[1];
    return {
      message: `The file cannot be read as CSV${line ? ` near line ${line}` : ''}. Save it as CSV again, or choose how its letters are written.`,
      reason: 'import_csv',
    };
  }
  const { code = '', message } = error as { code?: string; message: string };
  if (/^PT4/.test(code)) return { message };
  log('import.failed', { reason: reasonOf(error) });
  return { message: 'The file could not be compared; nothing was changed. Try again, and tell an administrator if it stays.' };
}
