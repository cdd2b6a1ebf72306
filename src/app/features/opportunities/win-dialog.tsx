import { useList } from '@refinedev/core';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { OpportunityFacts } from '../../../domain/opportunities/opportunity.ts';
import { readCents, writeCents } from '../../../domain/shared/money.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { useOpportunityActs } from './actions.ts';
import { readDate } from './form/values.ts';

const days = ['on', 'federal_award_on', 'starts_on', 'ends_on'] as const;
const amounts = ['federal', 'match'] as const;
type Values = Record<(typeof days)[number] | (typeof amounts)[number] | 'number', string> & { award: string | null };
const fieldOfHint: Record<string, keyof Values> = {
  answered_on: 'on',
  award_id: 'award',
  award_of_another: 'award',
  award_number: 'number',
  award_number_taken: 'number',
  federal_cents: 'federal',
  match_cents: 'match',
  starts_on: 'starts_on',
  starts_on_year: 'starts_on',
  ends_on: 'ends_on',
  ends_on_year: 'ends_on',
};

/** It was won: what the award package says makes the award, or the award that is registered already is chosen. */
export function WinDialog({ facts, onClose }: { facts: OpportunityFacts; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const today = useToday();
  const acts = useOpportunityActs();
  const { opportunity: one } = facts;
  const [values, setValues] = useState<Values>({
    on: today,
    award: null,
    number: '',
    federal_award_on: '',
    starts_on: '',
    ends_on: '',
    federal: writeCents(one.request_cents),
    match: writeCents(one.match_needed_cents),
  });
  const [wrong, setWrong] = useState<Partial<Record<keyof Values, string>>>({});
  const registered = useRegistered();
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const refused = refusal?.field ? fieldOfHint[refusal.field] : undefined;
  const errors: typeof wrong = refused && refusal ? { ...wrong, [refused]: refusalText(refusal, t) } : wrong;
  const set = (patch: Partial<Values>) => setValues((now) => ({ ...now, ...patch }));
  const isNew = values.award === null;

  async function submit() {
    const read = Object.fromEntries(days.map((field) => [field, readDate(values[field], { today, locale })]));
    const cents = Object.fromEntries(amounts.map((field) => [field, readCents(values[field])]));
    const found: Partial<Record<keyof Values, MessageKey>> = {
      ...Object.fromEntries(
        days.filter((field) => read[field] === undefined && (isNew || field === 'on')).map((field) => [field, 'award.wrong.day' as const]),
      ),
      ...(isNew
        ? Object.fromEntries(amounts.filter((field) => cents[field] === undefined).map((field) => [field, 'award.wrong.amount' as const]))
        : {}),
    };
    setWrong(Object.fromEntries(Object.entries(found).map(([field, key]) => [field, t(key)])));
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.dialog-form [aria-invalid="true"]')?.focus());
      return;
    }
    const p_facts = isNew
      ? {
          on: read.on,
          award: {
            ...(values.number.trim() ? { award_number: values.number.trim() } : {}),
            ...(read.federal_award_on ? { federal_award_on: read.federal_award_on } : {}),
            ...(read.starts_on ? { starts_on: read.starts_on } : {}),
            ...(read.ends_on ? { ends_on: read.ends_on } : {}),
            federal_cents: cents.federal ?? 0,
            match_cents: cents.match ?? 0,
          },
        }
      : { on: read.on, award_id: values.award };
    const won = await acts.rpc<string>('win_opportunity', { p_id: facts.id, p_facts, p_version: one.version }, ({ act }) =>
      done(t(isNew ? 'opportunity.won_new' : 'opportunity.won_there'), {
        undo: act,
        onUndone: () => navigate(`/opportunities/${facts.id}`),
      }),
    );
    if (won) navigate(`/awards/${won.answer}`);
  }
  return (
    <Modal open title={t('opportunity.verb.won')} footer={null} onCancel={onClose} destroyOnHidden width={560}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{t('opportunity.win_text')}</p>
        <DayField label={t('opportunity.ask.won_on')} value={values.on} onChange={(on) => set({ on })} error={errors.on} />
        <ChoiceField
          label={t('opportunity.ask.award')}
          emptyLabel={t('opportunity.ask.award_new')}
          value={values.award}
          options={registered}
          onChange={(award) => set({ award })}
          error={errors.award}
        />
        {isNew && (
          <>
            <TextField
              label={t('award.number')}
              hint={t('opportunity.ask.number_hint')}
              maxLength={40}
              value={values.number}
              onChange={(number) => set({ number })}
              error={errors.number}
            />
            <div className="form-grid">
              <TextField
                label={t('award.form.federal')}
                inputMode="decimal"
                maxLength={24}
                value={values.federal}
                onChange={(federal) => set({ federal })}
                error={errors.federal}
              />
              <TextField
                label={t('award.form.match')}
                inputMode="decimal"
                maxLength={24}
                value={values.match}
                onChange={(match) => set({ match })}
                error={errors.match}
              />
              <DayField
                label={t('award.form.starts_on')}
                value={values.starts_on}
                onChange={(starts_on) => set({ starts_on })}
                error={errors.starts_on}
              />
              <DayField
                label={t('award.form.ends_on')}
                value={values.ends_on}
                onChange={(ends_on) => set({ ends_on })}
                error={errors.ends_on}
              />
              <DayField
                label={t('award.federal_award_on')}
                value={values.federal_award_on}
                onChange={(day) => set({ federal_award_on: day })}
                error={errors.federal_award_on}
              />
            </div>
          </>
        )}
        {!refused && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(isNew ? 'opportunity.win_new' : 'opportunity.win_there')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Awards that it could have become: those applied for and awarded, by number and title. */
function useRegistered(): { value: string; label: string }[] {
  const { query } = useList<{ id: string; award_number: string | null; title: string }>({
    resource: 'awards',
    meta: { select: 'id,award_number,title' },
    filters: [{ field: 'status', operator: 'in', value: ['applied', 'awarded', 'active'] }],
    sorters: [{ field: 'created_at', order: 'desc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  return (query.data?.data ?? []).map(({ id, award_number, title }) => ({
    value: id,
    label: [award_number, title].filter(Boolean).join(' · '),
  }));
}
