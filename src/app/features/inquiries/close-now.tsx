import { Button, Modal } from 'antd';
import { useState } from 'react';
import { closingResolutions, type Resolution } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { ResolutionChoice } from './resolution-choice.tsx';
import type { Closing } from './use-intake.ts';

type CloseNowProps = { isWorking: boolean; error: unknown; onCancel: () => void; onClose: (closing: Closing) => void };

/** Saves and closes in one go, for what was answered while the caller was still there. */
export function CloseNow({ isWorking, error, onCancel, onClose }: CloseNowProps) {
  const { t } = useWords();
  const [code, setCode] = useState<Resolution>('answered');
  const [note, setNote] = useState('');
  const [sentence, setSentence] = useState('');
  return (
    <Modal open title={t('intake.close_title')} onCancel={onCancel} footer={null}>
      <div className="dialog-form">
        <ResolutionChoice value={code} options={closingResolutions} onChange={setCode} error={null} />
        <TextField
          label={t('closing.public')}
          hint={t('closing.public_hint')}
          value={sentence}
          onChange={setSentence}
          maxLength={2000}
          rows={2}
        />
        <TextField label={t('inquiry.resolution_note')} value={note} onChange={setNote} maxLength={5000} rows={2} />
        <RefusedLine error={error} />
        <div className="dialog-foot">
          <Button onClick={onCancel}>{t('action.cancel')}</Button>
          <Button type="primary" loading={isWorking} onClick={() => onClose({ code, note, sentence })}>
            {t('intake.save_and_close')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
