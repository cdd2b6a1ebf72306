import { askServer, askServerJson } from '../../providers/ask-server.ts';
import type { Connection } from '../../providers/connection.ts';

/** Compiles a month ('2026-10') into an edition. Rejects with a RefusalError. */
export function compileMonth(connection: Connection, month: string): Promise<{ id: string; edition: number }> {
  return askServerJson(connection, '/reports/compile', { month });
}

/** Fetches an edition's PDF with the name that the server gives it. Rejects with a RefusalError. */
export async function fetchPdf(connection: Connection, id: string): Promise<{ blob: Blob; name: string }> {
  const response = await askServer(connection, `/reports/${id}/pdf`);
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'Council-Report.pdf';
  return { blob: await response.blob(), name };
}
