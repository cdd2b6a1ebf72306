import { useRef, useState } from 'react';
import { accepted } from '../../../domain/attachments/kinds.ts';
import type { Agreement } from '../../../domain/organizations/organization.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { fetchFile, saveBlob } from '../../shared/attachments/transfer.ts';
import { UploadLine } from '../../shared/attachments/upload-line.tsx';
import { useUploads } from '../../shared/attachments/use-uploads.ts';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { useOrganizationActs } from './actions.ts';

/** The signed paper of an agreement: to open, or to attach; it lies among the files of the organization, too. */
export function AgreementFile({ organization, agreement }: { organization: string; agreement: Agreement }) {
  const { t } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const acts = useOrganizationActs();
  const mayAttach = [useAllowed('organizations', 'edit'), useAllowed('attachments', 'create')].every(Boolean);
  const [error, setError] = useState<unknown>(null);
  const [isFetching, setFetching] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const { id: p_id, version: p_version, title } = agreement;
  const sending = useUploads({ table: 'organizations', id: organization }, (name, attachment_id) => {
    void acts.rpc('save_agreement', { p_agreement: { attachment_id }, p_id, p_version }, ({ act }) =>
      done(t('agreement.file_attached', { name }), { undo: act }),
    );
  });
  async function open(id: string, name: string) {
    setFetching(true);
    setError(null);
    try {
      saveBlob(await fetchFile(connection, id, 'download'), name);
    } catch (refused) {
      setError(refused);
    } finally {
      setFetching(false);
    }
  }
  const { attachment_id, file_name } = agreement;
  return (
    <>
      {(attachment_id && file_name) || mayAttach ? (
        <p className="secondary verb-links">
          {attachment_id && file_name && (
            <button
              type="button"
              className="link"
              disabled={isFetching}
              aria-label={t('agreement.file_open_of', { name: file_name, title })}
              onClick={() => void open(attachment_id, file_name)}
            >
              {file_name}
            </button>
          )}
          {mayAttach && (
            <button
              type="button"
              className="link"
              disabled={sending.uploads.length > 0}
              aria-label={t(file_name ? 'agreement.file_replace_of' : 'agreement.file_attach_of', { title })}
              onClick={() => chooser.current?.click()}
            >
              {t(file_name ? 'agreement.file_replace' : 'agreement.file_attach')}
            </button>
          )}
        </p>
      ) : null}
      {mayAttach && (
        <input
          ref={chooser}
          type="file"
          hidden
          accept={accepted}
          data-testid={`agreement-file-${p_id}`}
          onChange={({ target }) => {
            sending.add([...(target.files ?? [])]);
            // The same file can be chosen again after it was cancelled.
            target.value = '';
          }}
        />
      )}
      {sending.uploads.length > 0 && (
        <ul className="files">
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
      )}
      <RefusedLine error={error ?? acts.error} />
    </>
  );
}
