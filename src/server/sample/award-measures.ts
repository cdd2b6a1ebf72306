import { addDays, lastDayOfMonth } from '../../domain/shared/dates.ts';
import { act, type SampleAct } from './award-acts.ts';
import type { AwardPlan } from './award-plans.ts';

/** What some awards promised, and what of the office's work counts for it: sessions and who came, language encounters, a partner's log. */
export const measures: Record<string, (plan: AwardPlan, today: string) => SampleAct[]> = {
  capacity: (plan, today) => [
    promise(plan, 'reached', { name: 'Residents reached at sessions', unit: 'people', counts: 'people' }, 35),
    promise(plan, 'sessions', { name: 'Sessions with neighborhoods', unit: 'sessions', counts: 'occurrences' }, 1.4),
    credit(today, 'reached', 'events', ['neighborhood_meeting', 'hearing'], 2),
    credit(today, 'sessions', 'events', ['neighborhood_meeting', 'hearing'], 2),
  ],
  violence: (plan, today) => [
    promise(plan, 'mediations', { name: 'Conflicts mediated', unit: 'mediations', counts: 'occurrences' }, 8),
    promise(plan, 'encounters', { name: 'Residents served in their language', unit: 'encounters', counts: 'language' }, 6),
    ...monthsOf(plan, today).map((on, index) =>
      act(addDays(on, 4), 'save_credit', {
        p_credit: { measure_id: '@mediations', amount: 6 + ((index * 5) % 7), credited_on: on, note: 'Log of the mediators for the month' },
      }),
    ),
    credit(today, 'encounters', 'interactions', ['call', 'visit'], 6),
  ],
};

const promise = (plan: AwardPlan, keep: string, measure: Record<string, string>, per_month: number): SampleAct =>
  act(addDays(plan.starts_on, 9), 'sample_measure', { award: `@${plan.key}`, measure, per_month }, { keep });

const credit = (today: string, measure: string, table: string, kinds: string[], every: number): SampleAct =>
  act(addDays(today, -2), 'sample_credits', { measure: `@${measure}`, table, kinds, every });

/** The last day of each month of the award that was over five days ago. */
function monthsOf({ starts_on, ends_on }: AwardPlan, today: string): string[] {
  const days: string[] = [];
  for (let day = lastDayOfMonth(starts_on); day <= ends_on && addDays(day, 5) <= today; day = lastDayOfMonth(addDays(day, 1)))
    days.push(day);
  return days;
}
