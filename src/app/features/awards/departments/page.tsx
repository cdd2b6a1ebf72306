import '../../../styles/awards.css';
import '../../../styles/award-portfolio.css';
import { useCustom } from '@refinedev/core';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import type { DepartmentAwards as Department } from '../../../../domain/awards/portfolio.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { flagTables } from '../flags/use-flags.ts';
import { Whole } from '../portfolio/page.tsx';
import { PortfolioLine } from '../portfolio/row.tsx';
import { Owes } from './owes.tsx';

/** What a department owes for its awards, and when; its awards, and what others' awards pass on to it. */
export function DepartmentAwards() {
  const { id = '' } = useParams();
  const { t, format } = useWords();
  const { query } = useCustom<Department>({
    url: 'department_awards',
    method: 'post',
    config: { payload: id === 'none' ? {} : { p_department: id } },
    errorNotification: false,
    queryOptions: { queryKey: ['department_awards', id], meta: { live: [...flagTables, 'award_shares', 'organizations'] } },
  });
  const answer = query.data?.data;
  if (query.error && !answer) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!answer) return <RowSkeleton rows={6} />;
  const { department, rows, totals, owes, shares } = answer;
  return (
    <div className="page-list portfolio">
      <p className="record-back-always">
        <Link to="/awards/portfolio">{t('department.back')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={department ? t('department.title', { name: department.name }) : t('department.title_none')} />
        {owes.length > 0 && (
          <Button data-no-print onClick={() => print()}>
            {t('department.print')}
          </Button>
        )}
      </div>
      {totals.awards > 0 && <Whole totals={totals} />}
      <Owes owes={owes} today={answer.today} />
      <section aria-labelledby="department-awards">
        <h2 id="department-awards" className="list-heading">
          {t('department.awards')}
        </h2>
        {rows.length === 0 ? (
          <p className="secondary">{t('department.awards_none')}</p>
        ) : (
          <ul className="rows">
            {rows.map((row) => (
              <PortfolioLine key={row.id} row={row} withDepartment={false} />
            ))}
          </ul>
        )}
      </section>
      {shares.length > 0 && (
        <section aria-labelledby="department-shares">
          <h2 id="department-shares" className="list-heading">
            {t('department.shares')}
          </h2>
          <p className="page-lead">{t('department.shares_lead')}</p>
          <ul className="award-lines">
            {shares.map((share) => (
              <li key={share.id}>
                <Link to={`/awards/${share.award_id}`}>{share.award_title}</Link>
                <span className="secondary">{[share.award_number, share.purpose].filter(Boolean).join(' · ')}</span>
                <span className="award-line-end award-amount">{format.money(share.amount_cents)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
