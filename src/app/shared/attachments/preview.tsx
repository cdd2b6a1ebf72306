import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { Attachment } from '../../../domain/attachments/attachment.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { fetchFile } from './transfer.ts';

type PreviewProps = { file: Attachment; onDownload: () => void; onClose: () => void };

/** A picture in full. It is fetched by the reader's own right and drawn from memory: no address of it exists. */
export function Preview({ file, onDownload, onClose }: PreviewProps) {
  const { t } = useWords();
  const { connection } = useOffice();
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let made: string | null = null;
    let isClosed = false;
    fetchFile(connection, file.id, 'preview').then(
      (blob) => {
        if (isClosed) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      },
      (refused) => !isClosed && setError(refused),
    );
    return () => {
      isClosed = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [connection, file.id]);
  return (
    <Modal
      open
      title={file.name}
      onCancel={onClose}
      width="min(1100px, calc(100vw - 32px))"
      footer={
        <Button type="primary" onClick={onDownload}>
          {t('files.download')}
        </Button>
      }
    >
      <div className="preview" aria-busy={url === null && error === null}>
        {url ? (
          <img src={url} alt={file.name} width={file.width ?? undefined} height={file.height ?? undefined} />
        ) : (
          !error && t('list.loading')
        )}
      </div>
      <RefusedLine error={error} />
    </Modal>
  );
}
