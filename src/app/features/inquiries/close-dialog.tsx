import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { type Resolution, resolutions } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import type { useInquiryActs } from './actions.ts';
import { ResolutionChoice } from './resolution-choice.tsx';

type CloseDialogProps = { acts: ReturnType<typeof useInquiryActs>; onDone: () => void };

/** Closing asks how it ended. After a conflict the entries stay, and the next try is made on the record as it is now. */
export function CloseDialog({ acts, onDone }: CloseDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const id = useId();
  const [code, setCode] = useState<Resolution | null>(null);
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);

  async function submit() {
    if (!code) return setMissing(true);
    const act = await acts.close(code, note);
    if (act) {
      done(t('inquiry.closed_done'), { undo: act });
      onDone();
    }
  }
  return (
    <Modal open title={t('inquiry.close')} onCancel={onDone} footer={null} destroyOnHidden>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ResolutionChoice
          value={code}
          options={resolutions}
          onChange={setCode}
          error={isMissing && !code ? t('inquiry.resolution_missing') : null}
        />
        <div>
          <label className="field-label" htmlFor={`${id}-note`}>
            {t('inquiry.resolution_note')}
          </label>
          <Input.TextArea id={`${id}-note`} rows={3} maxLength={5000} value={note} onChange={(event) => setNote(event.target.value)} />
        </div>
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onDone}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('inquiry.close')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
