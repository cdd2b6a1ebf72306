import { type Refusal, RefusalError, refuse, toRefusal } from '../../../data/refusals.ts';
import type { RecordRef } from '../../../domain/shared/record.ts';
import type { Connection } from '../../providers/connection.ts';

type Sending = { record: RecordRef; file: File; thumbnail: string | null; onProgress: (share: number) => void; signal: AbortSignal };

/** Sends one file to a record, telling how much of it is there (0 to 1); answers its id there. Rejects with a RefusalError, or when it was cancelled. */
export async function sendFile(connection: Connection, { record, file, thumbnail, onProgress, signal }: Sending): Promise<string> {
  const token = await connection.session.token();
  // XMLHttpRequest, because fetch cannot tell how much has been sent.
  const request = new XMLHttpRequest();
  const answer = new Promise<string>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () =>
      request.status < 400
        ? resolve((JSON.parse(request.responseText) as { id: string }).id)
        : reject(new RefusalError(readRefusal(request.responseText, request.status)));
    request.onerror = () => reject(refuse('unreachable'));
    request.onabort = () => reject(new DOMException('', 'AbortError'));
  });
  // A mail that was saved as a file goes into the story of an inquiry, with what is in it.
  const isMail = record.table === 'inquiries' && /\.eml$/i.test(file.name);
  request.open('POST', isMail ? `/inquiries/${record.id}/mails` : `/attachments?table=${record.table}&id=${record.id}`);
  request.setRequestHeader('Authorization', `Bearer ${token ?? ''}`);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
  if (thumbnail) request.setRequestHeader('X-Thumbnail', thumbnail);
  signal.addEventListener('abort', () => request.abort());
  if (signal.aborted) throw new DOMException('', 'AbortError');
  request.send(file);
  return answer.catch((error) => {
    if (error instanceof RefusalError && error.refusal.kind === 'signed_out') connection.session.expire();
    throw error;
  });
}

/** Fetches a file. `preview` only says in the log that it was looked at. Rejects with a RefusalError. */
export async function fetchFile(connection: Connection, id: string, purpose: 'preview' | 'download'): Promise<Blob> {
  const response = await connection.authorizedFetch(`/attachments/${id}${purpose === 'preview' ? '?for=preview' : ''}`).catch(() => {
    throw refuse('unreachable');
  });
  if (!response.ok) throw new RefusalError(readRefusal(await response.text(), response.status));
  return response.blob();
}

/** Our own server's refusals are `{message, field?, reason?}`. */
function readRefusal(text: string, status: number): Refusal {
  let body: { message?: string; reason?: string } = {};
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    // A proxy in between answered with a page: its status says enough.
  }
  const refusal = toRefusal(body, status);
  return body.message ? { ...refusal, message: body.message, reason: body.reason ?? refusal.reason } : refusal;
}

/** Hands a file to the browser's downloads, under its name. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
