import type { AwardFacts } from '../../../../domain/awards/award.ts';
import { sumCents } from '../../../../domain/shared/money.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** What other bodies get of it, and what stays with the city. */
export function AwardShares({ facts: { shares, award } }: { facts: AwardFacts }) {
  const { t, format } = useWords();
  if (shares.length === 0) return null;
  const given = sumCents(shares.map(({ amount_cents }) => amount_cents)) ?? 0;
  return (
    <section className="award-part" aria-labelledby="award-shares">
      <h2 id="award-shares">{t('award.shares')}</h2>
      <ul className="award-lines">
        {shares.map(({ id, organization, amount_cents, purpose, account_string }) => (
          <li key={id}>
            <span>{organization}</span>
            <span className="secondary">{[purpose, account_string].filter(Boolean).join(' · ')}</span>
            <span className="award-line-end award-amount">{format.money(amount_cents)}</span>
          </li>
        ))}
        <li className="award-lines-sum">
          <span>{t('award.share_city')}</span>
          <span />
          <span className="award-line-end award-amount">{format.money(award.total_cents - given)}</span>
        </li>
      </ul>
    </section>
  );
}
