import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';

type Draft = { id: string; event_id: string; event: { title: string; starts_on: string } | null };
const SHOWN = 5;

/** Texts "You said, we did" that wait for a coordinator. */
export function FollowUps() {
  const { tn, format } = useWords();
  const mayEdit = useAllowed('event_follow_ups', 'edit');
  const { query } = useList<Draft>({
    resource: 'event_follow_ups',
    filters: [{ field: 'status', operator: 'eq', value: 'draft' }],
    sorters: [{ field: 'created_at', order: 'asc' }],
    pagination: { currentPage: 1, pageSize: SHOWN },
    meta: { select: 'id,event_id,event:events(title,starts_on)', paged: true },
    errorNotification: false,
    queryOptions: { enabled: mayEdit },
  });
  const drafts = query.data?.data ?? [];
  if (!mayEdit || drafts.length === 0) return null;
  return (
    <section className="home-follow-ups">
      <h2 className="home-heading">{tn('home.follow_ups', query.data?.total ?? drafts.length)}</h2>
      <ul className="card-sections">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <Link to={`/events/${draft.event_id}?tab=after`}>{draft.event?.title}</Link>{' '}
            <span className="secondary">{draft.event && format.dateWithYear(draft.event.starts_on)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
