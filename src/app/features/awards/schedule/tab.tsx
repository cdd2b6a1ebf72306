import '../../../styles/award-schedule.css';
import '../../../styles/event-form.css';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { isOver } from '../../../../domain/awards/award.ts';
import { isSettled, type ScheduleRow } from '../../../../domain/awards/report.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import type { AwardTabProps } from '../tabs.tsx';
import { ReportLine } from './line.tsx';
import { useSchedule } from './use-schedule.ts';

const PastDialog = lazy(async () => ({ default: (await import('./past-dialog.tsx')).PastDialog }));
const AddDialog = lazy(async () => ({ default: (await import('./add-dialog.tsx')).AddDialog }));

/** What this award owes, a line each in the order of its days: what is still to be done first, what is done on request. */
export function AwardSchedule({ facts }: AwardTabProps) {
  const { t, tn } = useWords();
  const mayEdit = useAllowed('award_reports', 'edit') && !isOver(facts.award);
  const { rows, error, retry } = useSchedule(facts.id);
  const [showsDone, setShowsDone] = useState(false);
  const [dialog, setDialog] = useState<'add' | 'past' | null>(null);
  if (error && !rows) return <Refused error={error} onRetry={retry} />;
  if (!rows) return <RowSkeleton rows={5} />;
  const open = rows.filter((row) => !isSettled(row));
  const done = rows.filter(isSettled);
  const past = open.filter(({ state, kind }) => state === 'late' && kind !== 'retention');
  return (
    <section className="award-schedule" aria-labelledby="award-schedule">
      <div className="award-schedule-head">
        <h2 id="award-schedule">{t('schedule.title')}</h2>
        {mayEdit && (
          <span className="award-schedule-acts">
            {past.length > 1 && (
              <Button size="small" onClick={() => setDialog('past')}>
                {t('schedule.file_many')}
              </Button>
            )}
            <Button size="small" onClick={() => setDialog('add')}>
              {t('schedule.add')}
            </Button>
          </span>
        )}
      </div>
      <p className="secondary award-schedule-lead">{leadOf(open, t, tn)}</p>
      {rows.length === 0 && <p className="secondary">{t(facts.award.starts_on ? 'schedule.empty' : 'schedule.empty_period')}</p>}
      {open.length > 0 && <ReportLines rows={open} all={rows} mayEdit={mayEdit} />}
      {done.length > 0 && (
        <p>
          <button type="button" className="link" aria-expanded={showsDone} onClick={() => setShowsDone(!showsDone)}>
            {showsDone ? t('schedule.hide_done') : tn('schedule.show_done', done.length)}
          </button>
        </p>
      )}
      {showsDone && <ReportLines rows={done} all={rows} mayEdit={mayEdit} />}
      <Suspense>
        {dialog === 'add' && <AddDialog award={facts.id} onClose={() => setDialog(null)} />}
        {dialog === 'past' && <PastDialog rows={past} onClose={() => setDialog(null)} />}
      </Suspense>
    </section>
  );
}

function ReportLines({ rows, all, mayEdit }: { rows: ScheduleRow[]; all: ScheduleRow[]; mayEdit: boolean }) {
  return (
    <ul className="report-lines">
      {rows.map((row) => (
        <ReportLine key={row.id} row={row} before={all.find(({ id }) => id === row.blocked_by) ?? null} mayEdit={mayEdit} />
      ))}
    </ul>
  );
}

function leadOf(open: ScheduleRow[], t: ReturnType<typeof useWords>['t'], tn: ReturnType<typeof useWords>['tn']): string {
  const late = open.filter(({ state }) => state === 'late').length;
  const soon = open.filter(({ state, days_to_due }) => state !== 'late' && (days_to_due ?? 0) <= 60).length;
  return [late > 0 ? tn('schedule.lead_late', late) : '', soon > 0 ? tn('schedule.lead_soon', soon) : t('schedule.lead_quiet')]
    .filter(Boolean)
    .join(' ');
}
