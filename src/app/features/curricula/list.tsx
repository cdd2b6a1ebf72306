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
import { useCurricula } from './use-curricula.ts';

/** What the office teaches: each edition, with the datasets it works with and the languages of its materials. */
export function CurriculumList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayEdit = useAllowed('events', 'edit');
  const { languages } = useReferences();
  const query = useCurricula();
  const rows = query.data?.data;
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/events">{t('event.back')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('curricula.title')} />
        {mayEdit && <Button onClick={() => navigate('/events/curricula/create')}>{t('curricula.new')}</Button>}
      </div>
      <p className="page-lead">
        {t('curricula.lead')} {!mayEdit && t('curricula.read_only')}
      </p>
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={3} />}
      {rows?.length === 0 && <p className="empty">{t('curricula.empty')}</p>}
      <ul className="rows">
        {(rows ?? []).map((row) => (
          <li className="row" key={row.id}>
            <div className="row-main">
              <Link to={`/events/curricula/${row.id}`} className="row-title">
                {t('curricula.named', { name: row.name, edition: row.edition })}
              </Link>
              <p className="secondary row-facts">{[row.description, row.datasets.join(', ')].filter(Boolean).join(' · ')}</p>
            </div>
            <div className="row-end">
              <span>
                {[...new Set(row.materials.map(({ language }) => language))]
                  .map((code) => languages.find((one) => one.code === code)?.name ?? code)
                  .join(', ') || t('curricula.no_materials')}
              </span>
              {!row.is_active && <Tag tone="plain">{t('curricula.inactive')}</Tag>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
