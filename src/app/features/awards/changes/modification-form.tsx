import { Button, Input } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { type BudgetCategory, budgetCategories } from '../../../../domain/awards/budget-categories.ts';
import {
  type AwardChanges,
  asksForBudget,
  type Modification,
  type ModificationSubtype,
  modificationSubtypes,
} from '../../../../domain/awards/changes.ts';
import { readSignedCents } from '../../../../domain/awards/typed-cents.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { useAwardActs } from '../actions.ts';

type ModificationFormProps = {
  award: string;
  changes: AwardChanges;
  modification: Modification | null;
  /** Whole amounts by category that a move would have come to. */
  proposed: Record<string, number> | null;
  onClose: () => void;
};
const columnsOf = ['federal_cents', 'match_cents', 'program_income_cents'] as const;
type Column = (typeof columnsOf)[number];
const cellOf = (category: BudgetCategory, column: Column) => `${category}.${column}`;
const fields: Record<string, string> = {
  subtype: 'subtype',
  reduction_cops: 'subtype',
  gam_number: 'gam_number',
  gam_number_taken: 'gam_number',
  new_ends_on: 'new_ends_on',
  new_ends_on_far: 'new_ends_on',
  extension_terminated: 'new_ends_on',
  federal_change_missing: 'change',
  modification_reason: 'reason',
};

/** What a modification asks for; a budget modification with the budget, category by category. */
export function ModificationForm({ award, changes, modification, proposed, onClose }: ModificationFormProps) {
  const { t, format, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useAwardActs();
  const facts = changes.award;
  const [subtype, setSubtype] = useState<ModificationSubtype>(modification?.subtype ?? 'budget_modification');
  const [number, setNumber] = useState(modification?.gam_number ?? '');
  const [end, setEnd] = useState(modification?.new_ends_on ?? '');
  const [change, setChange] = useState(modification?.federal_change_cents ? writeCents(Math.abs(modification.federal_change_cents)) : '');
  const [reason, setReason] = useState(modification?.reason ?? '');
  const [version, setVersion] = useState(modification?.version ?? null);
  const [typed, setTyped] = useState<Record<string, string>>(() => startOf(changes, modification, proposed));
  const hasBudget = asksForBudget(subtype);
  const columns = columnsOf.filter((column) => column === 'federal_cents' || facts[column] > 0);
  const cents = (category: BudgetCategory, column: Column) => readCents(typed[cellOf(category, column)] ?? '');
  const changed = subtype === 'budget_reduction' ? negative(readSignedCents(change)) : readSignedCents(change);
  const isWrong = hasBudget && budgetCategories.some((category) => columns.some((column) => cents(category, column) === undefined));
  const leftOf = (column: Column) =>
    facts[column] +
    (column === 'federal_cents' ? (changed ?? 0) : 0) -
    budgetCategories.reduce((sum, category) => sum + (cents(category, column) ?? 0), 0);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = refusal?.field ? fields[refusal.field] : undefined;
  const errorOf = (field: string) => (at === field && refusal ? refusalText(refusal, t) : undefined);

  async function save() {
    if (isWrong || changed === undefined) return;
    const isBudget = hasBudget && budgetCategories.some((category) => columns.some((column) => (cents(category, column) ?? 0) > 0));
    const p_modification = {
      subtype,
      gam_number: number,
      reason,
      new_ends_on: subtype === 'period_extension' ? readDay(end, today, locale) : null,
      federal_change_cents: hasBudget ? (changed ?? 0) : 0,
      ...(isBudget
        ? {
            lines: budgetCategories
              .map(
                (category) =>
                  ({ category, ...Object.fromEntries(columnsOf.map((column) => [column, cents(category, column) ?? 0])) }) as Record<
                    string,
                    string | number
                  >,
              )
              .filter((line) => columnsOf.some((column) => line[column] !== 0)),
          }
        : {}),
    };
    const saved = await acts.rpc(
      'save_modification',
      { p_award: award, p_modification, ...(modification ? { p_id: modification.id, p_version: version } : {}) },
      ({ act }) => {
        onClose();
        done(t('changes.modification_saved'), { undo: act });
      },
    );
    if (!saved && modification) setVersion(changes.modifications.find(({ id }) => id === modification.id)?.version ?? version);
  }
  return (
    <form
      className="money-entry"
      aria-label={t(modification ? 'changes.edit_modification' : 'changes.add_modification')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ChoiceField
        label={t('changes.about')}
        value={subtype}
        options={modificationSubtypes
          .filter((one) => one !== 'budget_reduction' || facts.component === 'COPS' || subtype === one)
          .map((value) => ({ value, label: t(`changes.subtype.${value}`) }))}
        error={errorOf('subtype')}
        onChange={(next) => setSubtype((next ?? 'budget_modification') as ModificationSubtype)}
      />
      <TextField
        label={t('changes.gam_number')}
        hint={t('changes.gam_hint')}
        maxLength={40}
        value={number}
        onChange={setNumber}
        error={errorOf('gam_number')}
      />
      {subtype === 'period_extension' && (
        <DayField
          label={t('changes.new_end')}
          hint={facts.ends_on ? t('changes.new_end_hint', { day: format.dateWithYear(facts.ends_on) }) : undefined}
          value={end}
          onChange={setEnd}
          error={errorOf('new_ends_on')}
        />
      )}
      {hasBudget && (
        <TextField
          label={t(subtype === 'budget_reduction' ? 'changes.reduced_by' : 'changes.changed_by')}
          hint={subtype === 'budget_reduction' ? undefined : t('changes.changed_hint')}
          inputMode="decimal"
          maxLength={24}
          value={change}
          onChange={setChange}
          error={changed === undefined ? t('money.amount_wrong') : errorOf('change')}
        />
      )}
      <TextField label={t('changes.reason')} rows={3} maxLength={5000} value={reason} onChange={setReason} error={errorOf('reason')} />
      {hasBudget && (
        <div className="form-wide">
          <ScrollRegion label={t('changes.asked_budget')}>
            <table className="reach-table money-table">
              <thead>
                <tr>
                  <th scope="col">{t('changes.asked_budget')}</th>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {t(`money.of.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {budgetCategories.map((category) => (
                  <tr key={category}>
                    <th scope="row">{t(`money.category.${category}`)}</th>
                    {columns.map((column) => (
                      <td key={column}>
                        <Input
                          className="money-cell"
                          prefix="$"
                          inputMode="decimal"
                          autoComplete="off"
                          aria-label={`${t(`money.category.${category}`)}: ${t(`money.of.${column}`)}`}
                          aria-invalid={cents(category, column) === undefined}
                          status={cents(category, column) === undefined ? 'error' : ''}
                          value={typed[cellOf(category, column)] ?? ''}
                          onFocus={(event) => event.target.select()}
                          onChange={(event) => setTyped((now) => ({ ...now, [cellOf(category, column)]: event.target.value }))}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{t('money.to_give_out')}</th>
                  {columns.map((column) => (
                    <td key={column} className={leftOf(column) === 0 ? undefined : 'money-over'}>
                      {leftOf(column) === 0 ? t('money.even') : format.cents(leftOf(column))}
                    </td>
                  ))}
                </tr>
              </tfoot>
            </table>
          </ScrollRegion>
        </div>
      )}
      <div className="form-wide">
        {isWrong && <p className="field-error">{t('money.amount_wrong')}</p>}
        {!at && <RefusedLine error={acts.error} />}
        <div className="form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('changes.save_modification')}
          </Button>
        </div>
      </div>
    </form>
  );
}

const negative = (cents: number | null | undefined): number | null | undefined => (cents ? -Math.abs(cents) : cents);

/** What the budget fields begin with: what is asked for by now, what a move came to, or what holds. */
function startOf(
  changes: AwardChanges,
  modification: Modification | null,
  proposed: Record<string, number> | null,
): Record<string, string> {
  if (modification?.lines)
    return Object.fromEntries(
      modification.lines.flatMap((line) =>
        columnsOf.map((column) => [cellOf(line.category, column), line[column] === 0 ? '' : writeCents(line[column])]),
      ),
    );
  // A move knows no shares: with match or income they are typed in.
  if (changes.award.match_cents > 0 || changes.award.program_income_cents > 0) return {};
  return Object.fromEntries(
    changes.lines.map(({ category, approved_cents, moved_cents }) => {
      const cents = proposed?.[category] ?? approved_cents + moved_cents;
      return [cellOf(category, 'federal_cents'), cents === 0 ? '' : writeCents(cents)];
    }),
  );
}
