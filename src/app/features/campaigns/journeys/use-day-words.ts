import type { JourneyKind } from '../../../../domain/campaigns/journeys.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** Says when a letter goes: each journey counts from something else, and "on the same day" is no number. */
export function useDayWords(): (kind: JourneyKind, days: number) => string {
  const { t, tn } = useWords();
  return (kind, days) => {
    if (kind === 'deadline') return tn('journeys.day.before_deadline', days);
    if (kind === 'event_sequence') {
      if (days < 0) return tn('journeys.day.before_event', -days);
      return days === 0 ? t('journeys.day.same_event') : tn('journeys.day.after_event', days);
    }
    if (days === 0) return t(`journeys.day.same_${kind}`);
    return tn(kind === 'welcome' ? 'journeys.day.after_welcome' : 'journeys.day.after_inquiry', days);
  };
}
