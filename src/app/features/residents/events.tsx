import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import { type AttendanceOfResident, listResidentEvents, type RegistrationOfResident } from '../../../domain/residents/events.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { Tag } from '../../shared/components/tag.tsx';

/** The event of the row itself: other tables lie between the two as well. */
const eventOf = (table: string) => `event:events!${table}_event_id_fkey(id,title,starts_at,place_name,status)`;
const tones = { came: 'green', confirmed: 'river', waitlisted: 'amber', offered: 'amber', cancelled: 'plain' } as const;

/** The events that a resident came to or registered for; nothing at all when there is none. */
export function ResidentEvents({ id }: { id: string }) {
  const { t, format } = useWords();
  const registrations = useParts<RegistrationOfResident>('registrations', `id,status,${eventOf('registrations')}`, id);
  const attendances = useParts<AttendanceOfResident>('attendances', `id,${eventOf('attendances')}`, id, true);
  const error = registrations.error ?? attendances.error;
  if (error) return <Refused error={error} onRetry={() => void Promise.all([registrations.refetch(), attendances.refetch()])} />;
  if (!registrations.data || !attendances.data) return null;
  const lines = listResidentEvents(registrations.data.data, attendances.data.data);
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="resident-events">
      <h2 id="resident-events">{t('resident.events')}</h2>
      <ul className="rows">
        {lines.map(({ event: one, part }) => (
          <li className="row" key={one.id}>
            <div className="row-main">
              <Link to={`/events/${one.id}`} className="row-title">
                {one.title}
              </Link>
              <p className="secondary row-facts">{[format.instant(one.starts_at), one.place_name].filter(Boolean).join(' · ')}</p>
            </div>
            <div className="row-end">
              <Tag tone={tones[part]}>{t(part === 'came' ? 'resident.came' : `event.registration.${part}`)}</Tag>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useParts<Row extends object>(resource: 'registrations' | 'attendances', select: string, id: string, standing = false) {
  return useList<Row & { id: string }>({
    resource,
    meta: { select },
    filters: [
      { field: 'resident_id', operator: 'eq', value: id },
      // What was taken back at the door did not happen.
      ...(standing ? [{ field: 'undone_at', operator: 'null' as const, value: true }] : []),
    ],
    sorters: [{ field: 'created_at', order: 'desc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  }).query;
}
