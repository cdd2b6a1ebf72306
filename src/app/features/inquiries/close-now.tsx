import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { closingResolutions, type Resolution } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../../shared/components/field.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ResolutionChoice } from './resolution-choice.tsx';

type CloseNowProps = { isWorking: boolean; error: unknown; onCancel: () => void; onClose: (code: Resolution, note: string) => void };

/** Saves and closes in one go, for what was answered while the caller was still there. */
export function CloseNow({ isWorking, error, onCancel, onClose }: CloseNowProps) {
  const { t } = useWords();
  const [code, setCode] = useState<Resolution>('answered');
  const [note, setNote] = useState('');
  return (
    <Modal open title={t('intake.close_title')} onCancel={onCancel} footer={null}>
      <div className="dialog-form">
        <ResolutionChoice value={code} options={closingResolutions} onChange={setCode} error={null} />
        <Field label={t('inquiry.resolution_note')}>
          {(control) => (
            <Input.TextArea {...control} rows={3} maxLength={5000} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <RefusedLine error={error} />
        <div className="dialog-foot">
          <Button onClick={onCancel}>{t('action.cancel')}</Button>
          <Button type="primary" loading={isWorking} onClick={() => onClose(code, note)}>
            {t('intake.save_and_close')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
