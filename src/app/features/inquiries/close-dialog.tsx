import { Button, Modal } from 'antd';
import { useState } from 'react';
import { closingResolutions, type Resolution } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import type { useInquiryActs } from './actions.ts';
import { PublicSentence, type Told } from './public-sentence.tsx';
import { ResolutionChoice } from './resolution-choice.tsx';
import type { InquiryRecord } from './use-inquiry.ts';
import { useRelated } from './use-related.ts';

type CloseDialogProps = { inquiry: InquiryRecord; acts: ReturnType<typeof useInquiryActs>; onDone: () => void };

/**
 * Closing asks how it ended and what residents are told, and says who that will be. After a conflict the entries stay, and the
 * next try is made on the record as it is now.
 */
export function CloseDialog({ inquiry, acts, onDone }: CloseDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const [code, setCode] = useState<Resolution | null>(null);
  const [note, setNote] = useState('');
  const [told, setTold] = useState<Told>({ sentence: '', translations: {} });
  const people = useRelated(inquiry.id)?.people ?? null;
  const [isMissing, setMissing] = useState(false);

  async function submit() {
    if (!code) return setMissing(true);
    const act = await acts.close(code, note, told);
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
          options={closingResolutions}
          onChange={setCode}
          error={isMissing && !code ? t('inquiry.resolution_missing') : null}
        />
        <PublicSentence people={people} value={told} onChange={setTold} />
        <TextField label={t('inquiry.resolution_note')} value={note} onChange={setNote} maxLength={5000} rows={2} />
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
