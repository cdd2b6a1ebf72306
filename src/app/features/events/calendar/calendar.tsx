import '../../../styles/calendar.css';
import { lazy, Suspense, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { type CalendarEvent, type DatedThing, groupByDay } from '../../../../domain/events/calendar-item.ts';
import { writeCalendarQuery } from '../../../../domain/events/calendar-query.ts';
import { instantOf } from '../../../../domain/events/wall-clock.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { useMedia } from '../../../shared/hooks/use-media.ts';
import { useShortcut } from '../../../shared/hooks/use-shortcut.ts';
import { ScopeDialog } from '../series/scope-dialog.tsx';
import { CalendarAgenda } from './agenda.tsx';
import { CalendarBar, useSpanWords } from './bar.tsx';
import { useColours } from './colours.ts';
import { CalendarContext, type CalendarTools } from './context.ts';
import { datedAddress } from './dated-address.ts';
import { CalendarChips, CalendarFilters } from './filters.tsx';
import { CalendarFoot } from './foot.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { CalendarNote } from './note.tsx';
import { RecordPanel } from './record-panel.tsx';
import { CalendarTable } from './table.tsx';
import { type Calendar, useCalendar } from './use-calendar.ts';
import { type Times, useMove } from './use-move.ts';

const Grid = lazy(() => import('./grid.tsx'));
/** From here on a record opens over the calendar; below, it is a page. */
const overWidth = '(min-width: 1024px)';
const nothing: never[] = [];

/** Everything dated; and over it, where there is room, the event that is open or being planned. */
export function CalendarPage() {
  const { pathname } = useLocation();
  const isOpen = pathname.replace(/\/$/, '') !== '/events';
  const isWide = useMedia(overWidth);
  if (isOpen && !isWide) return <Outlet />;
  return <CalendarScreen isOpen={isOpen} />;
}

function CalendarScreen({ isOpen }: { isOpen: boolean }) {
  const { t } = useWords();
  const { id } = useParams();
  const calendar = useKept(useCalendar());
  const { query, view, date, today, span, zone, answer, change } = calendar;
  const navigate = useNavigate();
  const mayEdit = useAllowed('events', 'edit');
  const mayCreate = useAllowed('events', 'create');
  const colours = useColours(query.colour);
  const words = useSpanWords()(calendar);
  const panel = useId();
  const [isFiltering, setFiltering] = useState(false);
  const [chosen, setChosen] = useState<CalendarEvent | null>(null);
  const moving = useMove(calendar.refetch);
  const { moved, move, drop, refused } = moving;
  const search = writeCalendarQuery({ ...query, view, date: query.date }).toString();

  // What is on its way to another place is drawn there already.
  const events = useMemo(() => {
    const all = answer?.events ?? nothing;
    return moved.size === 0 ? all : all.map((event) => ({ ...event, ...moved.get(event.id) }));
  }, [answer, moved]);
  const dated = answer?.dated ?? (nothing as DatedThing[]);
  const days = useMemo(() => groupByDay({ events, dated }, span), [events, dated, span]);

  const create = useCallback(
    ({ starts, ends }: Times) => {
      const times = new URLSearchParams({ start: instantOf(starts, zone), end: instantOf(ends, zone) });
      navigate(`/events/create?${search}&${times}`);
    },
    [navigate, search, zone],
  );
  const createOn = useCallback((day: string) => create({ starts: `${day}T10:00`, ends: `${day}T11:00` }), [create]);
  const onDay = useCallback(
    (day: string) => change({ view: 'day', date: day === today ? null : day }, { replace: false }),
    [change, today],
  );
  // Hundreds of events hang on these: they stay the same while what they are made of does.
  const tools = useMemo<CalendarTools>(
    () => ({
      colours,
      openId: id ?? null,
      addressOf: (event) => `/events/${event}?${search}`,
      datedAddressOf: (thing) => datedAddress(thing, query),
      onMove: mayEdit ? setChosen : null,
      onCreate: mayCreate ? createOn : null,
      onDay,
    }),
    [colours, id, search, query, mayEdit, mayCreate, createOn, onDay],
  );

  useShortcut((key) => {
    const at = document.activeElement instanceof HTMLElement ? document.activeElement.dataset : {};
    if (key === 't') change({ date: null }, { replace: false });
    else if (key === 'c' && mayCreate && !isOpen) createOn(at.day ?? at.start?.slice(0, 10) ?? date);
    else if ((key === 'm' || key === 'F2') && mayEdit) {
      const event = events.find((one) => one.id === at.event && one.status !== 'cancelled');
      if (!event) return false;
      setChosen(event);
    } else return false;
    return true;
  });

  const title = t('nav.calendar');
  return (
    <CalendarContext.Provider value={tools}>
      <div className={`calendar calendar-${view}${isOpen ? ' calendar-under' : ''}`}>
        {isOpen ? <h2 className="visually-hidden">{title}</h2> : <PageTitle title={`${title}: ${words}`} hidden />}
        <CalendarBar
          calendar={calendar}
          isFiltering={isFiltering}
          panel={panel}
          onFilter={() => setFiltering(!isFiltering)}
          onCreate={mayCreate ? () => createOn(date) : null}
        />
        <div id={panel} hidden={!isFiltering} className="calendar-filters">
          {isFiltering && <CalendarFilters query={query} onChange={change} />}
        </div>
        <CalendarChips query={query} onChange={change} />
        {refused && (
          <div className="calendar-refused">
            <p className="visually-hidden">{t('calendar.not_moved', { title: refused.event.title })}</p>
            <RefusedLine error={refused.error} />
          </div>
        )}
        {calendar.error && !answer ? (
          <Refused error={calendar.error} onRetry={() => void calendar.refetch()} />
        ) : (
          <div className="calendar-body" aria-busy={answer === null || calendar.isStale}>
            <Shown
              calendar={calendar}
              events={events}
              dated={dated}
              days={days}
              onTimes={mayEdit ? drop : null}
              onSlot={create}
              onDay={onDay}
            />
          </div>
        )}
        {answer && <CalendarNote calendar={calendar} isEmpty={events.length === 0} mayCreate={mayCreate} />}
        <CalendarFoot colours={colours} colouring={query.colour} events={events} hasLegend={view !== 'table'} />
      </div>
      {isOpen && <RecordPanel openId={id} onClose={() => navigate(`/events?${search}`)} />}
      {chosen && (
        <MoveDialog event={events.find(({ id: one }) => one === chosen.id) ?? chosen} onMove={move} onClose={() => setChosen(null)} />
      )}
      {moving.asked && (
        <ScopeDialog
          event={moving.asked.event}
          moves
          onChoose={(scope, series) => void moving.choose(scope, series)}
          onClose={moving.forget}
          isWorking={moving.isWorking}
          error={moving.scopeError}
        />
      )}
    </CalendarContext.Provider>
  );
}

type ShownProps = {
  calendar: Calendar;
  events: CalendarEvent[];
  dated: DatedThing[];
  days: ReturnType<typeof groupByDay>;
  onTimes: ((event: CalendarEvent, times: Times) => void) | null;
  onSlot: (times: Times) => void;
  onDay: (day: string) => void;
};

function Shown({ calendar, events, dated, days, onTimes, onSlot, onDay }: ShownProps) {
  const { t } = useWords();
  const { view, date, today, zone, firstDay, answer } = calendar;
  const words = useSpanWords()(calendar);
  if (view === 'agenda') return answer ? <CalendarAgenda days={days} today={today} /> : <RowSkeleton rows={8} />;
  if (view === 'table') {
    return answer ? <CalendarTable events={events} caption={t('calendar.table_caption', { span: words })} /> : <RowSkeleton rows={12} />;
  }
  return (
    <Suspense fallback={<div className="grid-skeleton" aria-hidden="true" />}>
      <Grid
        view={view}
        date={date}
        today={today}
        isPhone={calendar.isPhone}
        isThere={answer !== null}
        zone={zone}
        firstDay={firstDay}
        label={t('calendar.grid', { span: words })}
        events={events}
        dated={dated}
        onTimes={onTimes}
        onSlot={onSlot}
        onDay={onDay}
        onDate={(day) => calendar.change({ date: day })}
      />
    </Suspense>
  );
}

/** An address that says nothing of the calendar, as after saving an event, shows it as it was left. */
function useKept(calendar: Calendar): Calendar {
  const { search, pathname } = useLocation();
  const navigate = useNavigate();
  const left = useRef('');
  useEffect(() => {
    if (search !== '') left.current = new URLSearchParams(search).has('view') ? search : left.current;
    else if (left.current !== '') navigate({ pathname, search: left.current }, { replace: true });
  }, [search, pathname, navigate]);
  return calendar;
}
