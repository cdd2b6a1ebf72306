import { askServer } from '../../../providers/ask-server.ts';
import type { Connection } from '../../../providers/connection.ts';

/** Sends a picture to the campaign; answers the address that letters name it by. Rejects with a RefusalError. */
export async function sendPicture(
  connection: Connection,
  campaignId: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<{ url: string; width?: number }> {
  onProgress(0);
  const response = await askServer(connection, `/campaigns/${campaignId}/images`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) },
    body: file,
  });
  onProgress(1);
  return (await response.json()) as { url: string; width?: number };
}
