import type { LetterFate } from '../../../domain/inquiries/timeline.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Tag } from '../../shared/components/tag.tsx';

/** What became of one of our letters. */
export function Fate({ delivery }: { delivery: LetterFate | null }) {
  const { t, format } = useWords();
  if (!delivery) return null;
  const { status, reason, bounced_at, send_at, settled_at } = delivery;
  if (bounced_at) return <Tag tone="brick">{t('mail.bounced')}</Tag>;
  if (status === 'failed') return <Tag tone="brick">{t('mail.failed', { reason: reason ?? '' })}</Tag>;
  if (status === 'cancelled') {
    if (reason === 'by_hand') return <Tag tone="plain">{t('mail.cancelled')}</Tag>;
    const why = reason === 'sample' ? t('reply.sample') : reason === 'suppressed' ? t('reply.suppressed') : (reason ?? '');
    return <Tag tone="amber">{t('mail.cancelled_why', { reason: why })}</Tag>;
  }
  return status === 'waiting' ? (
    <Tag tone="amber">{t('mail.waiting', { time: format.instant(send_at) })}</Tag>
  ) : (
    <span>{t('mail.sent', { time: format.instant(settled_at ?? send_at) })}</span>
  );
}
