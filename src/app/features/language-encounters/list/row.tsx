import { Link } from 'react-router';
import type { EncounterRow } from '../../../../domain/language-encounters/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { outcomeTones, useEncounterWords } from '../../../shared/encounters/encounter-words.ts';

/** One encounter: which language and how; what for and by whom; how it went. */
export function EncounterLine({ row }: { row: EncounterRow }) {
  const { t, format } = useWords();
  const words = useEncounterWords();
  const record = row.inquiry_id
    ? { to: `/inquiries/${row.inquiry_id}`, name: t('encounters.of_inquiry', { number: row.inquiry_number ?? '' }) }
    : row.event_id
      ? { to: `/events/${row.event_id}`, name: row.event_title ?? '' }
      : row.referral_id
        ? { to: `/referrals/${row.referral_id}`, name: t('encounters.of_referral', { number: row.referral_number ?? '' }) }
        : null;
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/language-encounters/${row.id}`} className="row-title">
          {words.title(row)}
        </Link>
        {row.asked_for && <p className="row-facts">{row.asked_for}</p>}
        <p className="secondary encounter-of">
          {[format.instant(row.occurred_at), row.vendor_name ?? row.interpreter_name, words.length(row), row.staff_name]
            .filter(Boolean)
            .join(' · ')}
          {record && (
            <>
              {' · '}
              <Link to={record.to}>{record.name}</Link>
            </>
          )}
        </p>
        {row.follow_up_on && !row.followed_up_at && (
          <p className="row-facts">{t('encounters.follow_up_on', { day: format.date(row.follow_up_on) })}</p>
        )}
      </div>
      <div className="row-end">
        <Tag tone={outcomeTones[row.outcome]}>{words.outcome(row.outcome, row.unmet_reason)}</Tag>
        {row.used_family && <Tag tone="amber">{t(row.used_minor ? 'encounters.minor' : 'encounters.family')}</Tag>}
        {row.is_test && <Tag tone="violet">{t('encounters.test')}</Tag>}
      </div>
    </li>
  );
}
