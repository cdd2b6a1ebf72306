import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { ReasonDialog } from '../../shared/holds/reason-dialog.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';

/** Erases what is personal of a resident, after it was said what goes, what stays, and that it does not come back. */
export function EraseResident({ id, name }: { id: string; name: string }) {
  const { t } = useWords();
  const { done } = useNotify();
  const mayErase = useAllowed('legal_holds', 'edit');
  const acts = useActs(['residents', 'inquiries', 'subscribers']);
  const [isAsking, setAsking] = useState(false);
  if (!mayErase) return null;
  return (
    <>
      <p>
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {t('erase.open')}
        </button>
      </p>
      {isAsking && (
        <ReasonDialog
          title={t('erase.title', { name })}
          lead={[t('erase.goes'), t('erase.stays'), t('erase.final')]}
          label={t('erase.why')}
          missing={t('refusal.erase_reason')}
          button={t('erase.erase')}
          isFinal
          error={acts.error}
          isWorking={acts.isWorking}
          onSubmit={(reason) =>
            void acts.rpc('erase_resident', { p_id: id, p_reason: reason }, () => {
              done(t('erase.done'));
              setAsking(false);
            })
          }
          onClose={() => {
            acts.clear();
            setAsking(false);
          }}
        />
      )}
    </>
  );
}
