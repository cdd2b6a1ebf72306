import type { EventRecord } from '../../../domain/events/event.ts';
import type { Standing } from '../../../domain/events/readiness.ts';
import { dateOfInstant, daysBetween } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice, useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { now } from '../../shared/clock.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Saturday, in 3 days, 10:00 AM – 12:00 PM at Mohart Center: 42 of 60 places taken, interpreter for Spanish not booked." */
export function useEventSentence(event: EventRecord, standing: Standing | null): string {
  const { t, tn, format } = useWords();
  const { languages } = useReferences();
  const today = useToday();
  const office = useOffice().connection.config.time_zone;
  const { starts_at, ends_at, time_zone } = event;
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  const at = now();
  const days = daysBetween(today, dateOfInstant(starts_at, time_zone));
  const day = days >= 0 && days < 7 ? format.weekday(event.starts_on) : format.longDate(event.starts_on);
  const isOver = Date.parse(ends_at) < Date.parse(at);
  const isOn = !isOver && Date.parse(starts_at) <= Date.parse(at);

  const times = `${format.times(starts_at, ends_at, time_zone)}${time_zone === office ? '' : ` ${format.zoneName(starts_at, time_zone)}`}`;
  const place = [event.place_name ?? event.address, event.room].filter(Boolean).join(', ');
  const where = place ? t('event.tell.at', { place }) : event.online_url ? t('event.tell.online') : t('event.tell.nowhere');
  const came = standing && standing.people > 0 ? tn('event.tell.came', standing.people) : null;
  const expected = event.expected_count === null ? null : tn('event.tell.expected', event.expected_count);

  const dated = t('event.tell.dated', { day: format.longDate(event.starts_on), times, where });
  if (event.status === 'cancelled')
    return t('event.tell.cancelled', { reason: (event.cancelled_reason ?? '').replace(/[.\s]+$/, ''), dated });
  if (event.status === 'held' || isOver) {
    const facts = [came ?? t('event.tell.nobody_counted'), expected].filter(Boolean).join(', ');
    return t(event.status === 'held' ? 'event.tell.held' : 'event.tell.over', { dated, facts });
  }

  const head = isOn
    ? t('event.tell.now', { time: format.times(ends_at, ends_at, time_zone) })
    : days === 0
      ? t('event.tell.today')
      : days === 1
        ? t('event.tell.tomorrow')
        : tn('event.tell.in_days', days, { day });
  const facts = [
    registered(),
    ...event.languages
      .filter(({ mode, booking }) => (mode === 'interpreted' || mode === 'signed') && booking !== 'booked')
      .map(({ language }) => t('event.tell.interpreter', { language: nameOf(language) })),
    event.staff.some(({ task }) => task === 'lead') ? null : t('event.tell.no_lead'),
  ].filter(Boolean);
  const said = facts.length > 0 ? facts.join(', ') : (expected ?? t('event.tell.nothing_missing'));
  return capital(t(isOn ? 'event.tell.running' : 'event.tell.coming', { head, times, where, facts: said }));

  function registered(): string | null {
    if (!event.takes_registrations || !standing) return expected;
    const { taken } = standing;
    const places =
      event.capacity === null
        ? tn('event.tell.registered', taken)
        : t('event.tell.places', { taken: format.number(taken), capacity: format.number(event.capacity) });
    const offered = standing.offered > 0 ? tn('event.tell.offered', standing.offered) : null;
    const waiting = standing.waiting > 0 ? tn('event.tell.waiting', standing.waiting) : null;
    return [places, offered, waiting].filter(Boolean).join(', ');
  }
}
