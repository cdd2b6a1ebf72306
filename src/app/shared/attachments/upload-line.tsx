import { useId } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { refusalText } from '../refusal-text.ts';
import { useFileWords } from './file-words.ts';
import type { Upload } from './use-uploads.ts';

type UploadLineProps = { upload: Upload; onCancel: () => void; onRetry: () => void; onForget: () => void };

/** A file on its way, with how much of it is there; or why it was not taken, and what to do. */
export function UploadLine({ upload, onCancel, onRetry, onForget }: UploadLineProps) {
  const { t } = useWords();
  const words = useFileWords();
  const id = useId();
  const { file, refusal } = upload;
  // What the content decides stays as it is; what the way there decides can go better the next time.
  const mayHelp = refusal !== null && (refusal.kind !== 'invalid' || refusal.reason === 'file_slow' || refusal.reason === 'file_cut');
  return (
    <li className="file">
      <span className="file-picture" aria-hidden="true">
        {words.badge(file.name, file.type)}
      </span>
      <div className="file-main">
        <span className="file-name" id={id}>
          {file.name}
        </span>
        {refusal ? (
          <p className="field-error" role="alert">
            {refusalText(refusal, t)}
          </p>
        ) : (
          <progress value={upload.share} max={1} aria-labelledby={id}>
            {Math.round(upload.share * 100)} %
          </progress>
        )}
      </div>
      <p className="file-acts">
        {mayHelp && (
          <button type="button" className="link" onClick={onRetry} aria-label={t('files.retry_of', { name: file.name })}>
            {t('action.retry')}
          </button>
        )}
        <button
          type="button"
          className="link"
          onClick={refusal ? onForget : onCancel}
          aria-label={t(refusal ? 'files.forget_of' : 'files.cancel_of', { name: file.name })}
        >
          {t(refusal ? 'files.forget' : 'action.cancel')}
        </button>
      </p>
    </li>
  );
}
