import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Context, Hono } from 'hono';
import { UnwantedFile } from '../../files/inspect.ts';
import { usual, writeIncoming } from '../../files/receive.ts';
import type { Office } from '../../office.ts';
import { FeedRefused } from '../../service-requests/read-json.ts';
import { readNetwork } from '../../service-requests/read-network.ts';
import { openFeedFile } from '../../service-requests/read-rows.ts';
import { takeFeedFile } from '../../service-requests/take-file.ts';
import { answered, asRefusal, callerOf, personOf } from '../caller.ts';
import { Refusal } from '../errors.ts';

const LARGEST_FILE = 3 * 1024 * 1024 * 1024;
/** A small file is read by the time that the answer goes out. */
const SOON_MS = 2_000;

const sentences: Record<FeedRefused['reason'], string> = {
  form: 'These are not the columns of the city’s 311 data. Download it from the open data portal as CSV or JSON and choose that file.',
  csv: 'The file cannot be read as CSV. Download it again and choose the new one.',
  json: 'The file is not whole, or no list of rows. Download it again as JSON or CSV and choose the new one.',
  encoding: 'The file is not UTF-8. Download it from the open data portal again and choose the new one.',
  empty: 'There is no row in this file. Choose the one that you downloaded.',
  away: 'The open data portal cannot be reached from here. Choose a saved file instead.',
  cut_off: 'The reading was cut off. Choose the file again: what is here already is passed over quickly.',
};

/** The city's 311 open data: a saved file, or the published address. It is read on while the person goes on; feed_runs says how far. */
export function serviceRequestRoutes(app: Hono, office: Office): void {
  const { service } = office.backend;
  const incoming = path.join(office.config.dataFolder, 'incoming');

  /** The body is the file; its name comes as a header. */
  app.post('/service-requests/import', async (context) => {
    const caller = await callerFor(context, office);
    const body = context.req.raw.body;
    if (!body) throw new Refusal(422, 'Choose a file first.', 'file');
    if (Number(context.req.header('content-length') ?? 0) > LARGEST_FILE) throw unwanted(tooLarge());
    answered(await caller.rpc('may_begin_feed_run'));
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const file = path.join(incoming, `${randomUUID()}.new`);
    const discard = () => rm(file, { force: true });
    try {
      await writeIncoming(body, file, usual, LARGEST_FILE, tooLarge);
      const rows = await openFeedFile(file);
      const p_run = {
        source: rows.form.source,
        origin: 'file',
        file_name: nameOf(context),
        bytes_total: (await stat(file)).size,
      };
      const run = answered(await caller.rpc('begin_feed_run', { p_run }));
      const ended = takeFeedFile(service, String(run), rows, closingOf(context)).finally(discard);
      return context.json(await answer(run, ended), 202);
    } catch (error) {
      await discard();
      if (error instanceof FeedRefused) throw new Refusal(422, sentences[error.reason], 'file', `feed_${error.reason}`);
      throw error instanceof UnwantedFile ? unwanted(error) : error;
    }
  });

  app.post('/service-requests/fetch', async (context) => {
    const caller = await callerFor(context, office);
    const reading = await readNetwork(service, caller, { stop: closingOf(context) }).catch((error) => {
      throw asRefusal(error);
    });
    if (!reading)
      throw new Refusal(403, 'An administrator has not allowed the server to read the open data itself. Choose a saved file instead.');
    return context.json(await answer(reading.run, reading.ended), 202);
  });
}

/** The run, with how it ended where it was over soon. */
async function answer(run: unknown, ended: Promise<'done' | 'failed'>): Promise<{ run: unknown; status: string }> {
  ended.catch(() => {});
  return { run, status: await Promise.race([ended, wait(SOON_MS, 'running' as const, { ref: false })]) };
}

async function callerFor(context: Context, office: Office) {
  const caller = callerOf(context, office);
  const { role } = await personOf(caller);
  if (!['coordinator', 'manager', 'admin'].includes(role)) throw new Refusal(403, 'Coordinators read the 311 data in.');
  return caller;
}

function nameOf(context: Context): string {
  try {
    return decodeURIComponent(context.req.header('x-file-name') ?? '').slice(0, 300);
  } catch {
    return '';
  }
}

const closingOf = (context: Context) => (context.env as { closing?: AbortSignal } | undefined)?.closing;
const tooLarge = () => new UnwantedFile('file_too_large', 'The file is larger than 3 GB. Download the rows of some years only.');
const unwanted = (error: UnwantedFile): Refusal =>
  new Refusal(error.reason === 'file_too_large' ? 413 : 422, error.message, 'file', error.reason);
