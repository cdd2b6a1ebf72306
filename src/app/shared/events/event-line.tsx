import '../../styles/event-list.css';
import { Link } from 'react-router';
import type { EventListRow } from '../../../domain/events/list-query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Tag, type Tone } from '../components/tag.tsx';

const tones: Record<EventListRow['status'], Tone> = { planned: 'plain', confirmed: 'river', held: 'green', cancelled: 'brick' };

/** One event in two lines: when, what and where; who leads, how many, and what is still missing. */
export function EventLine({ row }: { row: EventListRow }) {
  const { t, tn, format } = useWords();
  const { staff } = useReferences();
  const lead = staff.find((one) => one.id === row.staff?.[0])?.name;
  const place = row.place_name ?? row.address ?? (row.is_online ? t('event_list.online') : null);
  const seats =
    row.people !== null
      ? tn('event_list.came', row.people)
      : row.takes_registrations
        ? row.capacity === null
          ? tn('event_list.taken', row.taken)
          : t('event_list.taken_of', { taken: format.number(row.taken), capacity: format.number(row.capacity) })
        : null;
  const facts = [place, row.district_name, t(`event.kind.${row.kind}`), lead];
  return (
    <li className="event-line">
      <p className="event-when">
        <span>{format.date(row.starts_on)}</span>
        <span className="secondary">{format.times(row.starts_at, row.ends_at, row.time_zone)}</span>
      </p>
      <div className="event-main">
        <Link to={`/events/${row.id}`} className="row-title">
          {row.title}
        </Link>
        <p className="secondary">{facts.filter(Boolean).join(' · ')}</p>
        {row.gaps.length > 0 && (
          <p className="event-gaps">
            {row.gaps.map((gap) => (
              <Tag key={gap} tone="amber">
                {t(`event.gap.${gap}`)}
              </Tag>
            ))}
          </p>
        )}
      </div>
      <p className="event-end">
        {row.status !== 'confirmed' && <Tag tone={tones[row.status]}>{t(`event.status.${row.status}`)}</Tag>}
        {seats && <span>{seats}</span>}
        {row.waiting > 0 && <span className="secondary">{tn('event_list.waiting', row.waiting)}</span>}
      </p>
    </li>
  );
}
