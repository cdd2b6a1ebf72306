import { askServer } from '../../providers/ask-server.ts';
import type { Connection } from '../../providers/connection.ts';
import { saveBlob } from '../attachments/transfer.ts';

/** Fetches the file of an export and hands it to the browser's downloads, under the name that the server gave it. */
export async function fetchExport(connection: Connection, id: string): Promise<void> {
  const response = await askServer(connection, `/exports/${id}/file`, { method: 'POST' });
  const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'export';
  saveBlob(await response.blob(), name);
}
