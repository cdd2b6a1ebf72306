import '../../styles/programs.css';
import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import type { ProgramListRow } from '../../../domain/programs/list-query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { Refused } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { ProgramLine } from './program-line.tsx';

/** What an organization gives, on its page. */
export function OrganizationPrograms({ organizationId }: { organizationId: string }) {
  const { t } = useWords();
  const today = useToday();
  const mayCreate = useAllowed('programs', 'create');
  const { query } = useList<ProgramListRow>({
    resource: 'programs',
    pagination: { pageSize: 100 },
    meta: { query: { filters: { organization: [organizationId] }, on: today, sort: 'name' } },
    errorNotification: false,
  });
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowSkeleton rows={3} />;
  const rows = query.data.data;
  return (
    <section className="program-of-organization" aria-label={t('nav.programs')}>
      {rows.length === 0 ? (
        <p className="secondary">{t('program.none_of_organization')}</p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <ProgramLine key={row.id} row={row} withOrganization={false} withReview />
          ))}
        </ul>
      )}
      {mayCreate && <Link to={`/programs/create?organization=${organizationId}`}>{t('program.new')}</Link>}
    </section>
  );
}
