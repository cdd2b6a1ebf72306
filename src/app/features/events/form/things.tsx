import { AutoComplete, Checkbox, Input, Select } from 'antd';
import { costCategories } from '../../../../domain/events/event.ts';
import { readCents, sumCents } from '../../../../domain/shared/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Lines } from '../../../shared/fields/lines.tsx';
import { ClashNote } from './clash-note.tsx';
import { ManyField } from './many-field.tsx';
import type { FormPartProps } from './part.ts';
import { emptyCost, emptySupply } from './values.ts';

/** What has to be in the car, and things of the office that cannot be at two places. */
export function FormThings({ values, onChange, errors, clashes, suggestions }: FormPartProps) {
  const { t } = useWords();
  return (
    <div className="form-stack">
      <Lines
        legend={t('event.form.supplies')}
        rows={values.supplies}
        onChange={(rows) => onChange({ supplies: rows })}
        empty={emptySupply}
        add={t('event.form.add_supply')}
        className="line-supply"
        errors={errors}
        error={errors.supplies}
      >
        {(row, patch, number) => (
          <>
            <Input
              aria-label={t('event.form.quantity', { number })}
              inputMode="numeric"
              value={row.quantity}
              maxLength={6}
              onChange={(event) => patch({ quantity: event.target.value })}
            />
            <AutoComplete
              aria-label={t('event.form.item', { number })}
              value={row.item}
              maxLength={200}
              options={(suggestions.supplies ?? []).map((value) => ({ value }))}
              filterOption={(typed, option) => (option?.value ?? '').toLowerCase().includes(typed.toLowerCase())}
              onChange={(item: string) => patch({ item: item ?? '' })}
            />
            <Checkbox checked={row.is_packed} onChange={(event) => patch({ is_packed: event.target.checked })}>
              {t('event.form.packed')}
            </Checkbox>
          </>
        )}
      </Lines>
      <div>
        <ManyField
          label={t('event.form.equipment')}
          hint={t('event.form.equipment_hint')}
          free
          value={values.equipment}
          options={(suggestions.equipment ?? []).map((value) => ({ value, label: value }))}
          onChange={(equipment) => onChange({ equipment })}
          error={errors.equipment}
        />
        <ClashNote clashes={clashes.filter(({ kind }) => kind === 'equipment')} />
      </div>
    </div>
  );
}

/** What it costs, planned and as it was. */
export function FormCosts({ values, onChange, errors, suggestions }: FormPartProps) {
  const { t, format } = useWords();
  const planned = sumCents(values.costs.map((row) => readCents(row.planned)));
  const actual = sumCents(values.costs.map((row) => readCents(row.actual)));
  return (
    <>
      <Lines
        legend={t('event.form.costs')}
        rows={values.costs}
        onChange={(rows) => onChange({ costs: rows })}
        empty={emptyCost}
        add={t('event.form.add_cost')}
        className="line-cost"
        errors={errors}
        error={errors.costs}
      >
        {(row, patch, number) => (
          <>
            <Input
              aria-label={t('event.form.cost_label', { number })}
              placeholder={t('event.form.cost_label_short')}
              maxLength={200}
              value={row.label}
              onChange={(event) => patch({ label: event.target.value })}
            />
            <Select
              aria-label={t('event.form.cost_category', { number })}
              value={row.category}
              options={costCategories.map((value) => ({ value, label: t(`event.cost.${value}`) }))}
              onChange={(category) => patch({ category })}
            />
            <Input
              aria-label={t('event.form.cost_planned', { number })}
              prefix="$"
              suffix={t('event.form.planned_short')}
              inputMode="decimal"
              value={row.planned}
              onChange={(event) => patch({ planned: event.target.value })}
            />
            <Input
              aria-label={t('event.form.cost_actual', { number })}
              prefix="$"
              suffix={t('event.form.actual_short')}
              inputMode="decimal"
              value={row.actual}
              onChange={(event) => patch({ actual: event.target.value })}
            />
            <AutoComplete
              aria-label={t('event.form.fund', { number })}
              placeholder={t('event.form.fund_short')}
              value={row.fund}
              maxLength={120}
              options={(suggestions.funds ?? []).map((value) => ({ value }))}
              onChange={(fund: string) => patch({ fund: fund ?? '' })}
            />
          </>
        )}
      </Lines>
      {(planned !== null || actual !== null) && (
        <p className="form-sum">
          {[
            planned === null ? null : t('event.form.planned_sum', { amount: format.money(planned) }),
            actual === null ? null : t('event.form.actual_sum', { amount: format.money(actual) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </>
  );
}
