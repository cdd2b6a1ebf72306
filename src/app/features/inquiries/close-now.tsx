import { useCustom } from '@refinedev/core';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { ToldPerson } from '../../../domain/inquiries/related.ts';
import { closingResolutions, type Resolution } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import type { Caller } from '../../shared/fields/caller-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import type { IntakeValues } from './intake-values.ts';
import { PublicSentence, type Told } from './public-sentence.tsx';
import { ResolutionChoice } from './resolution-choice.tsx';
import type { Closing } from './use-intake.ts';

type CloseNowProps = {
  values: IntakeValues;
  isWorking: boolean;
  error: unknown;
  onCancel: () => void;
  onClose: (closing: Closing) => void;
};

/** Saves and closes in one go, for what was answered while the caller was still there. */
export function CloseNow({ values, isWorking, error, onCancel, onClose }: CloseNowProps) {
  const { t } = useWords();
  const [code, setCode] = useState<Resolution>('answered');
  const [note, setNote] = useState('');
  const [told, setTold] = useState<Told>({ sentence: '', translations: {} });
  const people = usePeople(values);
  return (
    <Modal open title={t('intake.close_title')} onCancel={onCancel} footer={null}>
      <div className="dialog-form">
        <ResolutionChoice value={code} options={closingResolutions} onChange={setCode} error={null} />
        <PublicSentence people={people} value={told} onChange={setTold} />
        <TextField label={t('inquiry.resolution_note')} value={note} onChange={setNote} maxLength={5000} rows={2} />
        <RefusedLine error={error} />
        <div className="dialog-foot">
          <Button onClick={onCancel}>{t('action.cancel')}</Button>
          <Button type="primary" loading={isWorking} onClick={() => onClose({ code, note, told })}>
            {t('intake.save_and_close')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** Whom the inquiry that is being taken will concern, and where a letter reaches them; null until it is known. */
function usePeople({ caller, forWhom, language }: IntakeValues): ToldPerson[] | null {
  const some = [caller, forWhom].filter((one): one is Caller => one !== null);
  const known = some.flatMap((one) => (one.kind === 'known' ? [one.id] : []));
  const { query } = useCustom<ToldPerson[]>({
    url: 'residents_reached',
    method: 'post',
    config: { payload: { p_residents: known } },
    errorNotification: false,
    queryOptions: { queryKey: ['residents_reached', known], enabled: known.length > 0 },
  });
  const fresh = some.flatMap((one) => (one.kind === 'new' ? [{ name: one.name, language, address: one.email.trim() || null }] : []));
  if (known.length > 0 && !query.isSuccess) return null;
  return [...(known.length > 0 ? (query.data?.data ?? []) : []), ...fresh];
}
