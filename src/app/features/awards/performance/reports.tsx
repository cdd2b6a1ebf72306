import { useState } from 'react';
import type { PerformanceReport } from '../../../../domain/awards/performance.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';

/** The figures of a performance report: as they are now, and, once it is filed, as they were then. */
export function ReportFigures({ reports, hasMeasures }: { reports: PerformanceReport[]; hasMeasures: boolean }) {
  const { t, format } = useWords();
  // What is to be filed next stands first: the earliest that is not.
  const next = reports.findLast(({ filed_on }) => filed_on === null) ?? reports[0];
  const [chosen, setChosen] = useState<string | null>(null);
  const report = reports.find(({ id }) => id === chosen) ?? next;
  if (!report || !hasMeasures) return null;
  const nameOf = ({ kind, period_start, period_end, is_final }: PerformanceReport) =>
    [t(`award.report.${kind}`), format.dateRange(period_start, period_end), is_final && t('measure.final')].filter(Boolean).join(', ');
  const before = new Map((report.filed ?? []).map((line) => [line.id, line]));
  // What was filed stays in the table when its measure is gone.
  const gone = (report.filed ?? []).filter(({ id }) => !report.now.some((line) => line.id === id));
  const lines = [...report.now, ...gone.map((line) => ({ ...line, done: 0, since_start: 0 }))];
  return (
    <section aria-labelledby="measure-reports">
      <h2 id="measure-reports">{t('measure.reports')}</h2>
      <div className="measure-report">
        <ChoiceField
          label={t('measure.report')}
          value={report.id}
          options={reports.map((one) => ({ value: one.id, label: nameOf(one) }))}
          onChange={setChosen}
        />
        <p className="secondary">
          {report.filed_on
            ? t(report.filed ? 'measure.filed' : 'measure.filed_without', { day: format.dateWithYear(report.filed_on) })
            : t('measure.report_due', { day: format.dateWithYear(report.due_on) })}
        </p>
      </div>
      <ScrollRegion label={nameOf(report)}>
        <table className="reach-table money-table measure-table">
          <thead>
            <tr>
              <th scope="col">{t('measure.name')}</th>
              <th scope="col">{t('measure.target')}</th>
              <th scope="col">{t('measure.done')}</th>
              <th scope="col">{t('measure.since_start')}</th>
              {report.filed && <th scope="col">{t('measure.as_filed')}</th>}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => {
              const filed = before.get(line.id);
              return (
                <tr key={line.id}>
                  <th scope="row">
                    {line.name}
                    {(line.code || line.unit) && (
                      <span className="secondary measure-now">{[line.code, line.unit].filter(Boolean).join(' · ')}</span>
                    )}
                  </th>
                  <td>{line.target === null ? <span className="secondary">–</span> : format.number(line.target)}</td>
                  <td>{format.number(line.done)}</td>
                  <td>{format.number(line.since_start)}</td>
                  {report.filed && (
                    <td>
                      {filed ? format.number(filed.done) : <span className="secondary">–</span>}
                      {filed && filed.done !== line.done && <span className="measure-short">{t('measure.changed_since')}</span>}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
