import { useCustomMutation, useInvalidate, useList } from '@refinedev/core';
import { useState } from 'react';
import { type Attachment, attachmentColumns } from '../../../domain/attachments/attachment.ts';
import { type RecordRef, recordColumn } from '../../../domain/shared/record.ts';
import { nameAct } from '../../providers/acts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';

/** The files of a record, oldest first; `null` until they are known. Removed ones are told apart. */
export function useAttachments({ table, id }: RecordRef) {
  const { query } = useList<Attachment>({
    resource: 'attachments',
    meta: { select: attachmentColumns },
    filters: [{ field: recordColumn(table), operator: 'eq', value: id }],
    sorters: [{ field: 'created_at', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const rows = query.data?.data ?? null;
  return {
    rows,
    kept: rows?.filter((one) => one.removed_at === null) ?? null,
    removed: rows?.filter((one) => one.removed_at !== null) ?? [],
    error: query.error,
    retry: () => void query.refetch(),
  };
}

/** Reads the files of the record, and its story, again. */
export function useRefreshAttachments(): () => Promise<unknown> {
  const invalidate = useInvalidate();
  return () =>
    Promise.all([
      invalidate({ resource: 'attachments', invalidates: ['list'] }),
      invalidate({ resource: 'changes', invalidates: ['list'] }),
      // A mail that was added stands in the story.
      invalidate({ resource: 'interactions', invalidates: ['list'] }),
      invalidate({ resource: 'mails', invalidates: ['list'] }),
    ]);
}

/** Takes a file off its record, and puts it back. */
export function useAttachmentActs() {
  const { t } = useWords();
  const { done } = useNotify();
  const { mutateAsync: call } = useCustomMutation();
  const refresh = useRefreshAttachments();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function act(name: 'remove_attachment' | 'restore_attachment', file: Pick<Attachment, 'id' | 'name'>) {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      await call({
        meta: { act },
        url: name,
        method: 'post',
        values: { p_id: file.id },
        successNotification: false,
        errorNotification: false,
      });
      await refresh();
      done(t(name === 'remove_attachment' ? 'files.removed' : 'files.restored', { name: file.name }), { undo: act });
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  return {
    error,
    isWorking,
    remove: (file: Pick<Attachment, 'id' | 'name'>) => act('remove_attachment', file),
    restore: (file: Pick<Attachment, 'id' | 'name'>) => act('restore_attachment', file),
  };
}
