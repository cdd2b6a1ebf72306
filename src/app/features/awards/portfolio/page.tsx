import '../../../styles/reach.css';
import '../../../styles/awards.css';
import '../../../styles/award-portfolio.css';
import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { flagCodes } from '../../../../domain/awards/flags.ts';
import { bySeverity, type PortfolioRow, type PortfolioTotals } from '../../../../domain/awards/portfolio.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { useComponents } from '../../../shared/grants/use-grant-references.ts';
import { DepartmentTable } from './departments.tsx';
import { PortfolioLine } from './row.tsx';
import { usePortfolio } from './use-portfolio.ts';

/** As many of a group as are drawn before somebody asks for the rest. */
const atFirst = 50;

/** All that runs, the worst first: for whoever answers for the grants of the city. */
export function AwardPortfolio() {
  const { t } = useWords();
  const { organizations } = useReferences();
  const components = useComponents();
  const { asked, change, portfolio, isOld, error, retry } = usePortfolio(components);
  const isFiltered = asked.search !== '' || asked.department.length + asked.component.length > 0 || asked.flag !== null;
  const groups = portfolio ? bySeverity(portfolio.rows, asked.flag) : [];
  return (
    <div className="page-list portfolio" aria-busy={isOld}>
      <p className="record-back-always">
        <Link to="/awards">{t('award.back')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('portfolio.title')} />
      </div>
      {portfolio && portfolio.totals.awards > 0 && <Whole totals={portfolio.totals} />}
      <div className="filters filters-line award-filters">
        <SearchField label={t('award_list.search')} value={asked.search} onChange={(q) => change({ q })} />
        <Select
          aria-label={t('award.department')}
          placeholder={t('award.department')}
          mode="multiple"
          optionFilterProp="label"
          value={asked.department}
          options={organizations.filter(({ kind }) => kind === 'department').map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(values: string[]) => change({ department: values.join(',') })}
        />
        <Select
          aria-label={t('award.component')}
          placeholder={t('award.component')}
          mode="multiple"
          optionFilterProp="label"
          value={asked.component}
          options={(components ?? []).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
          onChange={(values: string[]) => change({ component: values.join(',') })}
        />
        <Select
          aria-label={t('portfolio.filter_flag')}
          placeholder={t('portfolio.filter_flag')}
          allowClear
          showSearch
          optionFilterProp="label"
          value={asked.flag}
          options={flagCodes.map((code) => ({ value: code as string, label: t(`flag.name.${code}`) }))}
          onChange={(value?: string) => change({ flag: value ?? '' })}
        />
      </div>
      {error && !portfolio && <Refused error={error} onRetry={retry} />}
      {!portfolio && !error && <RowSkeleton rows={8} />}
      {portfolio && groups.length === 0 && (
        <div className="empty">
          <p>{t(isFiltered ? 'portfolio.empty_search' : 'portfolio.empty')}</p>
        </div>
      )}
      {groups.map(({ severity, rows }) => (
        <Group key={severity} title={t(`portfolio.severity_${severity}`)} rows={rows} />
      ))}
      {portfolio && portfolio.departments.length > 0 && <DepartmentTable departments={portfolio.departments} />}
    </div>
  );
}

/** All of it in a few sentences. */
export function Whole({ totals }: { totals: PortfolioTotals }) {
  const { t, tn, format } = useWords();
  return (
    <p className="portfolio-whole">
      {tn('portfolio.sentence', totals.awards, {
        federal: format.money(totals.federal_cents),
        spent: format.money(totals.spent_cents),
        available: format.money(totals.available_cents),
      })}{' '}
      {totals.withheld_cents > 0 && `${t('portfolio.withheld', { amount: format.money(totals.withheld_cents) })} `}
      <span className={totals.late > 0 ? 'late' : undefined}>
        {totals.late > 0 ? tn('portfolio.late', totals.late) : t('portfolio.late_none')}
      </span>
    </p>
  );
}

function Group({ title, rows }: { title: string; rows: PortfolioRow[] }) {
  const { tn, format } = useWords();
  const [isWhole, setWhole] = useState(false);
  const drawn = isWhole ? rows : rows.slice(0, atFirst);
  return (
    <section aria-label={title}>
      <h2 className="list-heading">
        {title} <span className="tab-count">{format.number(rows.length)}</span>
      </h2>
      <ul className="rows">
        {drawn.map((row) => (
          <PortfolioLine key={row.id} row={row} />
        ))}
      </ul>
      {drawn.length < rows.length && (
        <p>
          <button type="button" className="link" onClick={() => setWhole(true)}>
            {tn('portfolio.show_all', rows.length - drawn.length)}
          </button>
        </p>
      )}
    </section>
  );
}
