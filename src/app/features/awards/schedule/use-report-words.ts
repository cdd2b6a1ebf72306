import type { DueReason, ScheduleRow } from '../../../../domain/awards/report.ts';
import { whyDay } from '../../../../domain/awards/schedule-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import type { Tone } from '../../../shared/components/tag.tsx';
import { reportName } from '../../../shared/report-name.ts';

export const reportTones: Record<ScheduleRow['state'], Tone> = {
  upcoming: 'plain',
  open: 'river',
  due: 'amber',
  late: 'brick',
  filed: 'green',
  waived: 'plain',
};

type Named = Pick<ScheduleRow, 'kind' | 'is_final'> & { title?: string };
type Period = Pick<ScheduleRow, 'period_start' | 'period_end'>;

/** A report in words: what it is, for when, where it stands, what follows, and why its day is that day. */
export function useReportWords() {
  const { t, tn, format } = useWords();
  const day = (date: string) => format.dateWithYear(date);
  const name = (report: Named): string => reportName(t, report);
  const period = ({ period_start, period_end }: Period): string =>
    period_start && period_end ? t('schedule.period', { from: day(period_start), to: day(period_end) }) : '';
  return {
    day,
    name,
    period,
    /** Told apart from the others of its kind, for whoever does not see the line. */
    whole: (row: Named & Period): string => [name(row), period(row)].filter(Boolean).join(', '),
    /** Where it stands, in a few words. */
    state: (row: ScheduleRow): string => {
      const left = row.days_to_due ?? 0;
      switch (row.state) {
        case 'filed':
          return row.filed_days_late ? tn('schedule.state.filed_late', row.filed_days_late) : t('schedule.state.filed');
        case 'waived':
          return t('schedule.state.waived');
        case 'late':
          return tn('schedule.state.late', -left);
        case 'due':
          return left === 0 ? t('schedule.state.today') : t('schedule.state.file_now');
        case 'open':
          return tn('schedule.state.open', left);
        default:
          return row.opens_on ? t('schedule.state.upcoming', { day: day(row.opens_on) }) : tn('schedule.state.in_days', left);
      }
    },
    /** What follows when it is late, and when. */
    consequence: ({ consequence, consequence_on }: ScheduleRow): string | null =>
      consequence && consequence_on ? t(`schedule.consequence.${consequence}`, { day: day(consequence_on) }) : null,
    why: (reason: DueReason): string[] =>
      whyDay(reason).map((part) => {
        switch (part.say) {
          case 'days':
          case 'months':
          case 'years':
            return tn(`schedule.why.${part.say}`, part.count, {
              event: t(`schedule.from.${part.after.basis}`, { day: day(part.after.from) }),
            });
          case 'same':
            return t('schedule.why.same', { event: t(`schedule.from.${part.after.basis}`, { day: day(part.after.from) }) });
          case 'accepted_late':
            return t('schedule.why.accepted_late', { accepted: day(part.accepted), normal: day(part.normal) });
          case 'hand':
            return part.source ? t('schedule.why.hand_source', { source: part.source }) : t('schedule.why.hand');
          default:
            return t(`schedule.why.${part.say}`);
        }
      }),
  };
}
