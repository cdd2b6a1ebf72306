import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import type { ExportColumn } from '../../exports/cell-values.ts';
import { type ExportFormat, makeFile, mediaTypes } from '../../exports/make-file.ts';
import type { Office } from '../../office.ts';
import { asRefusal, callerOf, UUID } from '../caller.ts';
import { disposition } from '../disposition.ts';
import { Refusal } from '../errors.ts';

type Opened = { path?: string; bytes?: number; columns?: ExportColumn[]; format: ExportFormat; list: string; on: string };

/** The file of an export that the caller asked for: made now, or the one that the worker made. By POST, for it is written down. */
export function exportRoutes(app: Hono, office: Office): void {
  const folder = path.join(office.config.dataFolder, 'outgoing');

  app.post('/exports/:id/file', async (context) => {
    const id = context.req.param('id');
    if (!UUID.test(id)) throw new Refusal(404, 'There is no such file.');
    const { data, error } = await callerOf(context, office).rpc('open_export', { p_id: id });
    if (error) throw asRefusal(error);
    const opened = data as unknown as Opened;
    const body = opened.path ? await office.files.stream(opened.path) : null;
    if (body) return answerWith(body, opened, opened.bytes ?? 0);
    if (!opened.columns) throw new Refusal(410, 'This file is not kept any more. Export the list again.', undefined, 'export_gone');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, randomUUID());
    try {
      const made = await makeFile(office, { id, format: opened.format, columns: opened.columns }, file);
      const finished = await office.backend.service.rpc('finish_export', { p_id: id, p_facts: made });
      if (finished.error) throw finished.error;
      const stream = createReadStream(file);
      // Gone from its folder as soon as it is open: who stops half-way leaves nothing behind.
      await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject));
      return answerWith(Readable.toWeb(stream) as ReadableStream<Uint8Array>, opened, made.bytes);
    } finally {
      await rm(file, { force: true });
    }
  });
}

function answerWith(body: ReadableStream<Uint8Array>, { format, list, on }: Opened, bytes: number): Response {
  return new Response(body, {
    headers: {
      'Content-Type': mediaTypes[format],
      'Content-Length': String(bytes),
      'Content-Disposition': disposition(`${list.replaceAll('_', '-')}-${on}.${format}`),
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, no-store',
    },
  });
}
