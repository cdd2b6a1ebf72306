import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { AwardMoney, FfrReport } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../../providers/office.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { RatesForm } from './rates-form.tsx';
import { Sheet } from './sheet.tsx';
import { useSheet } from './use-money.ts';

type SheetsProps = { award: string; facts: AwardMoney['award']; reports: FfrReport[] };

/** The Federal Financial Reports of an award, and the work sheet of the one that is chosen. */
export function Sheets({ award, facts, reports }: SheetsProps) {
  const { t, format } = useWords();
  const today = useToday();
  const [params] = useSearchParams();
  const mayEdit = useAllowed('awards', 'edit') && facts.status !== 'closed';
  const [isEditing, setEditing] = useState(false);
  if (reports.length === 0)
    return (
      <section>
        <p>{t('money.no_reports')}</p>
        <p className="secondary">{t('money.no_reports_next')}</p>
      </section>
    );
  // The first that is not filed and has begun to be asked for; after the last, the last.
  const next =
    reports.find(({ filed_on, waived_on, period_end }) => !filed_on && !waived_on && period_end <= today) ??
    reports.find(({ filed_on, waived_on }) => !filed_on && !waived_on);
  const current = reports.find(({ id }) => id === params.get('report')) ?? next ?? reports.at(-1);
  return (
    <div className="money-sheets">
      <nav aria-label={t('money.reports')}>
        <ul>
          {reports.map((report) => (
            <li key={report.id}>
              <Link to={`?tab=money&part=sheets&report=${report.id}`} aria-current={report === current ? 'page' : undefined} replace>
                {format.dateRange(report.period_start, report.period_end)}
                <span className="secondary">
                  {report.filed_on
                    ? t('money.report_filed', { day: format.dateWithYear(report.filed_on) })
                    : report.waived_on
                      ? t('money.report_waived')
                      : t('money.report_due', { day: format.dateWithYear(report.due_on) })}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div>
        {current && <One key={current.id} report={current.id} />}
        {isEditing && <RatesForm award={award} facts={facts} onClose={() => setEditing(false)} />}
        {mayEdit && !isEditing && (
          <button type="button" className="link" onClick={() => setEditing(true)}>
            {t('money.rates')}
          </button>
        )}
      </div>
    </div>
  );
}

function One({ report }: { report: string }) {
  const { sheet, error, retry } = useSheet(report);
  if (error && !sheet) return <Refused error={error} onRetry={retry} />;
  if (!sheet) return <RowSkeleton rows={8} />;
  return <Sheet sheet={sheet} />;
}
