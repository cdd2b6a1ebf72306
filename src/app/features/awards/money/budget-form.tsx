import { Button, Input } from 'antd';
import { useState } from 'react';
import { type BudgetCategory, budgetCategories } from '../../../../domain/awards/budget-categories.ts';
import type { AwardMoney } from '../../../../domain/awards/money.ts';
import { readCents, sumCents, writeCents } from '../../../../domain/shared/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { useMoneyActs } from './actions.ts';

const shares = ['federal_cents', 'match_cents', 'program_income_cents'] as const;
type Share = (typeof shares)[number];
type Typed = Record<string, string>;
const cellOf = (category: BudgetCategory, share: Share) => `${category}.${share}`;

/** A budget, typed in category by category; what is still to be given out is counted while typing. */
export function BudgetForm({ award, money, onClose }: { award: string; money: AwardMoney; onClose: () => void }) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const acts = useMoneyActs();
  const [held] = useState(money.budget);
  const lines = held ? (money.budgets.find(({ id }) => id === held.id)?.lines ?? []) : [];
  const [typed, setTyped] = useState<Typed>(() =>
    Object.fromEntries(
      lines.flatMap((line) => shares.map((share) => [cellOf(line.category, share), line[share] === 0 ? '' : writeCents(line[share])])),
    ),
  );
  const [day, setDay] = useState(held?.approved_on ?? '');
  // The version that was looked at; after a conflict the next try is made on what is there now.
  const [version, setVersion] = useState(held?.version ?? null);
  const shown = shares.filter((share) => money.award[share] > 0 || budgetCategories.some((category) => typed[cellOf(category, share)]));
  const columns = shown.length > 0 ? shown : (['federal_cents'] as const);
  const centsOf = (category: BudgetCategory, share: Share) => readCents(typed[cellOf(category, share)] ?? '');
  const wrong = budgetCategories.some((category) => columns.some((share) => centsOf(category, share) === undefined));
  const leftOf = (share: Share) => money.award[share] - (sumCents(budgetCategories.map((category) => centsOf(category, share))) ?? 0);

  async function save() {
    if (wrong) return;
    const p_lines = budgetCategories.map((category) => ({
      category,
      ...Object.fromEntries(shares.map((share) => [share, centsOf(category, share) ?? 0])),
      note: lines.find((line) => line.category === category)?.note ?? '',
    }));
    const facts = { ...(day ? { approved_on: day } : {}), ...(held ? { id: held.id, version } : {}) };
    const isSaved = await acts.rpc('save_budget', { p_award: award, p_lines, p_facts: facts }, (act) => {
      onClose();
      done(t('money.budget_saved'), { undo: act, onUndone: () => void acts.refresh() });
    });
    if (!isSaved) setVersion(money.budget?.version ?? null);
  }

  return (
    <form
      className="money-budget"
      aria-labelledby="money-budget"
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void save();
      }}
    >
      <h2 id="money-budget">{t(held ? 'money.correct_budget' : 'money.enter_budget')}</h2>
      <p className="secondary">{t(held ? 'money.correct_hint' : 'money.budget_hint')}</p>
      <ScrollRegion label={t('money.balances_table')}>
        <table className="reach-table money-table">
          <thead>
            <tr>
              <th scope="col">{t('money.category')}</th>
              {columns.map((share) => (
                <th key={share} scope="col">
                  {t(`money.of.${share}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {budgetCategories.map((category, index) => (
              <tr key={category}>
                <th scope="row">{t(`money.category.${category}`)}</th>
                {columns.map((share, column) => (
                  <td key={share}>
                    <Input
                      className="money-cell"
                      prefix="$"
                      inputMode="decimal"
                      autoComplete="off"
                      autoFocus={index === 0 && column === 0}
                      aria-label={`${t(`money.category.${category}`)}: ${t(`money.of.${share}`)}`}
                      aria-invalid={centsOf(category, share) === undefined}
                      status={centsOf(category, share) === undefined ? 'error' : ''}
                      value={typed[cellOf(category, share)] ?? ''}
                      onFocus={(event) => event.target.select()}
                      onChange={(event) => setTyped((now) => ({ ...now, [cellOf(category, share)]: event.target.value }))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('money.to_give_out')}</th>
              {columns.map((share) => (
                <td key={share} className={leftOf(share) === 0 ? undefined : 'money-over'}>
                  {leftOf(share) === 0 ? t('money.even') : format.cents(leftOf(share))}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
      <Field label={t('money.approved_on')} hint={held ? undefined : t('money.approved_hint')}>
        {(control) => <input {...control} className="native" type="date" value={day} onChange={({ target }) => setDay(target.value)} />}
      </Field>
      {wrong && <p className="field-error">{t('money.amount_wrong')}</p>}
      <RefusedLine error={acts.error} />
      <div className="form-foot">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('money.save_budget')}
        </Button>
      </div>
    </form>
  );
}
