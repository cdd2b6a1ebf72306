import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { type Registration, type RegistrationSummary, useRegistrationActs } from './use-registrations.ts';

/** Lets somebody in before others who have waited longer: the reason is kept with the registration. */
export function PromoteDialog({ row, summary, onClose }: { row: Registration; summary: RegistrationSummary; onClose: () => void }) {
  const { t, tn } = useWords();
  const acts = useRegistrationActs();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isAtField = acts.error !== null && toRefusal(acts.error).field === 'reason';
  const lacking = summary.free === null ? 0 : row.seats - summary.free;
  async function submit() {
    if (reason.trim() === '') return setMissing(true);
    if (await acts.promote(row.id, reason, t('registrations.done_promoted', { name: row.name }))) onClose();
  }
  return (
    <Modal open title={t('registrations.promote_title', { name: row.name })} onCancel={onClose} footer={null} destroyOnHidden>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {lacking > 0 && <p className="notice notice-amber">{tn('registrations.promote_over', lacking)}</p>}
        <Field
          label={t('registrations.reason')}
          hint={t('registrations.reason_hint')}
          error={(isMissing && reason.trim() === '') || isAtField ? t('registrations.reason_missing') : undefined}
        >
          {(control) => (
            <Input.TextArea {...control} rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        <RefusedLine error={isAtField ? null : acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('registrations.promote')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
