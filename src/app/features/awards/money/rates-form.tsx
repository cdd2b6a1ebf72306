import { Button, Input } from 'antd';
import { useState } from 'react';
import type { AwardMoney } from '../../../../domain/awards/money.ts';
import { readRate, writeRate } from '../../../../domain/awards/typed-rate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { useMoneyActs } from './actions.ts';

const types = ['de_minimis', 'provisional', 'predetermined', 'final', 'fixed'] as const;
const methods = ['addition', 'deduction'] as const;

/** The two facts that only SF-425 asks for: the indirect cost rate, and how program income is spent. */
export function RatesForm({ award, facts, onClose }: { award: string; facts: AwardMoney['award']; onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useMoneyActs();
  const [type, setType] = useState(facts.indirect_type);
  const [rate, setRate] = useState(writeRate(facts.indirect_rate_bp));
  const [method, setMethod] = useState<string>(facts.program_income_method);
  const [isWrong, setWrong] = useState(false);

  async function save() {
    const bp = readRate(rate);
    setWrong(bp === undefined || (bp === null) !== (type === null));
    if (bp === undefined || (bp === null) !== (type === null)) return;
    const p_facts = { indirect_type: type, indirect_rate_bp: bp, program_income_method: method };
    await acts.rpc('save_award_rates', { p_award: award, p_facts }, (act) => {
      onClose();
      done(t('money.rates_saved'), { undo: act, onUndone: () => void acts.refresh() });
    });
  }
  return (
    <form
      className="money-entry"
      aria-label={t('money.rates')}
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void save();
      }}
    >
      <ChoiceField
        label={t('money.rate_type')}
        value={type}
        emptyLabel={t('money.rate_none')}
        options={types.map((value) => ({ value, label: t(`money.indirect.${value}`) }))}
        onChange={setType}
      />
      <Field label={t('money.rate_percent')} error={isWrong ? t('money.rate_wrong') : undefined}>
        {(control) => (
          <Input
            {...control}
            suffix="%"
            inputMode="decimal"
            autoComplete="off"
            value={rate}
            onChange={({ target }) => setRate(target.value)}
          />
        )}
      </Field>
      <ChoiceField
        label={t('money.income_method')}
        value={method}
        options={methods.map((value) => ({ value, label: t(`money.method.${value}`) }))}
        onChange={(value) => setMethod(value ?? 'addition')}
      />
      <div className="form-wide">
        <RefusedLine error={acts.error} />
        <div className="form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('money.save')}
          </Button>
        </div>
      </div>
    </form>
  );
}
