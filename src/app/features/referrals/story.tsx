import type { ReferralFacts } from '../../../domain/referrals/referral.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Tag } from '../../shared/components/tag.tsx';

const letterTones = { waiting: 'plain', sent: 'green', failed: 'brick', cancelled: 'plain' } as const;

/** What happened, in order; then the letters that went to the receiver. */
export function Story({ facts }: { facts: ReferralFacts }) {
  const { t, format } = useWords();
  const { events, letters } = facts;
  return (
    <>
      {events.length > 0 && (
        <>
          <h2>{t('referral.story')}</h2>
          <ol className="referral-story">
            {events.map(({ id, kind, body, receiver, staff, at }) => (
              <li key={id}>
                <b>{t(`referral.step.${kind}`)}</b>{' '}
                <span className="secondary">
                  {[staff ?? (receiver === null ? null : receiver || t('referral.by_receiver')), format.instant(at)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {body && <p className="lines">{body}</p>}
              </li>
            ))}
          </ol>
        </>
      )}
      {letters.length > 0 && (
        <>
          <h2>{t('referral.letters')}</h2>
          <ul className="referral-lines">
            {letters.map(({ id, kind, to, status, at }) => (
              <li key={id}>
                <span>{t(`referral.letter.${kind.replace('referral.', '') as 'sent'}`)}</span>
                <Tag tone={letterTones[status]}>{t(`referral.letter_status.${status}`)}</Tag>
                <span className="secondary">{`${to} · ${format.instant(at)}`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
