import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { RadarRow } from '../../../../domain/awards/radar.ts';
import { isSettled, type ScheduleRow } from '../../../../domain/awards/report.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { ReportLine } from '../schedule/line.tsx';
import { useSchedule } from '../schedule/use-schedule.ts';

const AddDialog = lazy(async () => ({ default: (await import('../schedule/add-dialog.tsx')).AddDialog }));

/** What the city owes as a whole, beyond what stands above: later ones, and those that are filed. */
export function CityReports({ shown }: { shown: RadarRow[] }) {
  const { t, tn } = useWords();
  const mayEdit = useAllowed('award_reports', 'edit');
  const { rows, error, retry } = useSchedule(null);
  const [showsDone, setShowsDone] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const above = new Set(shown.map(({ id }) => id));
  const open = (rows ?? []).filter((row) => !isSettled(row) && !above.has(row.id));
  const done = (rows ?? []).filter(isSettled);
  const lines = (list: ScheduleRow[]) => (
    <ul className="report-lines">
      {list.map((row) => (
        <ReportLine key={row.id} row={row} before={null} mayEdit={mayEdit} />
      ))}
    </ul>
  );
  return (
    <section className="radar-city" aria-labelledby="radar-city">
      <div className="award-schedule-head">
        <h2 id="radar-city">{t('radar.city')}</h2>
        {mayEdit && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('schedule.add')}
          </Button>
        )}
      </div>
      {error && !rows && <Refused error={error} onRetry={retry} />}
      {rows && open.length === 0 && (
        <p className="secondary">{t(rows.some((row) => above.has(row.id)) ? 'radar.city_above' : 'radar.city_empty')}</p>
      )}
      {open.length > 0 && lines(open)}
      {done.length > 0 && (
        <p>
          <button type="button" className="link" aria-expanded={showsDone} onClick={() => setShowsDone(!showsDone)}>
            {showsDone ? t('schedule.hide_done') : tn('schedule.show_done', done.length)}
          </button>
        </p>
      )}
      {showsDone && lines(done)}
      <Suspense>{isAdding && <AddDialog award={null} onClose={() => setAdding(false)} />}</Suspense>
    </section>
  );
}
