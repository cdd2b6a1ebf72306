import { createContext, useContext } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useCalendarTools } from './context.ts';
import { fromGrid } from './localizer.ts';

export const MoreContext = createContext<{ open: (day: string) => void }>({ open: () => {} });

/** The number of a day in the month: opens the day; beside it, for whoever may, the way to plan something on it. */
export function DayHeader({ date, label }: { date: Date; label: string }) {
  const { t, format } = useWords();
  const { onDay, onCreate } = useCalendarTools();
  const day = fromGrid(date).slice(0, 10);
  const words = format.longDate(day);
  return (
    <span className="day-head">
      <button
        type="button"
        className="day-number"
        data-day={day}
        tabIndex={-1}
        aria-label={t('calendar.open_day', { day: words })}
        onClick={() => onDay(day)}
      >
        {label}
      </button>
      {onCreate && (
        <button
          type="button"
          className="day-add"
          data-day-add={day}
          tabIndex={-1}
          aria-label={t('calendar.new_on', { day: words })}
          onClick={() => onCreate(day)}
        >
          {t('calendar.add')}
        </button>
      )}
    </span>
  );
}

/** The name of a day above its column. The library's own says that it is the head of a table's column, where there is no table. */
export function PlainHeader({ label }: { label: string }) {
  return <span>{label}</span>;
}

type MoreProps = { slotDate: Date; count: number };

/** The events of a day for which there is no room. */
export function MoreButton({ slotDate, count }: MoreProps) {
  const { tn, format } = useWords();
  const { open } = useContext(MoreContext);
  const day = fromGrid(slotDate).slice(0, 10);
  return (
    <button
      type="button"
      className="more-events"
      data-event={`more-${day}`}
      data-start={`${day}T99`}
      tabIndex={-1}
      aria-haspopup="dialog"
      aria-label={tn('calendar.more_on', count, { day: format.longDate(day) })}
      onMouseDown={(press) => press.stopPropagation()}
      onClick={() => open(day)}
    >
      {tn('calendar.more', count)}
    </button>
  );
}
