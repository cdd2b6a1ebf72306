import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { fetchFile, saveBlob } from '../attachments/transfer.ts';
import { RefusedLine } from '../components/refused.tsx';

/** The photo of the sheet on which somebody said it, to be looked at. */
export function PhotoLink({ id }: { id: string }) {
  const { t } = useWords();
  const { connection } = useOffice();
  const [error, setError] = useState<unknown>(null);
  return (
    <>
      <button
        type="button"
        className="link"
        onClick={() =>
          void fetchFile(connection, id, 'download').then(
            (file) => saveBlob(file, t('consent.photo')),
            (refused) => setError(refused),
          )
        }
      >
        {t('consent.photo_open')}
      </button>
      <RefusedLine error={error} />
    </>
  );
}
