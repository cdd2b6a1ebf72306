import '../../styles/things.css';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useChecklists } from './use-checklists.ts';

/** The checklists of the office: what each is for, and how much it asks. */
export function ChecklistList() {
  const { t, tn } = useWords();
  const navigate = useNavigate();
  const mayEdit = useAllowed('checklists', 'edit');
  const { topics } = useReferences();
  const query = useChecklists();
  const rows = query.data?.data;
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/settings">{t('settings.title')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('checklists.title')} />
        {mayEdit && <Button onClick={() => navigate('/settings/checklists/create')}>{t('checklists.new')}</Button>}
      </div>
      <p className="page-lead">
        {t('checklists.lead')} {!mayEdit && t('checklists.read_only')}
      </p>
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={3} />}
      {rows?.length === 0 && <p className="empty">{t('checklists.empty')}</p>}
      <ul className="rows">
        {(rows ?? []).map((row) => (
          <li className="row" key={row.id}>
            <div className="row-main">
              <Link to={`/settings/checklists/${row.id}`} className="row-title">
                {row.name}
              </Link>
              <p className="secondary row-facts">
                {[
                  row.description,
                  row.topics.length > 0 &&
                    t('checklists.of_topics', {
                      topics: row.topics.map(({ id }) => topics.find((one) => one.id === id)?.name ?? '').join(', '),
                    }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <div className="row-end">
              <span>{tn('checklists.items', row.items.length)}</span>
              {row.is_active ? (
                <span className="secondary">{t(`checklists.for_${row.record_table ?? 'any'}`)}</span>
              ) : (
                <Tag tone="plain">{t('checklists.inactive')}</Tag>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
