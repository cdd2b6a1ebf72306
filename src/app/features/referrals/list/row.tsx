import { Link } from 'react-router';
import type { ReferralRow } from '../../../../domain/referrals/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useSharedWords } from '../../../shared/referrals/shared-words.ts';
import { referralTones } from '../../../shared/referrals/tones.ts';

/** One referral: who has it, from what it came, what is asked; how it stands and what is due. */
export function ReferralLine({ row }: { row: ReferralRow }) {
  const { t, format } = useWords();
  const { languageName } = useSharedWords();
  const source = row.inquiry_number ? `${row.inquiry_number} ${row.inquiry_subject}` : row.event_title;
  const language = row.language === 'en' ? null : languageName(row.language);
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/referrals/${row.id}`} className="row-title">
          {row.organization}
        </Link>
        <p className="row-facts">{[t('referral.number', { number: row.number }), row.resident, source].filter(Boolean).join(' · ')}</p>
        <p className="secondary">
          {[row.topic, language, row.district, row.service_request_number && `311 ${row.service_request_number}`, row.sender]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {row.due_at && (
          <p className={row.is_late ? 'row-facts late' : 'secondary'}>
            {t(row.is_late ? 'referrals.due_since' : 'referrals.due', { time: format.instant(row.due_at) })}
          </p>
        )}
        {row.status === 'declined' && (
          <p className="row-facts">{t('referral.responsible', { name: row.responsible ?? row.responsible_name ?? '' })}</p>
        )}
      </div>
      <div className="row-end">
        <Tag tone={referralTones[row.status]}>{t(`told.referral.status.${row.status}`)}</Tag>
        {row.asked_at && row.status !== 'asked' && <Tag tone="amber">{t('told.referral.status.asked')}</Tag>}
        {row.outcome && <Tag tone="plain">{t(`told.referral.outcome.${row.outcome}`)}</Tag>}
      </div>
    </li>
  );
}
