import '../../styles/event-form.css';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';

const FilingDialog = lazy(async () => ({ default: (await import('./filing-dialog.tsx')).FilingDialog }));

export type FilingSource = { id: string; subject: string; body: string; location: string | null; language: string; hasResident: boolean };

/** The way to 311 from an inquiry: what to tell it, where, and the number that it gives. */
export function FileWith311({ inquiry }: { inquiry: FilingSource }) {
  const { t } = useWords();
  const mayFile = useAllowed('referrals', 'create');
  const [isOpen, setOpen] = useState(false);
  if (!mayFile) return null;
  return (
    <p className="file-with-311">
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('filing.open')}
      </button>
      {isOpen && (
        <Suspense>
          <FilingDialog inquiry={inquiry} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </p>
  );
}
