import { useState } from 'react';
import type { ScheduleRow } from '../../../../domain/awards/report.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useAwardActs } from '../actions.ts';
import { ReportDialog, toFirstWrong, useFieldRefusal } from './dialog.tsx';
import { useReportWords } from './use-report-words.ts';

/** Another day than the rule makes, and where that day stands. */
export function DayDialog({ row, name, onClose }: { row: ScheduleRow; name: string; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const words = useReportWords();
  const acts = useAwardActs();
  const refused = useFieldRefusal(acts);
  const [values, setValues] = useState({ day: row.override_due_on ?? row.computed_due_on, source: row.override_source ?? 'JustGrants' });
  const [isTried, setTried] = useState(false);
  const set = (patch: Partial<typeof values>) => setValues((now) => ({ ...now, ...patch }));
  const day = readDay(values.day, today, locale);
  const wrong = {
    day: !day ? t('schedule.wrong.day') : day < (row.period_end ?? day) ? t('schedule.wrong.due_before') : undefined,
    source: values.source.trim() === '' ? t('schedule.wrong.source') : undefined,
  };

  async function save() {
    setTried(true);
    if (wrong.day || wrong.source) return toFirstWrong();
    const told = t('schedule.day_set', { name, day: words.day(day ?? row.due_on) });
    if (await acts.rpc('override_report', { p_id: row.id, p_due_on: day, p_source: values.source }, ({ act }) => done(told, { undo: act })))
      onClose();
  }
  return (
    <ReportDialog
      title={t('schedule.other_day_title', { name })}
      save={t('schedule.other_day_save')}
      acts={acts}
      fields={['due_on', 'source']}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p className="secondary">
        {t('schedule.computed', { day: words.day(row.computed_due_on) })} {words.why(row.due_reason).join(' ')}
      </p>
      <DayField
        label={t('schedule.day')}
        value={values.day}
        onChange={(text) => set({ day: text })}
        error={(isTried ? wrong.day : undefined) ?? refused('due_on')}
      />
      <TextField
        label={t('schedule.source')}
        hint={t('schedule.source_hint')}
        maxLength={500}
        value={values.source}
        onChange={(source) => set({ source })}
        error={(isTried ? wrong.source : undefined) ?? refused('source')}
      />
    </ReportDialog>
  );
}
