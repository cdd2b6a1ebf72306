import type { CalendarEvent, DatedThing } from '../../../../domain/events/calendar-item.ts';
import { lastDayOf } from '../../../../domain/events/calendar-item.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { reportName } from '../../../shared/report-name.ts';

/** Events and other dated things in words. */
export function useCalendarWords() {
  const { t, tn, format } = useWords();
  const { staff, languages, districts } = useReferences();
  const nameOf = (rows: { id: string; name: string }[], id: string) => rows.find((row) => row.id === id)?.name ?? '';
  const day = (event: CalendarEvent) => event.starts.slice(0, 10);

  /** '6:00 – 7:30 PM', or with its days where it has more than one. */
  const times = (event: CalendarEvent): string =>
    lastDayOf(event) === day(event) && event.ends.slice(0, 10) === day(event)
      ? format.localTimes(event.starts, event.ends)
      : lastDayOf(event) === day(event)
        ? `${format.localTime(event.starts)} – ${format.localTime(event.ends)}`
        : t('calendar.over_days', {
            from: `${format.date(day(event))}, ${format.localTime(event.starts)}`,
            to: `${format.date(event.ends)}, ${format.localTime(event.ends)}`,
          });

  return {
    times,
    place: (event: CalendarEvent): string =>
      [event.place, event.room].filter(Boolean).join(', ') || (event.online ? t('calendar.online') : ''),
    people: (event: CalendarEvent): string => (event.staff ?? []).map((id) => nameOf(staff, id)).join(', '),
    languages: (event: CalendarEvent): string =>
      (event.languages ?? []).map((code) => languages.find((row) => row.code === code)?.endonym ?? code).join(', '),
    district: (event: CalendarEvent): string => nameOf(districts, event.district_id ?? ''),
    /** All that the look of an event says, for whoever does not see it. */
    spoken: (event: CalendarEvent): string =>
      [
        event.title,
        format.longDate(day(event)),
        times(event),
        t(`event.kind.${event.kind}`),
        t(`event.status.${event.status}`),
        event.place,
      ]
        .filter(Boolean)
        .join(', '),
    /** '12 inquiries due', 'Thanksgiving Day'. */
    dated: ({ what, count = 1, title, month, number, kind }: DatedThing): string => {
      if (what === 'inquiries') return tn('calendar.inquiries_due', count);
      if (what === 'records_requests') return title ? t('calendar.records_request', { title }) : tn('calendar.records_requests', count);
      if (what === 'tasks') return title ? t('calendar.task_due', { title }) : tn('calendar.tasks_due', count);
      if (what === 'reports') return t('calendar.report_of', { month: format.monthName(month ?? '') });
      if (what === 'legislation') return title ? t('calendar.passed', { number: number ?? '', title }) : tn('calendar.passed', count);
      if (what === 'campaigns') return title ? t('calendar.campaign', { title }) : tn('calendar.campaigns', count);
      if (what === 'award_reports') {
        if (count > 1) return tn('calendar.award_reports', count);
        const report = reportName(t, { kind: kind ?? 'other', title: number ?? '' });
        return title ? t('calendar.award_report', { report, title }) : report;
      }
      if (what === 'programs') {
        const turn = kind === 'opens' ? 'opens' : 'closes';
        return title ? t(`calendar.program_${turn}`, { title }) : tn(`calendar.programs_${turn}`, count);
      }
      if (what === 'agreements') return title ? t('calendar.agreement', { title }) : tn('calendar.agreements', count);
      if (what === 'opportunities') return title ? t('calendar.opportunity', { title }) : tn('calendar.opportunities', count);
      return title ?? '';
    },
  };
}
