import { Checkbox } from 'antd';
import { useId, useState } from 'react';
import type { ScheduleRow } from '../../../../domain/awards/report.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { useAwardActs } from '../actions.ts';
import { ReportDialog, toFirstWrong } from './dialog.tsx';
import { useReportWords } from './use-report-words.ts';

type PastDialogProps = { rows: ScheduleRow[]; onClose: () => void };

/** Reports of the past that were filed before the award was entered here: several at once, each with its day, as one act. */
export function PastDialog({ rows, onClose }: PastDialogProps) {
  const { t, tn, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const words = useReportWords();
  const acts = useAwardActs();
  const id = useId();
  // As it was opened: what somebody else files meanwhile is refused by name, not taken away under the hand.
  const [there] = useState(() => [...rows].sort((left, right) => order(left).localeCompare(order(right))));
  const [days, setDays] = useState<Record<string, string>>(() => Object.fromEntries(there.map((row) => [row.id, row.due_on])));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isTried, setTried] = useState(false);
  const chosen = there.filter((row) => !left.has(row.id));
  const wrongOf = (row: ScheduleRow): string | undefined => {
    const day = readDay(days[row.id] ?? '', today, locale);
    if (!day) return t('schedule.wrong.day');
    if (day > today) return t('schedule.wrong.filed_ahead');
    return day < (row.period_start ?? day) ? t('schedule.wrong.filed_before') : undefined;
  };
  const choose = (row: ScheduleRow, isChosen: boolean) =>
    setLeft((now) => new Set(isChosen ? [...now].filter((one) => one !== row.id) : [...now, row.id]));

  async function save() {
    setTried(true);
    if (chosen.length === 0 || chosen.some(wrongOf)) return toFirstWrong();
    const reports = chosen.map((row) => ({ id: row.id, filed_on: readDay(days[row.id] ?? '', today, locale) }));
    const filed = await acts.rpc('file_reports', { p_reports: reports }, ({ act }) =>
      done(tn('schedule.filed_many', reports.length), { undo: act }),
    );
    if (filed) onClose();
  }
  return (
    <ReportDialog
      title={t('schedule.file_many_title')}
      save={tn('schedule.file_many_save', chosen.length)}
      acts={acts}
      fields={[]}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p className="secondary">{t('schedule.file_many_lead')}</p>
      <ul className="report-many">
        {there.map((row) => (
          <li key={row.id}>
            <Checkbox id={`${id}-${row.id}`} checked={!left.has(row.id)} onChange={(event) => choose(row, event.target.checked)}>
              {words.whole(row)}
            </Checkbox>
            {!left.has(row.id) && (
              <DayField
                label={t('schedule.filed_day')}
                value={days[row.id] ?? ''}
                onChange={(text) => setDays((now) => ({ ...now, [row.id]: text }))}
                error={isTried ? wrongOf(row) : undefined}
              />
            )}
          </li>
        ))}
      </ul>
      {isTried && chosen.length === 0 && (
        <p className="field-error" role="alert">
          {t('refusal.reports_chosen')}
        </p>
      )}
    </ReportDialog>
  );
}

const order = ({ kind, period_end, due_on }: ScheduleRow): string => `${kind} ${period_end ?? due_on}`;
