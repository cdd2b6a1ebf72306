import { Link } from 'react-router';
import { statuses } from '../../../domain/inquiries/words.ts';
import {
  addressOf,
  closedDeed,
  exportDeeds,
  inquiryClockDeeds,
  type Notification,
  receiverDeeds,
  referralClocks,
  translationDeeds,
} from '../../../domain/notifications/notification.ts';
import { daysBetween } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { MentionedText } from '../../shared/components/mentioned-text.tsx';
import { listName } from '../../shared/exports/lists.ts';
import { reportName } from '../../shared/report-name.ts';

type NotificationRowProps = {
  row: Notification;
  onMark: (isRead: boolean) => void;
  /** Says that one knows of the report that is reminded of. */
  onKnow: (report: string) => void;
};

/** One notification as a sentence that opens its record. Opening it is reading it. */
export function NotificationRow({ row, onMark, onKnow }: NotificationRowProps) {
  const { t, format } = useWords();
  const sentence = useSentence();
  const whose = useWhose();
  const mayKnow = useAllowed('award_reports', 'open');
  const { report } = row.facts;
  return (
    <li className={row.read_at ? 'row' : 'row inbox-new'}>
      <div className="row-main">
        <Link to={addressOf(row)} className="row-title" onClick={() => !row.read_at && onMark(true)}>
          {sentence(row)}
        </Link>
        <p className="secondary">
          {[row.facts.number, row.facts.subject, whose(row), format.instant(row.created_at)].filter(Boolean).join(' · ')}
        </p>
        {row.facts.excerpt && (
          <p className="inbox-excerpt">
            <MentionedText text={row.facts.excerpt} />
          </p>
        )}
      </div>
      <div className="row-end inbox-mark">
        {row.kind === 'reminded' && report && !row.read_at && mayKnow && (
          <button type="button" className="link" aria-label={t('inbox.know_of', { report: sentence(row) })} onClick={() => onKnow(report)}>
            {t('inbox.know')}
          </button>
        )}
        <button type="button" className="link" onClick={() => onMark(!row.read_at)}>
          {t(row.read_at ? 'inbox.mark_unread' : 'inbox.mark_read')}
          <span className="visually-hidden"> {sentence(row)}</span>
        </button>
      </div>
    </li>
  );
}

const campaignDeeds = ['submitted', 'approved', 'returned', 'fallen', 'paused', 'cancelled'] as const;

/** Whose report it is that somebody who leads is reminded of. */
function useWhose(): (row: Notification) => string | false {
  const { t } = useWords();
  const today = useToday();
  return ({ kind, facts: { to, owner, due_on } }) => {
    if (kind !== 'reminded' || to !== 'lead') return false;
    if (!owner) return t('inbox.reminded_nobody');
    return t(due_on && due_on < today ? 'inbox.reminded_of_late' : 'inbox.reminded_of', { name: owner });
  };
}

function useSentence(): (row: Notification) => string {
  const { t, tn } = useWords();
  const today = useToday();
  const reminder = ({ count, facts: { kind, due_on, is_final, title } }: Notification): string => {
    if (!kind || !due_on) return tn('inbox.reminded_many', count);
    const report = reportName(t, { kind, is_final: is_final ?? false, title: title ?? '' });
    const days = daysBetween(today, due_on);
    if (days === 0) return t('inbox.reminded_today', { report });
    return days < 0 ? tn('inbox.reminded_late', -days, { report }) : tn('inbox.reminded_in', days, { report });
  };
  const referral = ({ kind, facts: { deed, number = '', subject = '' } }: Notification): string | null => {
    const clock = kind === 'reminded' && referralClocks.find((one) => deed === `referral_${one}`);
    if (clock) return t(`inbox.referral_late_${clock}`, { number, name: subject });
    if (deed === closedDeed) return t('inbox.referral_closed_311', { number });
    const did = receiverDeeds.find((one) => one === deed);
    return did ? t(`inbox.referral_${did}`, { number, name: subject }) : null;
  };
  return (row) => {
    const told = row.record_table === 'referrals' ? referral(row) : null;
    if (told) return told;
    if (row.facts.deed === 'agreement') {
      const { title = '', ends_on = today } = row.facts;
      const days = daysBetween(today, ends_on);
      if (days < 0) return t('inbox.agreement_over', { title });
      return days === 0 ? t('organization.agreement_today', { title }) : tn('inbox.agreement_ends', days, { title });
    }
    const ranOut = inquiryClockDeeds.find((one) => one === row.facts.deed);
    if (ranOut) return t(`inbox.${ranOut}`, { number: row.facts.number ?? '' });
    if (row.kind === 'reminded') return reminder(row);
    const made = exportDeeds.find((one) => one === row.facts.deed);
    if (made) return t(`inbox.${made}`, { list: listName(row.facts.list ?? '', t) });
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
    const read = row.record_table === 'translation_requests' && translationDeeds.find((one) => one === row.facts.deed);
    if (read) return t(`inbox.${read}`, { who });
    if (row.kind === 'assigned') return tn('inbox.assigned', row.count, { who });
    if (row.facts.deed === 'mail_undelivered') return t('inbox.mail_undelivered');
    const status = statuses.find((one) => one === row.facts.status);
    if (status) return tn('inbox.status', row.count, { who, status: t(`status.${status}`) });
    return row.facts.entry ? t('inbox.entry', { who }) : tn('inbox.changed', row.count, { who });
  };
}
