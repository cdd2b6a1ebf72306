import type { Hono } from 'hono';
import type { Office } from '../../office.ts';
import type { OpenedPacket } from '../../packets/packet-words.ts';
import { writePages } from '../../packets/write-pages.ts';
import { writeCopyRows, writeLogRows } from '../../packets/write-rows.ts';
import { asRefusal, callerOf, UUID } from '../caller.ts';
import { disposition } from '../disposition.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

const LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'";
const CSV = 'text/csv; charset=utf-8';

/**
 * A copy for the public as a file: `{format: "pdf" | "csv" | "log"}`. By POST, for who fetched it is written down. The database gives out
 * what left the office and nothing that was withheld.
 */
export function packetRoutes(app: Hono, office: Office): void {
  app.post('/inquiries/:id/packets/:packet/file', async (context) => {
    const { id, packet } = context.req.param();
    if (!UUID.test(id) || !UUID.test(packet)) throw new Refusal(404, 'There is no such copy.', undefined, 'missing');
    const caller = callerOf(context, office);
    const { format } = await readJson(context);
    const asked = String(format ?? '');
    const { data, error } = await caller.rpc('open_packet', { p_inquiry: id, p_id: packet, p_format: asked });
    if (error) throw asRefusal(error);
    const opened = data as unknown as OpenedPacket;
    const { bytes, type, ending } = await fileOf(opened, asked);
    const copy = opened.language === 'es' ? 'copia' : 'copy';
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': type,
        'Content-Length': String(bytes.length),
        'Content-Disposition': disposition(`${opened.inquiry}-${copy}-${opened.number}${ending}`),
        'Content-Security-Policy': LOCKED,
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'private, no-store',
      },
    });
  });
}

async function fileOf(opened: OpenedPacket, format: string): Promise<{ bytes: Uint8Array; type: string; ending: string }> {
  if (format === 'csv') return { bytes: await writeCopyRows(opened), type: CSV, ending: '.csv' };
  if (format === 'log')
    return { bytes: await writeLogRows(opened), type: CSV, ending: opened.language === 'es' ? '-retenido.csv' : '-withheld.csv' };
  const { renderPacket } = await import('../../reports/render-packet.ts');
  return { bytes: await renderPacket(writePages(opened)), type: 'application/pdf', ending: '.pdf' };
}
