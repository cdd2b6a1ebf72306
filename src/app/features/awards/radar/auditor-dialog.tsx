import { useState } from 'react';
import type { ScheduleRow } from '../../../../domain/awards/report.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { useAwardActs } from '../actions.ts';
import { ReportDialog, toFirstWrong, useFieldRefusal } from '../schedule/dialog.tsx';

/** The day on which the auditor handed in the report: a single audit may be due earlier by it. */
export function AuditorDialog({ row, name, onClose }: { row: ScheduleRow; name: string; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useAwardActs();
  const refused = useFieldRefusal(acts);
  const [typed, setTyped] = useState(row.auditor_reported_on ?? '');
  const [isTried, setTried] = useState(false);
  const day = typed.trim() === '' ? null : readDay(typed, today, locale);
  const wrong =
    typed.trim() !== '' && !day
      ? t('schedule.wrong.day')
      : day && (day > today || day <= (row.period_end ?? ''))
        ? t('radar.auditor_wrong')
        : undefined;

  async function save() {
    setTried(true);
    if (wrong) return toFirstWrong();
    const said = t(day ? 'radar.auditor_noted' : 'radar.auditor_cleared', { name });
    if (await acts.rpc('note_auditor_report', { p_id: row.id, p_reported_on: day }, ({ act }) => done(said, { undo: act }))) onClose();
  }
  return (
    <ReportDialog
      title={t('radar.auditor_title')}
      save={t('radar.auditor_save')}
      acts={acts}
      fields={['reported_on']}
      onSave={() => void save()}
      onClose={onClose}
    >
      <DayField
        label={t('radar.auditor_day')}
        value={typed}
        onChange={setTyped}
        hint={t('radar.auditor_hint')}
        error={(isTried ? wrong : undefined) ?? refused('reported_on')}
      />
    </ReportDialog>
  );
}
