import '../../styles/things.css';
import '../../styles/referrals.css';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Tag } from '../components/tag.tsx';
import { referralTones } from './tones.ts';
import { type RecordOfReferrals, useRecordReferrals } from './use-referrals.ts';

const ReferDialog = lazy(async () => ({ default: (await import('./refer-dialog.tsx')).ReferDialog }));

/** Who else helps with a record, and how that stands; and the way to hand it over. */
export function RecordReferrals({ record }: { record: RecordOfReferrals }) {
  const { t, format } = useWords();
  const source = record.table === 'residents' ? null : record;
  const mayRefer = useAllowed('referrals', 'create') && source !== null;
  const rows = useRecordReferrals(record);
  const [isOpen, setOpen] = useState(false);
  if (!mayRefer && !rows?.length) return null;
  return (
    <section className="things" aria-label={t('referrals.heading')}>
      <div className="things-head">
        <h2>{t('referrals.heading')}</h2>
        {mayRefer && (
          <p className="things-ways">
            <button type="button" className="link" onClick={() => setOpen(true)}>
              {t('referral.new')}
            </button>
          </p>
        )}
      </div>
      {rows && rows.length > 0 && (
        <ul className="referral-lines">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={`/referrals/${row.id}`}>{row.organization}</Link>
              <Tag tone={row.is_late ? 'brick' : referralTones[row.status]}>
                {row.is_late ? t('referrals.late') : t(`told.referral.status.${row.status}`)}
              </Tag>
              <span className="secondary">
                {[
                  t('referral.number', { number: row.number }),
                  row.outcome && t(`told.referral.outcome.${row.outcome}`),
                  row.service_request_number && `311 ${row.service_request_number}`,
                  row.due_at && t('referrals.due', { time: format.instant(row.due_at) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isOpen && source && (
        <Suspense>
          <ReferDialog record={source} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  );
}
