import { Button } from 'antd';
import { stepDate } from '../../../../domain/events/calendar-days.ts';
import { addDays } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { KeyHint } from '../../../shared/components/key-hint.tsx';
import type { Calendar } from './use-calendar.ts';

/** The days that are shown, in words. */
export function useSpanWords(): (calendar: Pick<Calendar, 'view' | 'date' | 'span'>) => string {
  const { format } = useWords();
  return ({ view, date, span }) => {
    if (view === 'month' || view === 'table') return format.month(date);
    if (view === 'day') return format.fullDate(date);
    return format.dateRange(span.from, addDays(span.to, -1));
  };
}

type CalendarBarProps = { calendar: Calendar; isFiltering: boolean; panel: string; onFilter: () => void; onCreate: (() => void) | null };

/** Through time, from one view to another, to the filters, and to a new event. */
export function CalendarBar({ calendar, isFiltering, panel, onFilter, onCreate }: CalendarBarProps) {
  const { t, tn } = useWords();
  const { view, views, date, today, query, change } = calendar;
  const words = useSpanWords()(calendar);
  const go = (next: string) => change({ date: next === today ? null : next }, { replace: false });
  const filters = Object.values(query.lists).filter((values) => values && values.length > 0).length;
  return (
    <div className="calendar-bar">
      <div className="calendar-time">
        <Button onClick={() => go(stepDate(view, date, -1))} aria-label={t(`calendar.back_${view}`)}>
          <span aria-hidden="true">‹</span>
        </Button>
        <Button onClick={() => go(today)} aria-keyshortcuts="t" disabled={date === today}>
          {t('calendar.today')}
        </Button>
        <Button onClick={() => go(stepDate(view, date, 1))} aria-label={t(`calendar.on_${view}`)}>
          <span aria-hidden="true">›</span>
        </Button>
        <p className="calendar-span" aria-live="polite">
          {words}
        </p>
        <label className="calendar-go">
          <span className="visually-hidden">{t('calendar.go_to')}</span>
          <input className="native" type="date" value={date} onChange={({ target }) => target.value && go(target.value)} />
        </label>
      </div>
      <div className="calendar-ways">
        <fieldset className="calendar-views">
          <legend className="visually-hidden">{t('calendar.view')}</legend>
          {views.map((one) => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => change({ view: one })}>
              {t(`calendar.view_${one}`)}
            </button>
          ))}
        </fieldset>
        <Button aria-expanded={isFiltering} aria-controls={panel} onClick={onFilter}>
          {filters > 0 ? tn('calendar.filters_in_use', filters) : t('filters.title')}
        </Button>
        {onCreate && (
          <Button className="calendar-new" aria-keyshortcuts="c" onClick={onCreate}>
            <span>{t('calendar.new')}</span>
            <KeyHint keys="C" />
          </Button>
        )}
      </div>
    </div>
  );
}
