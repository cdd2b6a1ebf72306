import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { type Agreement, type AgreementKind, agreementKinds } from '../../../domain/organizations/organization.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice, useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { useOrganizationActs } from './actions.ts';

type Values = { kind: AgreementKind; title: string; starts_on: string; ends_on: string; owner_id: string | null; note: string };
type AgreementDialogProps = { organization: string; agreement: Agreement | null; onClose: () => void };
const fieldOfHint: Record<string, keyof Values> = {
  agreement_title: 'title',
  agreement_kind: 'kind',
  agreement_ends_on: 'ends_on',
  agreement_note: 'note',
  agreement_owner: 'owner_id',
};

/** What is agreed, until when, and who sees to it that it does not run out unseen. */
export function AgreementDialog({ organization, agreement, onClose }: AgreementDialogProps) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const { me } = useOffice();
  const { staff } = useReferences();
  const today = useToday();
  const acts = useOrganizationActs();
  const [values, setValues] = useState<Values>(() => ({
    kind: agreement?.kind ?? 'mou',
    title: agreement?.title ?? '',
    starts_on: agreement?.starts_on ?? '',
    ends_on: agreement?.ends_on ?? '',
    owner_id: agreement ? agreement.owner_id : me.id,
    note: agreement?.note ?? '',
  }));
  const [wrong, setWrong] = useState<Partial<Record<keyof Values, string>>>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const refused = refusal?.field ? fieldOfHint[refusal.field] : undefined;
  const errors = refused && refusal ? { ...wrong, [refused]: refusalText(refusal, t) } : wrong;
  const change = (patch: Partial<Values>) => setValues((now) => ({ ...now, ...patch }));
  const dayOf = (text: string) => (text.trim() === '' ? null : (readDay(text, today, locale) ?? undefined));

  async function submit() {
    const [starts_on, ends_on] = [dayOf(values.starts_on), dayOf(values.ends_on)];
    const found: typeof wrong = {
      ...(values.title.trim() ? {} : { title: t('refusal.agreement_title') }),
      ...(starts_on === undefined ? { starts_on: t('award.wrong.day') } : {}),
      ...(ends_on === undefined ? { ends_on: t('award.wrong.day') } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.dialog-form [aria-invalid="true"]')?.focus());
      return;
    }
    const p_agreement = { ...values, starts_on, ends_on, ...(agreement ? {} : { organization_id: organization }) };
    await acts.rpc(
      'save_agreement',
      { p_agreement, ...(agreement ? { p_id: agreement.id, p_version: agreement.version } : {}) },
      ({ act }) => {
        onClose();
        done(t('agreement.saved', { title: values.title.trim() }), { undo: act });
      },
    );
  }
  return (
    <Modal open title={t(agreement ? 'agreement.change' : 'agreement.add')} footer={null} onCancel={onClose} destroyOnHidden width={560}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ChoiceField
          label={t('agreement.kind')}
          value={values.kind}
          options={agreementKinds.map((kind) => ({ value: kind, label: t(`agreement.kind.${kind}`) }))}
          onChange={(kind) => change({ kind: (kind ?? 'other') as AgreementKind })}
          error={errors.kind}
        />
        <TextField
          label={t('agreement.title')}
          maxLength={300}
          value={values.title}
          onChange={(title) => change({ title })}
          error={errors.title}
        />
        <div className="form-grid">
          <DayField
            label={t('agreement.starts_on')}
            value={values.starts_on}
            onChange={(starts_on) => change({ starts_on })}
            error={errors.starts_on}
          />
          <DayField
            label={t('agreement.ends_on')}
            hint={t('agreement.ends_hint')}
            value={values.ends_on}
            onChange={(ends_on) => change({ ends_on })}
            error={errors.ends_on}
          />
        </div>
        <ChoiceField
          label={t('agreement.owner')}
          hint={t('agreement.owner_hint')}
          emptyLabel={t('changes.nobody')}
          value={values.owner_id}
          options={staff
            .filter(({ id, is_active }) => is_active || id === values.owner_id)
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(owner_id) => change({ owner_id })}
          error={errors.owner_id}
        />
        <TextField
          label={t('agreement.note')}
          rows={3}
          maxLength={2000}
          value={values.note}
          onChange={(note) => change({ note })}
          error={errors.note}
        />
        {!refused && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('award.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
