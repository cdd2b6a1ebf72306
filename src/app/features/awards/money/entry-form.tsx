import { useList } from '@refinedev/core';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import {
  budgetCategories,
  type EntryKind,
  entryKinds,
  isCost,
  type MoneyShare,
  moneyShares,
} from '../../../../domain/awards/budget-categories.ts';
import type { EntryRow } from '../../../../domain/awards/money.ts';
import { readSignedCents } from '../../../../domain/awards/typed-cents.ts';
import { writeCents } from '../../../../domain/shared/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { fieldOf, useMoneyActs } from './actions.ts';
import { useOpenObligations } from './use-money.ts';

type EntryFormProps = { award: string; entry: EntryRow | null; isCorrection: boolean; onClose: () => void };
type Values = {
  kind: EntryKind;
  share: MoneyShare;
  category: string | null;
  amount: string;
  entry_on: string;
  description: string;
  payee: string;
  reference: string;
  account_string: string;
  obligation_id: string | null;
  subaward_id: string | null;
};

/** What an entry starts with: nothing, what it is, or, for a correction, the same with the other sign. */
function startOf(entry: EntryRow | null, isCorrection: boolean, today: string): Values {
  if (!entry)
    return {
      kind: 'expenditure',
      share: 'federal',
      category: null,
      amount: '',
      entry_on: today,
      description: '',
      payee: '',
      reference: '',
      account_string: '',
      obligation_id: null,
      subaward_id: null,
    };
  const { kind, share, category, amount_cents, entry_on, description, payee, reference, account_string, obligation_id, subaward_id } =
    entry;
  return {
    kind,
    share,
    category,
    amount: writeCents(isCorrection ? -amount_cents : amount_cents),
    entry_on: isCorrection ? today : entry_on,
    description,
    payee: payee ?? '',
    reference: isCorrection ? '' : (reference ?? ''),
    account_string: account_string ?? '',
    obligation_id,
    subaward_id,
  };
}

/** The fields that every cost has. */
const shownFields = ['kind', 'category', 'amount_cents', 'entry_on', 'description', 'reference'];

/** One entry by hand. Stays open for the next one after it was added. */
export function EntryForm({ award, entry, isCorrection, onClose }: EntryFormProps) {
  const { t } = useWords();
  const today = useToday();
  const { done } = useNotify();
  const acts = useMoneyActs();
  const [values, setValues] = useState(() => startOf(entry, isCorrection, today));
  const [wrongAmount, setWrongAmount] = useState(false);
  const set = (change: Partial<Values>) => setValues((now) => ({ ...now, ...change }));
  const cost = isCost(values.kind);
  const obligations = useOpenObligations(award, values.kind === 'expenditure' ? values.share : null);
  const subawards = useSubawards(award);
  const refused = fieldOf(acts.error);
  const refusal = refused ? refusalText(toRefusal(acts.error), t) : undefined;
  const errorOf = (field: string) => (refused === field ? refusal : undefined);
  // Said at its field, where that is shown.
  const isSaidThere = refused !== null && shownFields.includes(refused);
  const isNew = !entry || isCorrection;

  async function save() {
    const cents = readSignedCents(values.amount);
    setWrongAmount(cents === undefined || cents === null || cents === 0);
    if (!cents) return;
    const { amount: _typed, ...rest } = values;
    const p_entry = {
      ...rest,
      ...(isNew ? { award_id: award } : {}),
      amount_cents: cents,
      category: cost ? values.category : null,
      obligation_id: values.kind === 'expenditure' ? values.obligation_id : null,
      subaward_id: cost ? values.subaward_id : null,
    };
    await acts.rpc('save_entry', isNew ? { p_entry } : { p_entry, p_id: entry.id, p_version: entry.version }, (act) => {
      if (isNew && !isCorrection) set({ amount: '', description: '', payee: '', reference: '', obligation_id: null });
      else onClose();
      done(t(isNew ? 'money.added' : 'money.saved'), { undo: act, onUndone: () => void acts.refresh() });
    });
  }

  const input = (name: 'description' | 'payee' | 'reference' | 'account_string', maxLength: number) => (
    <Field label={t(`money.field.${name}`)} error={errorOf(name)}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          maxLength={maxLength}
          value={values[name]}
          onChange={({ target }) => set({ [name]: target.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      className="money-entry"
      aria-label={t(isCorrection ? 'money.correct_entry' : entry ? 'money.edit_entry' : 'money.add_entry')}
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void save();
      }}
    >
      {isCorrection && <p className="secondary form-wide">{t('money.correction_hint')}</p>}
      <ChoiceField
        label={t('money.kind')}
        value={values.kind}
        options={entryKinds.map((value) => ({ value, label: t(`money.kind.${value}`) }))}
        error={errorOf('kind')}
        onChange={(kind) => set({ kind: (kind ?? 'expenditure') as EntryKind, ...(kind === 'drawdown' ? { share: 'federal' } : {}) })}
      />
      <Field
        label={t('money.field.amount')}
        hint={t('money.amount_hint')}
        error={wrongAmount ? t('money.amount_needed') : errorOf('amount_cents')}
      >
        {(control) => (
          <Input
            {...control}
            prefix="$"
            inputMode="decimal"
            autoComplete="off"
            autoFocus
            value={values.amount}
            onChange={({ target }) => set({ amount: target.value })}
          />
        )}
      </Field>
      <Field label={t('money.field.entry_on')} error={errorOf('entry_on')}>
        {(control) => (
          <input
            {...control}
            className="native wide"
            type="date"
            value={values.entry_on}
            onChange={({ target }) => set({ entry_on: target.value })}
          />
        )}
      </Field>
      {cost && (
        <>
          <ChoiceField
            label={t('money.category')}
            value={values.category}
            placeholder={t('money.choose_category')}
            options={budgetCategories.map((value) => ({ value, label: t(`money.category.${value}`) }))}
            error={errorOf('category')}
            onChange={(category) => set({ category })}
          />
          <ChoiceField
            label={t('money.share')}
            value={values.share}
            options={moneyShares.map((value) => ({ value, label: t(`money.share.${value}`) }))}
            error={errorOf('share')}
            onChange={(share) => set({ share: (share ?? 'federal') as MoneyShare, obligation_id: null })}
          />
          {input('payee', 200)}
        </>
      )}
      {input('description', 500)}
      {input('reference', 120)}
      {cost && input('account_string', 120)}
      {values.kind === 'expenditure' && obligations.length > 0 && (
        <ChoiceField
          label={t('money.field.obligation')}
          value={values.obligation_id}
          emptyLabel={t('money.no_obligation')}
          options={obligations}
          error={errorOf('obligation_id')}
          onChange={(obligation_id) => set({ obligation_id })}
        />
      )}
      {cost && subawards.length > 0 && (
        <ChoiceField
          label={t('money.field.subaward')}
          value={values.subaward_id}
          emptyLabel={t('money.no_subaward')}
          options={subawards}
          error={errorOf('subaward_id')}
          onChange={(subaward_id) => set({ subaward_id })}
        />
      )}
      <div className="form-wide">
        <RefusedLine error={isSaidThere ? null : acts.error} />
        <div className="form-foot">
          <Button onClick={onClose}>{t(isNew && !isCorrection ? 'money.done_entering' : 'action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(isNew ? 'money.add' : 'money.save')}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** The subawards that a payment can go to. */
function useSubawards(award: string): { value: string; label: string }[] {
  const { query } = useList<{ id: string; subaward_number: string | null; title: string }>({
    resource: 'subawards',
    meta: { select: 'id,subaward_number,title' },
    filters: [{ field: 'award_id', operator: 'eq', value: award }],
    sorters: [{ field: 'created_at', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  return (query.data?.data ?? []).map(({ id, subaward_number, title }) => ({
    value: id,
    label: [subaward_number, title].filter(Boolean).join(' · '),
  }));
}
