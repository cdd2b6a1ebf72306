import { Link } from 'react-router';
import type { CalendarEvent } from '../../../../domain/events/calendar-item.ts';
import type { Colouring } from '../../../../domain/events/calendar-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { SubscribeButton } from '../feeds/subscribe-button.tsx';
import type { Colours } from './colours.ts';

type CalendarFootProps = { colours: Colours; colouring: Colouring; events: CalendarEvent[]; hasLegend: boolean };

/** What the edges of the events say, of those that are shown; and the ways to the same events elsewhere. */
export function CalendarFoot({ colours, colouring, events, hasLegend }: CalendarFootProps) {
  const { t } = useWords();
  const used = new Set(events.map(colours.markOf));
  const shown = hasLegend ? colours.legend.filter(({ mark }) => used.has(mark)) : [];
  const hasPlanned = hasLegend && colouring !== 'status' && events.some(({ status }) => status === 'planned');
  return (
    <div className="calendar-foot">
      {shown.length > 0 && (
        <ul className="calendar-legend" aria-label={t('calendar.legend')}>
          {shown.map(({ key, mark, word }) => (
            <li key={key}>
              <span className={`legend-mark mark-${mark}`} aria-hidden="true" />
              {word}
            </li>
          ))}
          {hasPlanned && (
            <li>
              <span className="legend-planned" aria-hidden="true" />
              {t('event.status.planned')}
            </li>
          )}
        </ul>
      )}
      <div className="calendar-elsewhere">
        <Link to="/events/list">{t('calendar.list')}</Link>
        <Link to="/events/reach">{t('event_list.to_reach')}</Link>
        <SubscribeButton />
      </div>
    </div>
  );
}
