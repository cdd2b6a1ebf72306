import { lazy, Suspense, useState } from 'react';
import type { Inquiry } from '../../../domain/inquiries/inquiry.ts';
import { useWords } from '../../providers/i18n.tsx';

const MacroDialog = lazy(async () => ({ default: (await import('./macro-dialog.tsx')).MacroDialog }));

/** The way to the macros from one inquiry. */
export function RunMacro({ inquiry }: { inquiry: Pick<Inquiry, 'id' | 'version'> }) {
  const { t } = useWords();
  // What is shown is what is done: the version that was looked at.
  const [seen, setSeen] = useState<number | null>(null);
  return (
    <>
      <button type="button" className="link" aria-haspopup="dialog" onClick={() => setSeen(inquiry.version)}>
        {t('macro.run')}
      </button>
      {seen !== null && (
        <Suspense fallback={null}>
          <MacroDialog target={{ rows: [{ id: inquiry.id, version: seen }] }} onClose={() => setSeen(null)} onDone={() => setSeen(null)} />
        </Suspense>
      )}
    </>
  );
}
