import { readCents } from '../../../../domain/shared/money.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { SchedulePreview } from '../schedule/preview.tsx';
import type { AwardPartProps } from './part.ts';

/** What the award will owe as it stands in the form. */
export function FormSchedule({ values }: AwardPartProps) {
  const { locale } = useWords();
  const today = useToday();
  const day = (typed: string) => readDay(typed, today, locale);
  const { listing_id, component_id, performance_rule } = values;
  return (
    <SchedulePreview
      award={{
        starts_on: day(values.starts_on),
        ends_on: day(values.ends_on),
        accepted_on: day(values.accepted_on),
        federal_cents: readCents(values.federal) ?? 0,
        listing_id,
        component_id,
        performance_rule,
      }}
    />
  );
}
