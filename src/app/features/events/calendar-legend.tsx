import type { CalendarEvent } from '../../../domain/events/calendar-item.ts';
import { useWords } from '../../providers/i18n.tsx';
import type { Colours } from './calendar-colours.ts';

/** What the edges of the events say: of those that are shown. */
export function CalendarLegend({ colours, events }: { colours: Colours; events: CalendarEvent[] }) {
  const { t } = useWords();
  const used = new Set(events.map(colours.markOf));
  const shown = colours.legend.filter(({ mark }) => used.has(mark));
  if (shown.length === 0) return null;
  return (
    <ul className="calendar-legend" aria-label={t('calendar.legend')}>
      {shown.map(({ key, mark, word }) => (
        <li key={key}>
          <span className={`legend-mark mark-${mark}`} aria-hidden="true" />
          {word}
        </li>
      ))}
    </ul>
  );
}
