import '../../styles/things.css';
import { useRef } from 'react';
import { accepted, acceptedPictures } from '../../../domain/attachments/kinds.ts';
import type { RecordRef } from '../../../domain/shared/record.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused } from '../components/refused.tsx';
import { useFileDrop } from '../hooks/use-file-drop.ts';
import { FileLine } from './file-line.tsx';
import { UploadLine } from './upload-line.tsx';
import { useAttachments } from './use-attachments.ts';
import { useUploads } from './use-uploads.ts';

/** The files of a record: chosen, photographed, dropped or pasted; each can be opened, kept and taken away. */
export function RecordFiles({ record }: { record: RecordRef }) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const mayAdd = useAllowed('attachments', 'create');
  const files = useAttachments(record);
  const sending = useUploads(record, (name) => done(t('files.added', { name })));
  const frame = useRef<HTMLElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const isOver = useFileDrop(frame, mayAdd, sending.add);
  const isEmpty = files.kept?.length === 0 && sending.uploads.length === 0;
  const take = (input: HTMLInputElement) => {
    sending.add([...(input.files ?? [])]);
    // The same file can be chosen again after it was cancelled.
    input.value = '';
  };
  return (
    <section className="things" aria-label={t('files.heading')} ref={frame}>
      <div className="things-head">
        <h2>{t('files.heading')}</h2>
        {mayAdd && (
          <p className="things-ways">
            <button type="button" className="link" onClick={() => chooser.current?.click()}>
              {t('files.add')}
            </button>
            <button type="button" className="link touch-only" onClick={() => camera.current?.click()}>
              {t('files.photo')}
            </button>
          </p>
        )}
      </div>
      <input ref={chooser} type="file" multiple hidden accept={accepted} onChange={(event) => take(event.target)} data-testid="files" />
      <input ref={camera} type="file" hidden accept={acceptedPictures} capture="environment" onChange={(event) => take(event.target)} />
      {files.error && <Refused error={files.error} onRetry={files.retry} />}
      {isEmpty && <p className="secondary">{t(mayAdd ? 'files.none_here' : 'files.none')}</p>}
      <ul className="files">
        {(files.kept ?? []).map((file) => (
          <FileLine key={file.id} file={file} />
        ))}
        {sending.uploads.map((upload) => (
          <UploadLine
            key={upload.key}
            upload={upload}
            onCancel={() => sending.cancel(upload.key)}
            onRetry={() => sending.retry(upload)}
            onForget={() => sending.forget(upload.key)}
          />
        ))}
      </ul>
      {files.removed.length > 0 && (
        <details className="things-done">
          <summary>{tn('files.removed_count', files.removed.length)}</summary>
          <ul className="files">
            {files.removed.map((file) => (
              <FileLine key={file.id} file={file} />
            ))}
          </ul>
        </details>
      )}
      {isOver && (
        <p className="drop-here" aria-hidden="true">
          {t('files.drop')}
        </p>
      )}
    </section>
  );
}
