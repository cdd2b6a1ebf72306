import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { type AwardMoney, type Balance, byObjectClass, sumBalances, wholeOf } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { BudgetForm } from './budget-form.tsx';
import { writeEntryQuery } from './entry-query.ts';

type Words = 'justgrants' | 'sf424a';

/** Budget against actual by category, in JustGrants' words or in those of SF-424A. */
export function Balances({ award, money }: { award: string; money: AwardMoney }) {
  const { t, format } = useWords();
  const mayEdit = useAllowed('awards', 'edit');
  const [words, setWords] = useState<Words>('justgrants');
  const [isEditing, setEditing] = useState(false);
  const { budget } = money;
  const isOver = money.award.status === 'closed' || money.award.status === 'declined';
  const rows: (Balance & { key: string; name: ReactNode })[] =
    words === 'justgrants'
      ? money.categories.map((row) => ({
          ...row,
          key: row.category,
          name: <Link to={writeEntryQuery({ category: row.category })}>{t(`money.category.${row.category}`)}</Link>,
        }))
      : byObjectClass(money.categories).map((row) => ({ ...row, key: row.class, name: t(`money.class.${row.class}`) }));
  if (isEditing) return <BudgetForm award={award} money={money} onClose={() => setEditing(false)} />;
  return (
    <section aria-labelledby="money-balances">
      <div className="money-head">
        <h2 id="money-balances">{t('money.balances')}</h2>
        <Segmented<Words>
          aria-label={t('money.words')}
          value={words}
          onChange={setWords}
          options={[
            { value: 'justgrants', label: 'JustGrants' },
            { value: 'sf424a', label: 'SF-424A' },
          ]}
        />
      </div>
      {budget ? (
        <p className="secondary">
          {budget.approved_on
            ? t('money.version', { number: format.number(budget.version_number ?? 1), day: format.dateWithYear(budget.approved_on) })
            : t('money.proposed')}
          {mayEdit && !isOver && (
            <>
              {' · '}
              <button type="button" className="link" onClick={() => setEditing(true)}>
                {t('money.correct')}
              </button>
            </>
          )}
        </p>
      ) : (
        <div className="money-empty">
          <p>{t('money.no_budget')}</p>
          {mayEdit && !isOver && (
            <Button type="primary" onClick={() => setEditing(true)}>
              {t('money.enter_budget')}
            </Button>
          )}
        </div>
      )}
      <ScrollRegion label={t('money.balances_table')}>
        <table className="reach-table money-table">
          <thead>
            <tr>
              <th scope="col">{t('money.category')}</th>
              {(['approved', 'spent', 'open', 'left'] as const).map((part) => (
                <th key={part} scope="col">
                  {t(`money.column.${part}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, ...row }) => (
              <Row key={key} name={name} row={row} isUnplanned={wholeOf(row, 'approved') === 0 && wholeOf(row, 'spent') !== 0} />
            ))}
          </tbody>
          <tfoot>
            {words === 'sf424a' && (
              <Row name={t('money.direct')} row={sumBalances(money.categories.filter(({ category }) => category !== 'indirect'))} />
            )}
            <Row name={t('money.total')} row={sumBalances(money.categories)} />
          </tfoot>
        </table>
      </ScrollRegion>
      <Versions money={money} />
    </section>
  );
}

function Row({ name, row, isUnplanned = false }: { name: ReactNode; row: Balance; isUnplanned?: boolean }) {
  const { t, format } = useWords();
  return (
    <tr>
      <th scope="row">
        {name}
        {isUnplanned && <span className="money-sign">{t('money.unplanned')}</span>}
      </th>
      {(['approved', 'spent', 'open', 'left'] as const).map((part) => {
        const whole = wholeOf(row, part);
        const shares = (['federal', 'match', 'income'] as const).filter((share) => row[`${part}_${share}_cents`] !== 0);
        return (
          <td key={part} className={part === 'left' && whole < 0 ? 'money-over' : undefined}>
            {whole === 0 && shares.length === 0 ? <span className="secondary">–</span> : format.cents(whole)}
            {part === 'left' && whole < 0 && <span className="money-sign">{t('money.over')}</span>}
            {(shares.length > 1 || (shares[0] && shares[0] !== 'federal')) && (
              <span className="money-shares">
                {shares.map((share) => (
                  <span key={share}>
                    {t(`money.share_short.${share}`)} {format.cents(row[`${part}_${share}_cents`])}
                  </span>
                ))}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** The budgets as they were approved, and what is proposed. */
function Versions({ money: { budgets } }: { money: AwardMoney }) {
  const { t, format } = useWords();
  if (budgets.length < 2) return null;
  return (
    <details>
      <summary>{t('money.versions')}</summary>
      <ul className="money-versions">
        {budgets.map(({ id, version_number, status, approved_on, lines, note }) => (
          <li key={id}>
            <b>
              {version_number === null ? t(`money.status.${status}`) : t('money.version_short', { number: format.number(version_number) })}
            </b>{' '}
            {approved_on && <span className="secondary">{format.dateWithYear(approved_on)}</span>}
            <p>
              {lines
                .map(
                  (line) =>
                    `${t(`money.category.${line.category}`)} ${format.cents(line.federal_cents + line.match_cents + line.program_income_cents)}`,
                )
                .join(' · ')}
            </p>
            {note && <p className="secondary">{note}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
