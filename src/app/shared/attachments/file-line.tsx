import { lazy, Suspense, useState } from 'react';
import type { Attachment } from '../../../domain/attachments/attachment.ts';
import { isPicture } from '../../../domain/attachments/kinds.ts';
import { isAtLeast } from '../../providers/access.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { useFileWords } from './file-words.ts';
import { fetchFile, saveBlob } from './transfer.ts';
import { useAttachmentActs } from './use-attachments.ts';

const Readers = lazy(async () => ({ default: (await import('./readers.tsx')).Readers }));
const Preview = lazy(async () => ({ default: (await import('./preview.tsx')).Preview }));

/** One file: a small picture or the word for its kind, its name, size, author and day; to open, to keep, to take away. */
export function FileLine({ file }: { file: Attachment }) {
  const { t, format } = useWords();
  const { me, connection } = useOffice();
  const { staff } = useReferences();
  const words = useFileWords();
  const acts = useAttachmentActs();
  const mayAdd = useAllowed('attachments', 'create');
  const [isShown, setShown] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isFetching, setFetching] = useState(false);
  const mayChange = mayAdd && (file.created_by === me.id || isAtLeast(me.role, 'manager'));
  const who = staff.find((one) => one.id === (file.removed_by ?? file.created_by))?.name ?? t('timeline.somebody');
  const isRemoved = file.removed_at !== null;

  async function download() {
    setFetching(true);
    setError(null);
    try {
      saveBlob(await fetchFile(connection, file.id, 'download'), file.name);
    } catch (refused) {
      setError(refused);
    } finally {
      setFetching(false);
    }
  }
  const canShow = isPicture(file.media_type) && !isRemoved;
  return (
    <li className="file">
      <span className="file-picture" aria-hidden="true">
        {file.thumbnail ? <img src={`data:image/jpeg;base64,${file.thumbnail}`} alt="" /> : words.badge(file.name, file.media_type)}
      </span>
      <div className="file-main">
        {isRemoved ? (
          <span className="file-name">{file.name}</span>
        ) : (
          <button
            type="button"
            className="link file-name"
            disabled={isFetching}
            onClick={() => (canShow ? setShown(true) : void download())}
          >
            {file.name}
          </button>
        )}
        <p className="secondary">
          {isRemoved
            ? t('files.removed_by', { name: who, date: format.instant(file.removed_at ?? '') })
            : [words.size(file.bytes), words.kind(file.media_type), who, format.instant(file.created_at)].join(' · ')}
        </p>
        <RefusedLine error={error ?? acts.error} />
      </div>
      <p className="file-acts">
        {canShow && (
          <button
            type="button"
            className="link"
            disabled={isFetching}
            onClick={() => void download()}
            aria-label={t('files.download_of', { name: file.name })}
          >
            {t('files.download')}
          </button>
        )}
        {mayChange && !isRemoved && (
          <button
            type="button"
            className="link"
            disabled={acts.isWorking}
            onClick={() => void acts.remove(file)}
            aria-label={t('files.remove_of', { name: file.name })}
          >
            {t('contact.remove')}
          </button>
        )}
        {mayChange && isRemoved && (
          <button
            type="button"
            className="link"
            disabled={acts.isWorking}
            onClick={() => void acts.restore(file)}
            aria-label={t('files.restore_of', { name: file.name })}
          >
            {t('files.restore')}
          </button>
        )}
        {isAtLeast(me.role, 'manager') && (
          <button type="button" className="link" onClick={() => setAsked(true)} aria-label={t('files.readers_of', { name: file.name })}>
            {t('files.readers')}
          </button>
        )}
      </p>
      {isAsked && (
        <Suspense fallback={null}>
          <Readers file={file} onClose={() => setAsked(false)} />
        </Suspense>
      )}
      {isShown && (
        <Suspense fallback={null}>
          <Preview file={file} onDownload={() => void download()} onClose={() => setShown(false)} />
        </Suspense>
      )}
    </li>
  );
}
