import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { declineReasons, outcomes, type ReferralFacts } from '../../../domain/referrals/referral.ts';
import { readCents } from '../../../domain/shared/money.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { ReceiverField } from '../../shared/referrals/receiver-field.tsx';
import { useReferralActs } from '../../shared/referrals/use-referrals.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { type ActField, type ActValues, type Asked, actFieldOfHint, actFields, emptyAct, toCall } from './act-values.ts';

/** Asks what a step needs to know, and does it. What the receiver said on the phone is written down by the same rules as on their page. */
export function ActDialog({ act, facts, onClose }: { act: Asked; facts: ReferralFacts; onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useReferralActs();
  const [values, setValues] = useState<ActValues>(() => emptyAct(facts));
  const [wrong, setWrong] = useState<string | null>(null);
  const change = (patch: Partial<ActValues>) => setValues((now) => ({ ...now, ...patch }));
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = refusal?.field ? actFieldOfHint[refusal.field] : undefined;
  const isShown = at !== undefined && actFields[act].includes(at);
  const errorOf = (field: ActField) =>
    field === 'amount' && wrong ? wrong : isShown && at === field && refusal ? refusalText(refusal, t) : undefined;

  async function submit() {
    setWrong(null);
    if (actFields[act].includes('amount') && readCents(values.amount) === undefined) return setWrong(t('award.wrong.amount'));
    const { name, args } = toCall(act, facts, values);
    const answer = await acts.rpc(name, args, ({ act: undo }) => {
      onClose();
      done(t(`referral.done.${act}`), { undo });
    });
    if (!answer) setTimeout(() => document.querySelector<HTMLElement>('.dialog-form [aria-invalid="true"]')?.focus());
  }
  return (
    <Modal open title={t(`referral.verb.${act}`)} footer={null} onCancel={onClose} destroyOnHidden width={560}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {act === 'answer' && <Question facts={facts} />}
        {actFields[act].map((field) => (
          <ActInput key={field} field={field} act={act} values={values} onChange={change} error={errorOf(field)} />
        ))}
        {!isShown && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(`referral.do.${act}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** What was asked last. */
function Question({ facts }: { facts: ReferralFacts }) {
  const asked = facts.events.filter(({ kind }) => kind === 'asked').at(-1);
  return asked ? <blockquote className="consent-words">{asked.body}</blockquote> : null;
}

type ActInputProps = {
  field: ActField;
  act: Asked;
  values: ActValues;
  onChange: (patch: Partial<ActValues>) => void;
  error: string | undefined;
};

function ActInput({ field, act, values, onChange, error }: ActInputProps) {
  const { t } = useWords();
  if (field === 'reason')
    return (
      <ChoiceField
        label={t('referral.why')}
        value={values.reason}
        options={declineReasons.map((one) => ({ value: one, label: t(`told.referral.decline.${one}`) }))}
        onChange={(reason) => onChange({ reason })}
        error={error}
      />
    );
  if (field === 'outcome')
    return (
      <ChoiceField
        label={t('referral.outcome')}
        value={values.outcome}
        options={outcomes.map((one) => ({ value: one, label: t(`told.referral.outcome.${one}`) }))}
        onChange={(outcome) => onChange({ outcome })}
        error={error}
      />
    );
  if (field === 'responsible')
    return (
      <>
        <ReceiverField
          label={t('referral.instead')}
          value={values.responsible}
          onChange={(responsible) => onChange({ responsible })}
          error={error}
        />
        {!values.responsible && (
          <TextField
            label={t('referral.instead_words')}
            maxLength={300}
            value={values.responsible_name}
            onChange={(responsible_name) => onChange({ responsible_name })}
          />
        )}
      </>
    );
  if (field === 'note')
    return (
      <TextField
        label={t(`referral.note.${act as 'note'}`)}
        rows={3}
        maxLength={2000}
        value={values.note}
        onChange={(note) => onChange({ note })}
        error={error}
      />
    );
  if (field === 'email')
    return (
      <TextField
        label={t('referral.email')}
        hint={t('referral.resend_hint')}
        maxLength={254}
        value={values.email}
        onChange={(email) => onChange({ email })}
        error={error}
      />
    );
  return field === 'amount' ? (
    <TextField
      label={t('referral.amount')}
      inputMode="decimal"
      maxLength={24}
      value={values.amount}
      onChange={(amount) => onChange({ amount })}
      error={error}
    />
  ) : (
    <TextField label={t('referral.who_said')} maxLength={120} value={values.receiver} onChange={(receiver) => onChange({ receiver })} />
  );
}
