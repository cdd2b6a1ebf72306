import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';

type Heard = { id: string; voices: number; event: { id: string; title: string; starts_at: string } };

/** The event at which somebody said what became this inquiry; nothing when it came in otherwise. */
export function HeardAt({ id }: { id: string }) {
  const { t, tn, format } = useWords();
  const { query } = useList<Heard>({
    resource: 'event_issues',
    meta: { select: 'id,voices,event:events(id,title,starts_at)' },
    filters: [{ field: 'inquiry_id', operator: 'eq', value: id }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const heard = query.data?.data ?? [];
  if (heard.length === 0) return null;
  return (
    <div>
      <dt>{t('inquiry.heard_at')}</dt>
      {heard.map(({ id: key, voices, event }) => (
        <dd key={key}>
          <Link to={`/events/${event.id}`}>{event.title}</Link>
          <span className="secondary fact-more">
            {[format.instant(event.starts_at), voices > 1 ? tn('inquiry.voices', voices) : null].filter(Boolean).join(' · ')}
          </span>
        </dd>
      ))}
    </div>
  );
}
