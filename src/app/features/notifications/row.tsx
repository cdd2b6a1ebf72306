import { Link } from 'react-router';
import { statuses } from '../../../domain/inquiries/words.ts';
import { addressOf, type Notification } from '../../../domain/notifications/notification.ts';
import { useWords } from '../../providers/i18n.tsx';
import { MentionedText } from '../../shared/components/mentioned-text.tsx';

type NotificationRowProps = { row: Notification; onMark: (isRead: boolean) => void };

/** One notification as a sentence that opens its record. Opening it is reading it. */
export function NotificationRow({ row, onMark }: NotificationRowProps) {
  const { t, format } = useWords();
  const sentence = useSentence();
  return (
    <li className={row.read_at ? 'row' : 'row inbox-new'}>
      <div className="row-main">
        <Link to={addressOf(row)} className="row-title" onClick={() => !row.read_at && onMark(true)}>
          {sentence(row)}
        </Link>
        <p className="secondary">{[row.facts.number, row.facts.subject, format.instant(row.created_at)].filter(Boolean).join(' · ')}</p>
        {row.facts.excerpt && (
          <p className="inbox-excerpt">
            <MentionedText text={row.facts.excerpt} />
          </p>
        )}
      </div>
      <div className="row-end inbox-mark">
        <button type="button" className="link" onClick={() => onMark(!row.read_at)}>
          {t(row.read_at ? 'inbox.mark_unread' : 'inbox.mark_read')}
          <span className="visually-hidden"> {sentence(row)}</span>
        </button>
      </div>
    </li>
  );
}

const campaignDeeds = ['submitted', 'approved', 'returned', 'fallen', 'paused', 'cancelled'] as const;

function useSentence(): (row: Notification) => string {
  const { t, tn } = useWords();
  return (row) => {
    const who = row.actor ?? t('timeline.somebody');
    if (row.kind === 'mentioned') return t('inbox.mentioned', { who });
    if (row.record_table === 'campaigns' && row.facts.deed === 'policy') return t('suppressions.alert');
    if (row.record_table === 'events') {
      if (row.kind === 'assigned') return tn('inbox.rostered', row.count, { who });
      const deed = row.facts.deed === 'cancelled' || row.facts.deed === 'planned' ? row.facts.deed : 'moved';
      return tn(`inbox.event_${deed}`, row.count, { who });
    }
    if (row.record_table === 'campaigns') {
      // The program itself stops one that does badly.
      if (row.actor === null && row.facts.status === 'paused') return t('inbox.campaign_stopped');
      const deed = campaignDeeds.find((one) => one === row.facts.deed);
      if (deed) return t(`inbox.campaign_${deed}`, { who });
    }
    if (row.kind === 'assigned') return tn('inbox.assigned', row.count, { who });
    const status = statuses.find((one) => one === row.facts.status);
    if (status) return tn('inbox.status', row.count, { who, status: t(`status.${status}`) });
    return row.facts.entry ? t('inbox.entry', { who }) : tn('inbox.changed', row.count, { who });
  };
}
