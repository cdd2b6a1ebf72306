import { useWords } from '../../../providers/i18n.tsx';
import type { Calendar } from './use-calendar.ts';

type CalendarNoteProps = { calendar: Calendar; isEmpty: boolean; mayCreate: boolean };

/** What to do when nothing is there: clear the filters, or plan the first event. */
export function CalendarNote({ calendar, isEmpty, mayCreate }: CalendarNoteProps) {
  const { t } = useWords();
  const { query, view, change, isStale, isPhone } = calendar;
  if (!isEmpty || isStale) return null;
  const isNarrowed = Object.values(query.lists).some((values) => values && values.length > 0);
  return (
    <div className="calendar-empty" role="status">
      <p>{t(isNarrowed ? 'calendar.none_found' : 'calendar.none')}</p>
      {isNarrowed ? (
        <button type="button" className="link" onClick={() => change({ lists: {} })}>
          {t('filters.clear')}
        </button>
      ) : (
        mayCreate && (
          <p className="secondary">
            {t(isPhone || view === 'agenda' || view === 'table' ? 'calendar.first_button' : 'calendar.first_drag')}
          </p>
        )
      )}
    </div>
  );
}
