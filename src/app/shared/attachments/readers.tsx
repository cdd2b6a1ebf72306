import { useList } from '@refinedev/core';
import { Modal } from 'antd';
import type { Attachment } from '../../../domain/attachments/attachment.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Refused } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';

type Reading = { id: number; purpose: 'preview' | 'download'; created_at: string; reader: { name: string } | null };

/** As many as are told; the log itself keeps all. */
const most = 200;

/** Who looked at a file or took it, the latest first. For managers: the database gives it to nobody else. */
export function Readers({ file, onClose }: { file: Attachment; onClose: () => void }) {
  const { t, format } = useWords();
  const { query } = useList<Reading>({
    resource: 'attachment_downloads',
    meta: { select: 'id,purpose,created_at,reader:staff(name)', paged: true },
    filters: [{ field: 'attachment_id', operator: 'eq', value: file.id }],
    sorters: [{ field: 'created_at', order: 'desc' }],
    pagination: { currentPage: 1, pageSize: most },
    errorNotification: false,
    // What was taken since it was last asked is told.
    queryOptions: { staleTime: 0, refetchOnMount: 'always' },
  });
  const rows = query.data?.data;
  return (
    <Modal open title={t('files.readers_of', { name: file.name })} onCancel={onClose} footer={null}>
      {query.error ? (
        <Refused error={query.error} onRetry={() => void query.refetch()} />
      ) : !rows ? (
        <RowSkeleton rows={3} />
      ) : rows.length === 0 ? (
        <p>{t('files.readers_none')}</p>
      ) : (
        <ul className="pairs">
          {rows.map((row) => (
            <li key={row.id}>
              {[row.reader?.name ?? t('timeline.somebody'), t(`files.read_${row.purpose}`), format.instant(row.created_at)].join(' · ')}
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
