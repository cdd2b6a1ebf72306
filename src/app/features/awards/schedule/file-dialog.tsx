import { useState } from 'react';
import type { ScheduleRow } from '../../../../domain/awards/report.ts';
import { daysBetween } from '../../../../domain/shared/dates.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useAwardActs } from '../actions.ts';
import { ReportDialog, toFirstWrong, useFieldRefusal } from './dialog.tsx';
import { useReportWords } from './use-report-words.ts';

/** That it was filed: on which day, under which number. */
export function FileDialog({ row, name, onClose }: { row: ScheduleRow; name: string; onClose: () => void }) {
  const { t, tn, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const words = useReportWords();
  const acts = useAwardActs();
  const refused = useFieldRefusal(acts);
  const [values, setValues] = useState({ day: today, confirmation: '', note: '' });
  const [isTried, setTried] = useState(false);
  const set = (patch: Partial<typeof values>) => setValues((now) => ({ ...now, ...patch }));
  const day = readDay(values.day, today, locale);
  const wrong = !day
    ? t('schedule.wrong.day')
    : day > today
      ? t('schedule.wrong.filed_ahead')
      : day < (row.period_start ?? day)
        ? t('schedule.wrong.filed_before')
        : undefined;
  const late = day && !wrong ? daysBetween(row.due_on, day) : 0;

  async function save() {
    setTried(true);
    if (wrong) return toFirstWrong();
    const facts = { confirmation: values.confirmation, note: values.note };
    const filed = await acts.rpc('file_report', { p_id: row.id, p_filed_on: day, p_facts: facts }, ({ act }) =>
      done(t('schedule.filed_now', { name }), { undo: act }),
    );
    if (filed) onClose();
  }
  return (
    <ReportDialog
      title={t('schedule.file_title', { name })}
      save={t('schedule.file_save')}
      acts={acts}
      fields={['filed_on']}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p className="secondary">{[words.period(row), t('schedule.due_on', { day: words.day(row.due_on) })].filter(Boolean).join(' · ')}</p>
      <DayField
        label={t('schedule.filed_day')}
        value={values.day}
        onChange={(text) => set({ day: text })}
        error={(isTried ? wrong : undefined) ?? refused('filed_on')}
        hint={late > 0 ? tn('schedule.filed_late_hint', late) : undefined}
      />
      <TextField
        label={t('schedule.confirmation')}
        hint={t('schedule.confirmation_hint')}
        maxLength={200}
        value={values.confirmation}
        onChange={(confirmation) => set({ confirmation })}
      />
      <TextField label={t('schedule.note')} rows={2} maxLength={2000} value={values.note} onChange={(note) => set({ note })} />
      {row.kind === 'ffr' && <p className="secondary">{t('schedule.file_freezes')}</p>}
    </ReportDialog>
  );
}
