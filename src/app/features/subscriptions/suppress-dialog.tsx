import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { isMailAddress } from '../../../domain/shared/mail-address.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { Field } from '../../shared/components/field.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { useSuppressionActs } from './use-suppression-list.ts';

/** Suppresses an address by hand, and asks why. */
export function SuppressDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useSuppressionActs();
  const [address, setAddress] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = (field: string) => (refusal?.field === field ? refusalText(refusal, t) : undefined);
  const isAddress = isMailAddress(address);

  async function submit() {
    setTried(true);
    if (!isAddress || reason.trim() === '') return;
    const shown = address.trim().toLowerCase();
    if (await acts.suppress(address, reason, (act) => done(t('suppressions.was_added', { address: shown }), { undo: act }))) onClose();
  }

  return (
    <Modal open title={t('suppressions.add')} onCancel={onClose} footer={null} maskClosable={false} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(pressed) => {
          pressed.preventDefault();
          void submit();
        }}
      >
        <p className="secondary">{t('suppressions.add_lead')}</p>
        <Field label={t('suppressions.address')} error={isTried && !isAddress ? t('suppressions.address_wrong') : at('address')}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              type="email"
              autoComplete="off"
              maxLength={254}
              value={address}
              onChange={({ target }) => setAddress(target.value)}
            />
          )}
        </Field>
        <Field label={t('suppressions.add_reason')} error={isTried && reason.trim() === '' ? t('suppressions.add_missing') : at('reason')}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={1000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        {!['address', 'reason'].includes(refusal?.field ?? '') && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('suppressions.add_save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
