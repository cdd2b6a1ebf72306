import { Link } from 'react-router';
import { type AwardMoney, sumBalances } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { writeEntryQuery } from './entry-query.ts';

/** Where the money stands, in sentences whose figures open the entries behind them. */
export function Summary({ money }: { money: AwardMoney }) {
  const { t, tn, format } = useWords();
  const { burn, to_draw: draw, award, income } = money;
  const sum = sumBalances(money.categories);
  const percent = (bp: number) => format.decimal(bp / 100);
  return (
    <section className="money-summary" aria-label={t('money.summary')}>
      <p className="money-sentence">
        <Link to={writeEntryQuery({ kind: 'expenditure', share: 'federal' })}>{format.cents(sum.spent_federal_cents)}</Link>{' '}
        {burn.spent_bp === null || burn.elapsed_bp === null
          ? t('money.spent_plain')
          : t('money.spent_of', {
              total: format.cents(award.federal_cents),
              spent: percent(burn.spent_bp),
              elapsed: percent(burn.elapsed_bp),
            })}
      </p>
      <p>
        <Link to={writeEntryQuery({ kind: 'drawdown' })}>{format.cents(draw.drawn_cents)}</Link>{' '}
        {draw.withheld_cents > 0
          ? t('money.drawn_withheld', { left: format.cents(draw.available_cents), withheld: format.cents(draw.withheld_cents) })
          : t('money.drawn', { left: format.cents(draw.available_cents) })}
      </p>
      {award.match_cents > 0 && (
        <p>
          <Link to={writeEntryQuery({ kind: 'expenditure', share: 'match' })}>{format.cents(sum.spent_match_cents)}</Link>{' '}
          {t('money.match_of', { total: format.cents(award.match_cents) })}
        </p>
      )}
      {(income.earned_cents !== 0 || income.spent_cents !== 0) && (
        <p>
          <Link to={writeEntryQuery({ kind: 'program_income' })}>{format.cents(income.earned_cents)}</Link>{' '}
          {t('money.income_of', { spent: format.cents(income.spent_cents) })}
        </p>
      )}
      {award.status === 'suspended' && <p className="notice notice-amber">{t('money.suspended')}</p>}
      {money.budget && !money.budget.matches && <p className="notice notice-amber">{t('money.budget_off')}</p>}
      {money.later > 0 && <p className="secondary">{tn('money.later', money.later, { day: format.dateWithYear(money.until) })}</p>}
    </section>
  );
}
