import { Button, Popconfirm } from 'antd';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import type { FeedRow } from './use-feeds.ts';

type FeedListProps = { rows: FeedRow[]; isWorking: boolean; withNames?: boolean; onRevoke: (row: FeedRow, name: string) => void };

/** Secret links that work: what is in each, since when, when it was read last, and the way to end it. */
export function FeedList({ rows, isWorking, withNames = false, onRevoke }: FeedListProps) {
  const { t, format } = useWords();
  const { districts } = useReferences();
  const eventsOf = ({ kind, district_id, has_tasks, has_inquiries }: FeedRow): string => {
    if (kind === 'district') return t('feeds.of_district', { district: districts.find(({ id }) => id === district_id)?.name ?? '' });
    if (kind === 'team') return t('feeds.of_team');
    return t(
      has_tasks && has_inquiries ? 'feeds.of_me_all' : has_tasks ? 'feeds.of_me_tasks' : has_inquiries ? 'feeds.of_me_dues' : 'feeds.of_me',
    );
  };
  const nameOf = (row: FeedRow): string => (row.has_award_reports ? t('feeds.and_reports', { feed: eventsOf(row) }) : eventsOf(row));
  return (
    <ul className="feed-list">
      {rows.map((row) => {
        const name = withNames ? t('feeds.of_whom', { feed: nameOf(row), name: row.staff.name }) : nameOf(row);
        const made = t('feeds.made', { date: format.instant(row.created_at) });
        return (
          <li key={row.id}>
            <div>
              <p>{name}</p>
              <p className="secondary">
                {made} · {row.last_used_at ? t('feeds.used', { date: format.instant(row.last_used_at) }) : t('feeds.unused')}
              </p>
            </div>
            <Popconfirm
              title={t('feeds.revoke_sure')}
              okText={t('feeds.revoke')}
              cancelText={t('action.cancel')}
              onConfirm={() => onRevoke(row, name)}
            >
              <Button disabled={isWorking} aria-label={t('feeds.revoke_of', { name: `${name}, ${made}` })}>
                {t('feeds.revoke')}
              </Button>
            </Popconfirm>
          </li>
        );
      })}
    </ul>
  );
}
