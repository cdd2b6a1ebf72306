import '../../styles/things.css';
import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { type Macro, macroColumns } from './macro.ts';

/** The macros of the office, and what each does. */
export function MacroList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayEdit = useAllowed('macros', 'edit');
  const { topics, staff } = useReferences();
  const { query } = useList<Macro>({
    resource: 'macros',
    meta: { select: macroColumns },
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const rows = query.data?.data;
  const stepsOf = (macro: Macro) =>
    [
      macro.set_status && t('macro.does_status', { status: t(`status.${macro.set_status}`) }),
      macro.set_topic_id && t('macro.does_topic', { topic: topics.find(({ id }) => id === macro.set_topic_id)?.name ?? t('value.gone') }),
      macro.assign &&
        (macro.assign === 'person'
          ? t('macro.does_assign', { name: staff.find(({ id }) => id === macro.assign_to)?.name ?? t('value.gone') })
          : t(`macro.assign.${macro.assign}`)),
      macro.note && t('macro.does_note'),
      macro.checklist && t('macro.does_checklist', { name: macro.checklist.name }),
      macro.reply_template && t('macro.does_reply', { name: macro.reply_template.name }),
      macro.close_code && t('macro.does_close', { how: t(`resolution.${macro.close_code}`) }),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/settings">{t('settings.title')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('macro.title')} />
        {mayEdit && <Button onClick={() => navigate('/settings/macros/create')}>{t('macro.new')}</Button>}
      </div>
      <p className="page-lead">
        {t('macro.lead')} {!mayEdit && t('macro.read_only')}
      </p>
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={3} />}
      {rows?.length === 0 && <p className="empty">{t('macro.empty')}</p>}
      <ul className="rows">
        {(rows ?? []).map((row) => (
          <li className="row" key={row.id}>
            <div className="row-main">
              {mayEdit ? (
                <Link to={`/settings/macros/${row.id}`} className="row-title">
                  {row.name}
                </Link>
              ) : (
                <p className="row-title">{row.name}</p>
              )}
              <p className="row-facts">{stepsOf(row)}</p>
              {row.description && <p className="secondary">{row.description}</p>}
            </div>
            {!row.is_active && (
              <div className="row-end">
                <Tag tone="plain">{t('checklists.inactive')}</Tag>
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
