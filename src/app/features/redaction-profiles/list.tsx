import '../../styles/things.css';
import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { type RedactionProfile, withheldBy } from '../../../domain/inquiries/redaction-profile.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';

/** The profiles of copies for the public: what each withholds, and who confirmed its grounds. */
export function ProfileList() {
  const { t, tn } = useWords();
  const navigate = useNavigate();
  const mayEdit = useAllowed('redaction_profiles', 'edit');
  const { query } = useList<RedactionProfile>({
    resource: 'redaction_profiles',
    meta: { select: '*' },
    sorters: [
      { field: 'is_default', order: 'desc' },
      { field: 'name', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const rows = query.data?.data;
  const withholds = (row: RedactionProfile) => {
    const count = withheldBy(row).length;
    return count === 0 ? t('packet_profile.withholds_zero') : tn('packet_profile.withholds', count);
  };
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/settings">{t('settings.title')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('packet_profile.title')} />
        {mayEdit && <Button onClick={() => navigate('/settings/copies/create')}>{t('packet_profile.new')}</Button>}
      </div>
      <p className="page-lead">
        {t('packet_profile.lead')} {!mayEdit && t('packet_profile.read_only')}
      </p>
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={3} />}
      {rows?.length === 0 && <p className="empty">{t('packet_profile.empty')}</p>}
      <ul className="rows">
        {(rows ?? []).map((row) => (
          <li className="row" key={row.id}>
            <div className="row-main">
              {mayEdit ? (
                <Link to={`/settings/copies/${row.id}`} className="row-title">
                  {row.name}
                </Link>
              ) : (
                <p className="row-title">{row.name}</p>
              )}
              {row.description && <p>{row.description}</p>}
              <p className="secondary row-facts">
                {[withholds(row), row.confirmed_by ? t('packet.confirmed', { name: row.confirmed_by }) : t('settings.not_confirmed')].join(
                  ' · ',
                )}
              </p>
            </div>
            <div className="row-end">
              {row.is_default && <Tag tone="river">{t('packet_profile.first')}</Tag>}
              {row.archived_at && <Tag tone="plain">{t('packet_profile.archived')}</Tag>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
