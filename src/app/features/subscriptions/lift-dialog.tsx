import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { SuppressionRow } from '../../../domain/subscriptions/suppression.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { Field } from '../../shared/components/field.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { useSuppressionActs } from './use-suppression-list.ts';

/** Lets an address be written to again, and asks why. */
export function LiftDialog({ row, onClose }: { row: SuppressionRow; onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useSuppressionActs();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { address } = row;
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isMissing = isTried && reason.trim() === '';

  async function submit() {
    setTried(true);
    if (reason.trim() === '') return;
    if (await acts.lift(row.id, reason, (act) => done(t('suppressions.was_lifted', { address }), { undo: act }))) onClose();
  }

  return (
    <Modal open title={t('suppressions.lift_of', { address })} onCancel={onClose} footer={null} maskClosable={false} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(pressed) => {
          pressed.preventDefault();
          void submit();
        }}
      >
        <p>{t(row.reason === 'complaint' ? 'suppressions.lift_lead_complaint' : 'suppressions.lift_lead', { address })}</p>
        <Field
          label={t('suppressions.lift_reason')}
          hint={t('suppressions.lift_hint')}
          error={isMissing ? t('suppressions.lift_missing') : refusal?.field === 'reason' ? refusalText(refusal, t) : undefined}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              autoFocus
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={1000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        {refusal?.field !== 'reason' && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('suppressions.lift_save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
