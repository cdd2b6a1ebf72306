import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Context, Hono } from 'hono';
import { isPicture, largestFile } from '../../../domain/attachments/kinds.ts';
import { isRecordTable } from '../../../domain/shared/record.ts';
import { tooLarge, UnwantedFile } from '../../files/inspect.ts';
import { cleanPicture } from '../../files/pictures/clean-picture.ts';
import { forgetInterrupted, type ReceivedFile, receiveFile } from '../../files/receive.ts';
import type { Office } from '../../office.ts';
import { answered, callerOf, UUID } from '../caller.ts';
import { disposition } from '../disposition.ts';
import { Refusal } from '../errors.ts';

/** Nothing inside of a file may run, load or be framed, whatever a browser takes it for. */
const LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'";
const LARGEST_THUMBNAIL = 6_000;

/** Files on records: taken in as a stream, given out as a download, each as the caller. */
export function attachmentRoutes(app: Hono, office: Office): void {
  const incoming = path.join(office.config.dataFolder, 'incoming');
  void forgetInterrupted(incoming);

  /** The body is the file; `?table=inquiries&id=…` the record; the name and a small picture come as headers. */
  app.post('/attachments', async (context) => {
    const caller = callerOf(context, office);
    const { table = '', id = '' } = context.req.query();
    if (!isRecordTable(table) || !UUID.test(id)) throw new Refusal(404, 'There is no such record.');
    if (Number(context.req.header('content-length') ?? 0) > largestFile) throw unwanted(tooLarge());
    answered(await caller.rpc('may_attach', { p_table: table, p_id: id }));
    const body = context.req.raw.body;
    if (!body) throw unwanted(new UnwantedFile('file_empty', 'This file is empty.'));
    const file = await receiveFile(body, readName(context), incoming).catch((error) => {
      throw error instanceof UnwantedFile ? unwanted(error) : error;
    });
    try {
      return context.json(await keep(office, caller, { table, id }, file, readThumbnail(context)));
    } finally {
      await file.discard();
    }
  });

  app.get('/attachments/:id', async (context) => {
    const caller = callerOf(context, office);
    const id = context.req.param('id');
    if (!UUID.test(id)) throw new Refusal(404, 'There is no such file.');
    const purpose = context.req.query('for') === 'preview' ? 'preview' : 'download';
    const found = answered(await caller.rpc('open_attachment', { p_id: id, p_purpose: purpose })) as {
      name: string;
      media_type: string;
      bytes: number;
      path: string;
    } | null;
    if (!found) throw new Refusal(404, 'There is no such file.');
    const body = await office.files.stream(found.path);
    if (!body) throw new Refusal(404, 'The content of this file is not in the store any more. Tell an administrator.');
    return new Response(body, {
      headers: {
        'Content-Type': found.media_type,
        'Content-Length': String(found.bytes),
        'Content-Disposition': disposition(found.name),
        'Content-Security-Policy': LOCKED,
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'private, no-store',
      },
    });
  });
}

/** Bytes first, then the row: a row never promises bytes that are not there. Bytes whose row is refused go again. */
async function keep(
  office: Office,
  caller: ReturnType<typeof callerOf>,
  record: { table: string; id: string },
  file: ReceivedFile,
  thumbnail: string | null,
): Promise<{ id: string }> {
  const { discard: _discard, path: source, ...facts } = file;
  const stored = `files/${new Date().getUTCFullYear()}/${randomUUID()}`;
  await office.files.putFile(stored, source, facts.media_type);
  let kept: { id: string; path: string } | null = null;
  try {
    const ticket = answered(
      await office.backend.service.rpc('prepare_attachment', {
        p_file: { ...facts, ...record, path: stored, thumbnail: isPicture(facts.media_type) ? thumbnail : null },
      }),
    ) as string;
    kept = answered(await caller.rpc('add_attachment', { p_ticket: ticket })) as { id: string; path: string };
    return { id: kept.id };
  } finally {
    if (kept?.path !== stored) await office.files.remove(stored);
  }
}

function readName(context: Context): string {
  try {
    return decodeURIComponent(context.req.header('x-file-name') ?? '');
  } catch {
    return '';
  }
}

/** The small picture that the browser drew, cleaned like every other; null when it is none, for nothing depends on it. */
function readThumbnail(context: Context): string | null {
  const bytes = Buffer.from(context.req.header('x-thumbnail') ?? '', 'base64');
  if (bytes.length === 0 || bytes.length > LARGEST_THUMBNAIL || bytes.readUInt16BE(0) !== 0xffd8) return null;
  try {
    const small = cleanPicture('image/jpeg', bytes);
    return small.width <= 400 && small.height <= 400 ? small.bytes.toString('base64') : null;
  } catch {
    return null;
  }
}

const unwanted = (error: UnwantedFile): Refusal =>
  new Refusal(error.reason === 'file_too_large' ? 413 : 422, error.message, 'file', error.reason);
