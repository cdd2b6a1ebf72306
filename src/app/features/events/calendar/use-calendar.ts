import { useCustom } from '@refinedev/core';
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { shownDays } from '../../../../domain/events/calendar-days.ts';
import type { CalendarAnswer } from '../../../../domain/events/calendar-item.ts';
import {
  type CalendarQuery,
  type CalendarView,
  calendarNames,
  calendarViews,
  phoneViews,
  readCalendarQuery,
  toCalendarFilters,
  writeCalendarQuery,
} from '../../../../domain/events/calendar-query.ts';
import { instantOf } from '../../../../domain/events/wall-clock.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useOffice, useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { useMedia } from '../../../shared/hooks/use-media.ts';

/** Below this a week has no room for its days. */
const phoneWidth = '(max-width: 767px)';
/** Tables that the calendar is drawn from: it is asked again when one of them changes. */
const drawnFrom = [
  'events',
  'event_staff',
  'event_languages',
  'inquiries',
  'tasks',
  'reports',
  'holidays',
  'legislation',
  'campaigns',
  'opportunities',
  'programs',
  'organization_agreements',
  'records_requests',
];

/** The first day of the reader's week, 0 for Sunday; where the browser does not know, as the United States have it. */
function firstDayOf(locale: string): number {
  const place = new Intl.Locale(locale === 'es' ? 'es-US' : 'en-US') as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return ((place.getWeekInfo?.() ?? place.weekInfo)?.firstDay ?? 7) % 7;
}

/** The calendar that the address asks for: its view, its days, and what is on them. Only the days that are shown are asked for. */
export function useCalendar() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { locale } = useWords();
  const { connection, me } = useOffice();
  const { districts } = useReferences();
  const today = useToday();
  const isPhone = useMedia(phoneWidth);
  const zone = connection.config.time_zone;
  const firstDay = firstDayOf(locale);
  const text = params.toString();
  const query = useMemo(() => readCalendarQuery(new URLSearchParams(text)), [text]);

  const views: readonly CalendarView[] = isPhone ? phoneViews : calendarViews;
  const view: CalendarView = query.view && views.includes(query.view) ? query.view : isPhone ? 'agenda' : 'month';
  const date = query.date ?? today;
  const span = useMemo(() => shownDays(view, date, firstDay), [view, date, firstDay]);

  const { query: asked } = useCustom<CalendarAnswer>({
    url: 'calendar_between',
    method: 'post',
    config: {
      payload: {
        p_from: instantOf(`${span.from}T00:00`, zone),
        p_to: instantOf(`${span.to}T00:00`, zone),
        p_what: ['events', ...query.show],
        p_filters: toCalendarFilters(query.lists, { districts, me: me.id }),
      },
    },
    errorNotification: false,
    queryOptions: { staleTime: 10_000, placeholderData: (previous: unknown) => previous as never, meta: { live: drawnFrom } },
  });

  /** Another address of the calendar; a step through time can be gone back. */
  const change = useCallback(
    (patch: Partial<CalendarQuery>, { replace = true } = {}) => {
      // What else the address says, such as the open part of a record, stays.
      const next = new URLSearchParams(text);
      for (const name of calendarNames) next.delete(name);
      for (const [name, value] of writeCalendarQuery({ ...query, view, ...patch })) next.set(name, value);
      navigate({ pathname, search: `?${next}` }, { replace });
    },
    [navigate, pathname, query, text, view],
  );
  return {
    query,
    view,
    views,
    date,
    today,
    span,
    zone,
    firstDay,
    isPhone,
    /** Null until the first answer is there. */
    answer: asked.data?.data ?? null,
    isStale: asked.isPlaceholderData,
    error: asked.error,
    refetch: asked.refetch,
    change,
  };
}

export type Calendar = ReturnType<typeof useCalendar>;
