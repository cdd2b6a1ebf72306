import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import type { Tone } from '../../../shared/components/tag.tsx';
import type { Delivery, DeliveryState, EventLetter } from './use-letters.ts';

/** The languages that letters are written in; a reader of another gets English. */
export const writtenLanguages = ['en', 'es'] as const;

export const deliveryTones: Record<DeliveryState, Tone> = { waiting: 'amber', sent: 'green', failed: 'brick', cancelled: 'plain' };

/** Letters in words: what kind, when, what became of it. */
export function useLetterWords(zone: string) {
  const { t, tn, format } = useWords();
  const at = (instant: string) => format.momentIn(instant, zone);
  const nameOf = (kind: string): string => t(`letters.kind.${kind}` as MessageKey);

  function whenOf({ kind, days, at_time, minutes }: EventLetter): string {
    if (minutes !== null) return minutes % 60 === 0 ? tn('letters.hours_before', minutes / 60) : tn('letters.minutes_before', minutes);
    if (days === null || at_time === null) return t(`letters.when.${kind}` as MessageKey);
    const time = format.clock(at_time);
    if (kind === 'event.thanks') return days === 0 ? t('letters.same_day_after', { time }) : tn('letters.days_after', days, { time });
    return days === 0 ? t('letters.same_day', { time }) : tn('letters.days_before', days, { time });
  }

  /** "3 wait, 40 have gone, 2 failed"; empty where there is nothing to count. */
  function countsOf({ waiting, sent, failed, late }: Pick<EventLetter, 'waiting' | 'sent' | 'failed' | 'late'>): string {
    return [
      waiting > 0 && tn('letters.waiting', waiting),
      sent > 0 && tn('letters.sent', sent),
      failed > 0 && tn('letters.failed', failed),
      late > 0 && tn('letters.late', late),
    ]
      .filter(Boolean)
      .join(', ');
  }

  /** A reason that the program gives in words of the reader; a mail server's own stays as it is. */
  function reasonOf(reason: string): string {
    const key = `letters.reason.${reason}` as MessageKey;
    const said = t(key);
    return said === key ? reason : said;
  }

  function fateOf({ status, reason, send_at, settled_at, attempts }: Delivery, now: string): string {
    const tried = reason && attempts > 0 ? tn('letters.tried', attempts, { reason: reasonOf(reason) }) : '';
    if (status === 'waiting')
      return [t(send_at > now ? 'letters.goes' : 'letters.due', { at: at(send_at) }), tried].filter(Boolean).join('; ');
    return [settled_at && at(settled_at), reason && reasonOf(reason)].filter(Boolean).join(': ');
  }
  return { at, nameOf, whenOf, countsOf, fateOf };
}
