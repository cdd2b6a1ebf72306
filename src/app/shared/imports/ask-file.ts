import { askServer } from '../../providers/ask-server.ts';
import type { Connection } from '../../providers/connection.ts';

/** Sends a file to a route of our server, with what is said of it. Rejects with a RefusalError. */
export async function askFile<Answer>(connection: Connection, path: string, file: File, parts: Record<string, string>): Promise<Answer> {
  const body = new FormData();
  body.set('file', file, file.name);
  for (const [name, value] of Object.entries(parts)) body.set(name, value);
  return (await (await askServer(connection, path, { method: 'POST', body })).json()) as Answer;
}
