import { useMany } from '@refinedev/core';
import { Link } from 'react-router';
import type { ResidentQuery } from '../../../domain/residents/query.ts';
import { useWords } from '../../providers/i18n.tsx';

/** Whether the list is of those who came to an event or registered for one. */
export const isOfEvent = ({ attended, registered }: ResidentQuery): boolean => attended.length + registered.length > 0;

/** Says of which event the list is, and lets it go. */
export function OfEvent({ query, onClear }: { query: ResidentQuery; onClear: () => void }) {
  const { t } = useWords();
  const ids = [...query.attended, ...query.registered];
  const { result } = useMany<{ id: string; title: string }>({
    resource: 'events',
    ids,
    meta: { select: 'id,title' },
    errorNotification: false,
    queryOptions: { enabled: ids.length > 0 },
  });
  if (ids.length === 0) return null;
  const titleOf = (id: string) => result.data.find((one) => one.id === id)?.title ?? t('residents.an_event');
  return (
    <p className="of-event">
      {(['attended', 'registered'] as const).flatMap((as) =>
        query[as].map((id) => (
          <Link key={`${as} ${id}`} to={`/events/${id}?tab=after`}>
            {t(`residents.${as}`, { title: titleOf(id) })}
          </Link>
        )),
      )}
      <button type="button" className="link" onClick={onClear}>
        {t('residents.event_clear')}
      </button>
    </p>
  );
}
