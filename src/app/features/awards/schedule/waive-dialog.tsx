import { useState } from 'react';
import type { ScheduleRow } from '../../../../domain/awards/report.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useAwardActs } from '../actions.ts';
import { ReportDialog, toFirstWrong, useFieldRefusal } from './dialog.tsx';

/** That a report is not owed after all, and why. */
export function WaiveDialog({ row, name, onClose }: { row: ScheduleRow; name: string; onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useAwardActs();
  const refused = useFieldRefusal(acts);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const wrong = reason.trim() === '' ? t('refusal.waive_reason') : undefined;

  async function save() {
    setTried(true);
    if (wrong) return toFirstWrong();
    if (
      await acts.rpc('waive_report', { p_id: row.id, p_reason: reason }, ({ act }) =>
        done(t('schedule.waived_now', { name }), { undo: act }),
      )
    )
      onClose();
  }
  return (
    <ReportDialog
      title={t('schedule.waive_title', { name })}
      save={t('schedule.waive_save')}
      acts={acts}
      fields={['waive_reason']}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={t('schedule.waive_reason')}
        hint={t('schedule.waive_hint')}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
        error={(isTried ? wrong : undefined) ?? refused('waive_reason')}
      />
    </ReportDialog>
  );
}
