import { Link } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import type { Clash } from './use-clashes.ts';

/** "Also at “Tabling”, Sat, Nov 28, 10:00 AM – 12:00 PM", for each other event. A warning: saving goes on. */
export function ClashNote({ clashes }: { clashes: Clash[] }) {
  const { t, format } = useWords();
  if (clashes.length === 0) return null;
  return (
    <div className="clash-note" role="status">
      <ul>
        {clashes.map(({ kind, name, event }) => (
          <li key={`${kind}-${name}-${event.id}`}>
            {t(`event.clash.${kind}`, { name, when: format.range(event.starts_at, event.ends_at, event.time_zone) })}{' '}
            <Link to={`/events/${event.id}`} target="_blank" className="in-text">
              {event.title}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
