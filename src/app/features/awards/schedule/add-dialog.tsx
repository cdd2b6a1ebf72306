import { useState } from 'react';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useAwardActs } from '../actions.ts';
import { ReportDialog, toFirstWrong, useFieldRefusal } from './dialog.tsx';

/** Something that an award, or the city (null), owes and no rule makes: an evaluation plan, a special report. */
export function AddDialog({ award, onClose }: { award: string | null; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const { staff } = useReferences();
  const acts = useAwardActs();
  const refused = useFieldRefusal(acts);
  const [values, setValues] = useState({ title: '', day: '', source: '', owner: null as string | null });
  const [isTried, setTried] = useState(false);
  const set = (patch: Partial<typeof values>) => setValues((now) => ({ ...now, ...patch }));
  const day = readDay(values.day, today, locale);
  const title = values.title.trim();
  const wrong = { title: title === '' ? t('refusal.report_title') : undefined, day: day ? undefined : t('schedule.wrong.day') };

  async function save() {
    setTried(true);
    if (wrong.title || wrong.day) return toFirstWrong();
    const report = { title, due_on: day, source: values.source, owner_id: values.owner };
    if (
      await acts.rpc('add_report', { p_award: award, p_report: report }, ({ act }) =>
        done(t('schedule.added', { name: title }), { undo: act }),
      )
    )
      onClose();
  }
  return (
    <ReportDialog
      title={t(award === null ? 'radar.add_title' : 'schedule.add_title')}
      save={t('schedule.add_save')}
      acts={acts}
      fields={['report_title', 'due_on']}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={t('schedule.what')}
        maxLength={200}
        value={values.title}
        onChange={(text) => set({ title: text })}
        error={(isTried ? wrong.title : undefined) ?? refused('report_title')}
      />
      <DayField
        label={t('schedule.day')}
        value={values.day}
        onChange={(text) => set({ day: text })}
        error={(isTried ? wrong.day : undefined) ?? refused('due_on')}
      />
      <TextField
        label={t('schedule.source')}
        hint={t('schedule.add_source_hint')}
        maxLength={500}
        value={values.source}
        onChange={(source) => set({ source })}
      />
      <ChoiceField
        label={t('schedule.owner')}
        value={values.owner}
        emptyLabel={t('schedule.nobody')}
        options={staff.filter((one) => one.is_active).map((one) => ({ value: one.id, label: one.name }))}
        onChange={(owner) => set({ owner })}
      />
    </ReportDialog>
  );
}
