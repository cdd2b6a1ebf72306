import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import type { CompiledReport } from '../../../domain/reports/content.ts';
import { addMonths, monthOf } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { Tag } from '../../shared/components/tag.tsx';

type CardRow = { id: string; month: string; edition: number; created_at: string; sections: CompiledReport['sections'] };

/** Last month's report to Council: whether it is there, and which sections say something. */
export function ReportCard() {
  const { t, format } = useWords();
  const today = useToday();
  const month = addMonths(monthOf(today), -1);
  const { query } = useList<CardRow>({
    resource: 'reports',
    meta: { select: 'id,month,edition,created_at,sections:content->sections' },
    filters: [{ field: 'month', operator: 'eq', value: month }],
    sorters: [{ field: 'edition', order: 'desc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const report = query.data?.data[0];
  return (
    <div className="card">
      <div className="page-head">
        <h2>{t('nav.reports')}</h2>
        {query.isSuccess && <Tag tone={report ? 'green' : 'amber'}>{t(report ? 'home.report_ready' : 'home.report_missing')}</Tag>}
      </div>
      <p className="secondary">
        {report
          ? t('home.report_compiled', { month: format.month(month), date: format.instant(report.created_at) })
          : query.isSuccess
            ? t('home.report_none', { month: format.month(month) })
            : ' '}
      </p>
      <ul className="card-sections">
        {(report?.sections ?? []).map((section) => (
          <li key={section.section}>
            <span>
              § {section.section} {section.title}
            </span>
            <span className={section.activity ? 'done' : 'secondary'}>
              {t(section.activity ? 'home.section_active' : 'home.section_quiet')}
            </span>
          </li>
        ))}
      </ul>
      <Link to={report ? `/reports/${report.id}` : '/reports'}>{t(report ? 'home.report_open' : 'home.report_all')}</Link>
    </div>
  );
}
