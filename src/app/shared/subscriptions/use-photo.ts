import { useOffice } from '../../providers/office.tsx';
import { drawThumbnail } from '../attachments/thumbnail.ts';
import { sendFile } from '../attachments/transfer.ts';
import { useRefreshAttachments } from '../attachments/use-attachments.ts';
import type { Source } from './source-fields.tsx';

/** Puts the photo of a sheet among the files of a resident, and answers its id; null where there is none to be put. */
export function usePhoto(residentId: string | undefined) {
  const { connection } = useOffice();
  const refresh = useRefreshAttachments();
  return async ({ how, photo }: Source): Promise<string | null> => {
    if (how !== 'paper' || !photo || !residentId) return null;
    const record = { table: 'residents', id: residentId } as const;
    const thumbnail = await drawThumbnail(photo);
    const id = await sendFile(connection, { record, file: photo, thumbnail, onProgress: () => {}, signal: new AbortController().signal });
    await refresh();
    return id;
  };
}
