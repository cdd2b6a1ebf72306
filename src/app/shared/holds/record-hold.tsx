import '../../styles/people.css';
import { useState } from 'react';
import type { RecordRef } from '../../../domain/shared/record.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { useActs } from '../hooks/use-acts.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useHold } from './use-hold.ts';

/** Whether a record is held for the law's sake, and why; managers place the hold and lift it. */
export function RecordHold({ record }: { record: RecordRef }) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const { staff } = useReferences();
  const mayHold = useAllowed('legal_holds', 'edit');
  const acts = useActs(['legal_holds']);
  const [isAsking, setAsking] = useState(false);
  const { hold } = useHold(record);
  if (!hold && !mayHold) return null;
  const by = staff.find(({ id }) => id === hold?.placed_by)?.name;

  async function submit(reason: string) {
    const told = ({ act }: { act: string }) => {
      done(t(hold ? 'hold.lifted' : 'hold.placed'), { undo: act });
      // Before it is read again: what is asked here turns around with what stands there.
      setAsking(false);
    };
    if (hold) await acts.rpc('lift_hold', { p_id: hold.id, p_reason: reason }, told);
    else await acts.rpc('place_hold', { p_table: record.table, p_id: record.id, p_reason: reason }, told);
  }
  return (
    <>
      {hold ? (
        <p className="notice notice-amber">
          <b>{t('hold.stands')}</b> {hold.reason}{' '}
          <span className="hold-by">{[format.instant(hold.created_at), by].filter(Boolean).join(' · ')}</span>{' '}
          {mayHold && (
            <button type="button" className="link" onClick={() => setAsking(true)}>
              {t('hold.lift')}
            </button>
          )}
        </p>
      ) : (
        <p>
          <button type="button" className="link" onClick={() => setAsking(true)}>
            {t('hold.place')}
          </button>
        </p>
      )}
      {isAsking && (
        <ReasonDialog
          title={t(hold ? 'hold.lift' : 'hold.place')}
          lead={[t(hold ? 'hold.lift_lead' : 'hold.place_lead')]}
          label={t(hold ? 'hold.why_lift' : 'hold.why')}
          missing={t('refusal.hold_reason')}
          button={t(hold ? 'hold.lift' : 'hold.place')}
          error={acts.error}
          isWorking={acts.isWorking}
          onSubmit={(reason) => void submit(reason)}
          onClose={() => {
            acts.clear();
            setAsking(false);
          }}
        />
      )}
    </>
  );
}
