import { useEffect, useRef, useState } from 'react';
import { type Refusal, toRefusal } from '../../../data/refusals.ts';
import { largestFile } from '../../../domain/attachments/kinds.ts';
import type { RecordRef } from '../../../domain/shared/record.ts';
import { useOffice } from '../../providers/office.tsx';
import { drawThumbnail } from './thumbnail.ts';
import { sendFile } from './transfer.ts';
import { useRefreshAttachments } from './use-attachments.ts';

/** A file on its way. `share` is how much of it is there, 0 to 1; `refusal` says why it is not taken. */
export type Upload = { key: number; file: File; share: number; refusal: Refusal | null };

/** As many go at the same time; the others wait. */
const atOnce = 2;
const tooLarge: Refusal = { kind: 'invalid', reason: 'file_too_large', message: '', field: 'file' };
let lastKey = 0;

/** Sends files to a record, a few at a time; each can be cancelled, and tried again when it failed. */
export function useUploads(record: RecordRef, onArrived: (name: string, id: string) => void) {
  const { connection } = useOffice();
  const refresh = useRefreshAttachments();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const waiting = useRef<Upload[]>([]);
  const patch = (key: number, change: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const forget = (key: number) => setUploads((all) => all.filter((one) => one.key !== key));

  const latest = useRef({ record, refresh, onArrived });
  latest.current = { record, refresh, onArrived };

  async function next(): Promise<void> {
    if (running.current.size >= atOnce) return;
    const upload = waiting.current.shift();
    if (!upload) return;
    const { key, file } = upload;
    const cancel = new AbortController();
    running.current.set(key, cancel);
    const to = latest.current.record;
    try {
      const thumbnail = await drawThumbnail(file);
      const id = await sendFile(connection, {
        record: to,
        file,
        thumbnail,
        onProgress: (share) => patch(key, { share }),
        signal: cancel.signal,
      });
      await latest.current.refresh();
      forget(key);
      latest.current.onArrived(file.name, id);
    } catch (error) {
      if ((error as Error).name === 'AbortError') forget(key);
      else patch(key, { refusal: toRefusal(error) });
    } finally {
      running.current.delete(key);
      void next();
    }
  }
  function start(upload: Upload) {
    waiting.current.push(upload);
    void next();
  }

  const isSending = uploads.some((one) => one.refusal === null);
  useEffect(() => {
    if (!isSending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isSending]);

  return {
    uploads,
    add(files: Iterable<File>) {
      for (const file of files) {
        const upload: Upload = { key: ++lastKey, file, share: 0, refusal: file.size > largestFile ? tooLarge : null };
        setUploads((all) => [...all, upload]);
        if (!upload.refusal) start(upload);
      }
    },
    cancel(key: number) {
      waiting.current = waiting.current.filter((one) => one.key !== key);
      const cancel = running.current.get(key);
      if (cancel) cancel.abort();
      else forget(key);
    },
    retry(upload: Upload) {
      patch(upload.key, { refusal: null, share: 0 });
      start({ ...upload, refusal: null, share: 0 });
    },
    forget,
  };
}
