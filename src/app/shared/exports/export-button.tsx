import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { type ExportList, mayTake } from './lists.ts';

const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

export type Exported = {
  list: ExportList;
  /** What the list asks the database, its order included. */
  query: object;
  /** The list's address, by which the log opens it. */
  address: string;
};

/** Takes what a list shows away as a file. */
export function ExportButton({ of, count }: { of: Exported; count: number | null }) {
  const { t } = useWords();
  const { me } = useOffice();
  const may = useAllowed('exports', 'create') && mayTake(me.role, of.list);
  const [isOpen, setOpen] = useState(false);
  if (!may || !count) return null;
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('exports.take')}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <ExportDialog of={of} count={count} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
