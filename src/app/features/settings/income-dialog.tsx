import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { readCents, writeCents } from '../../../domain/shared/money.ts';
import { nameAct } from '../../providers/acts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { refusalText } from '../../shared/refusal-text.ts';

export type IncomeYear = { basis: 'poverty' | 'median'; year: number; source: string; amounts: number[] };

const sizes = 8;

/** A year of incomes as its notice prints it: for one person, for two, and so on. */
export function IncomeDialog({ start, onClose }: { start: IncomeYear; onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [year, setYear] = useState(String(start.year));
  const [source, setSource] = useState(start.source);
  const [amounts, setAmounts] = useState(() =>
    Array.from({ length: Math.max(sizes, start.amounts.length) }, (_, index) => writeCents(start.amounts[index] ?? null)),
  );
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const refusal = error ? toRefusal(error) : null;
  const at = (...hints: string[]) => (refusal?.field && hints.includes(refusal.field) ? refusalText(refusal, t) : undefined);
  const isNew = start.amounts.length === 0;
  const read = amounts.map(readCents);
  const wrong = read.indexOf(undefined);

  async function save() {
    if (wrong >= 0 || isWorking) return;
    const act = nameAct();
    setWorking(true);
    setError(null);
    const last = read.findLastIndex((amount) => amount !== null);
    const p_limits = { basis: start.basis, year: year.trim(), source, amounts: read.slice(0, last + 1) };
    try {
      await call({
        url: 'save_income_limits',
        method: 'post',
        values: { p_limits },
        meta: { act },
        successNotification: false,
        errorNotification: false,
      });
      onClose();
      done(t('incomes.saved', { year }), { undo: act });
      await invalidate({ resource: 'income_limits', invalidates: ['resourceAll'] });
    } catch (refused) {
      setError(refused);
      setTimeout(() => document.querySelector<HTMLElement>('.dialog-form [aria-invalid="true"]')?.focus());
    } finally {
      setWorking(false);
    }
  }
  const atAmounts = at('income_amounts', 'income_order');
  return (
    <Modal open title={t(`incomes.add_${start.basis}`)} footer={null} onCancel={onClose} destroyOnHidden width={520}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {isNew ? (
          <TextField
            label={t('incomes.of_year')}
            value={year}
            onChange={setYear}
            inputMode="numeric"
            maxLength={4}
            error={at('income_year')}
          />
        ) : (
          <p>{t('incomes.year', { year: start.year })}</p>
        )}
        <TextField
          label={t('incomes.source')}
          value={source}
          onChange={setSource}
          maxLength={300}
          hint={t('incomes.source_hint')}
          error={at('income_source')}
        />
        <div className="form-grid">
          {amounts.map((amount, index) => (
            <TextField
              key={`size-${(index + 1).toString()}`}
              label={t(index === 0 ? 'incomes.size_one' : 'incomes.size_other', { count: index + 1 })}
              value={amount}
              onChange={(next) => setAmounts((now) => now.map((one, place) => (place === index ? next : one)))}
              inputMode="decimal"
              maxLength={14}
              error={read[index] === undefined ? t('application.wrong.amount') : undefined}
            />
          ))}
        </div>
        <p className="secondary">{t('incomes.beyond')}</p>
        {atAmounts && <p className="field-error">{atAmounts}</p>}
        {!atAmounts && !at('income_year', 'income_source') && <RefusedLine error={error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={isWorking}>
            {t('settings.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
