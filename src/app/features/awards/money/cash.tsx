import type { AwardMoney } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** Federal cash that was drawn and is not spent yet, drawdown by drawdown; what is there for more than ten days is flagged. */
export function Cash({ money: { cash } }: { money: AwardMoney }) {
  const { t, tn, format } = useWords();
  return (
    <section aria-labelledby="money-cash">
      <h2 id="money-cash">{t('money.cash')}</h2>
      {cash.old_cents > 0 && <p className="notice notice-brick">{t('money.cash_old', { amount: format.cents(cash.old_cents) })}</p>}
      {cash.on_hand_cents === 0 ? (
        <p className="secondary">{t('money.cash_none')}</p>
      ) : (
        <>
          <p>{t('money.cash_on_hand', { amount: format.cents(cash.on_hand_cents) })}</p>
          <ul className="money-layers">
            {cash.layers.map(({ id, drawn_on, amount_cents, left_cents, days }) => (
              <li key={id}>
                <span>
                  <b>{format.cents(left_cents)}</b>{' '}
                  {t('money.layer', { amount: format.cents(amount_cents), day: format.dateWithYear(drawn_on) })}
                </span>
                <span className={days > 10 ? 'money-over' : 'secondary'}>{tn(days > 10 ? 'money.days_old' : 'money.days', days)}</span>
              </li>
            ))}
          </ul>
          <p className="secondary">{t('money.cash_how')}</p>
        </>
      )}
    </section>
  );
}
