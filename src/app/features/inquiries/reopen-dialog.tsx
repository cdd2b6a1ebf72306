import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import type { useInquiryActs } from './actions.ts';

type ReopenDialogProps = { acts: ReturnType<typeof useInquiryActs>; onDone: () => void };

/** Reopening asks why: the resident may ask, and the report counts it again. */
export function ReopenDialog({ acts, onDone }: ReopenDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const id = useId();
  const [reason, setReason] = useState('');
  async function submit() {
    const act = await acts.reopen(reason);
    if (act) {
      done(t('inquiry.reopened_done'), { undo: act });
      onDone();
    }
  }
  return (
    <Modal open title={t('inquiry.reopen')} onCancel={onDone} footer={null} destroyOnHidden>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div>
          <label className="field-label" htmlFor={`${id}-reason`}>
            {t('inquiry.reopen_reason')}
          </label>
          <Input.TextArea
            id={`${id}-reason`}
            rows={3}
            maxLength={5000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onDone}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('inquiry.reopen')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
