import '../../../styles/event-list.css';
import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import type { InitiativeListRow } from '../../../../domain/initiatives/initiative.ts';
import type { MeetingListRow } from '../../../../domain/meetings/meeting.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { initiativeTones } from '../../../shared/initiative-tones.ts';
import type { OrganizationTabProps } from '../tabs.tsx';

/** What was talked over with them, the latest first, and what is still to be done of it. */
export function MeetingsTab({ facts }: OrganizationTabProps) {
  const { t, tn, format } = useWords();
  const mayCreate = useAllowed('meetings', 'create');
  const { query } = useList<MeetingListRow>({
    resource: 'meetings',
    pagination: { pageSize: 100 },
    meta: { query: { filters: { organization: [facts.id] }, sort: 'held_on', descending: true } },
    errorNotification: false,
  });
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowSkeleton rows={3} />;
  const rows = query.data.data;
  return (
    <div className="event-things">
      {rows.length === 0 ? (
        <p className="secondary">{t('organization.no_meetings')}</p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id} className="row">
              <div className="row-main">
                <Link to={`/meetings/${row.id}`} className="row-title">
                  {row.title}
                </Link>
                <p className="row-facts">{format.dateWithYear(row.held_on)}</p>
                {row.decisions && <p className="secondary">{row.decisions}</p>}
              </div>
              {row.open_actions > 0 && (
                <div className="row-end">
                  <Tag tone="amber">{tn('meeting.open_actions', row.open_actions)}</Tag>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayCreate && (
        <p>
          <Link to={`/meetings/create?${new URLSearchParams({ organization: facts.id, name: facts.organization.name })}`}>
            {t('meeting.new')}
          </Link>
        </p>
      )}
    </div>
  );
}

/** What the office proposes together with them, in the order of its way to the Council. */
export function InitiativesTab({ facts }: OrganizationTabProps) {
  const { t, format } = useWords();
  const mayCreate = useAllowed('initiatives', 'create');
  const { query } = useList<InitiativeListRow>({
    resource: 'initiatives',
    pagination: { pageSize: 100 },
    meta: { query: { filters: { organization: [facts.id] }, sort: 'status' } },
    errorNotification: false,
  });
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowSkeleton rows={3} />;
  const rows = query.data.data;
  return (
    <div className="event-things">
      {rows.length === 0 ? (
        <p className="secondary">{t('organization.no_initiatives')}</p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id} className="row">
              <div className="row-main">
                <Link to={`/initiatives/${row.id}`} className="row-title">
                  {row.title}
                </Link>
                <p className="row-facts">{[row.program_name, row.owner_name].filter(Boolean).join(' · ')}</p>
                <p className="secondary">
                  {row.decided_on
                    ? t('initiative.decided_day', { day: format.dateWithYear(row.decided_on) })
                    : row.next_step &&
                      t('initiative.next', {
                        next: [row.next_step, row.next_on && format.dateWithYear(row.next_on)].filter(Boolean).join(', '),
                      })}
                </p>
              </div>
              <div className="row-end">
                <Tag tone={initiativeTones[row.status]}>{t(`initiative.status.${row.status}`)}</Tag>
                {row.file_number && <span className="award-number">{row.file_number}</span>}
              </div>
            </li>
          ))}
        </ul>
      )}
      {mayCreate && (
        <p>
          <Link to={`/initiatives/create?${new URLSearchParams({ organization: facts.id, name: facts.organization.name })}`}>
            {t('initiative.new')}
          </Link>
        </p>
      )}
    </div>
  );
}
