import { useWords } from '../../providers/i18n.tsx';
import { useFeed } from './use-feed.ts';

/** How late the feed is, in a sentence: it stands wherever its numbers stand. */
export function FeedLag() {
  const { t, tn, format } = useWords();
  const { feed } = useFeed();
  if (!feed) return <p className="secondary">{'\u00A0'}</p>;
  if (feed.latest_at === null)
    return (
      <p className="secondary">
        {feed.archive_at ? t('feed.lag_archive', { moment: format.instant(feed.archive_at) }) : t('feed.lag_none')}
      </p>
    );
  return (
    <p className={(feed.days ?? 0) > 14 ? 'row-facts late' : 'secondary'}>
      {tn('feed.lag', feed.days ?? 0, { moment: format.instant(feed.latest_at) })}
    </p>
  );
}
