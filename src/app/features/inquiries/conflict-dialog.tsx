import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useFieldWords } from '../../shared/history/field-words.ts';
import type { InquiryField, InquiryValues } from './form-values.ts';

type ConflictDialogProps = {
  start: InquiryValues;
  mine: InquiryValues;
  theirs: InquiryValues;
  /** The fields on which the two differ; none when both can stand together. */
  fields: InquiryField[];
  onSettle: (takeTheirs: ReadonlySet<InquiryField>) => void;
};

/** Somebody else saved first: what it was, mine and theirs, field by field. Choosing writes nothing yet; saving does. */
export function ConflictDialog({ start, mine, theirs, fields, onSettle }: ConflictDialogProps) {
  const { t } = useWords();
  const words = useFieldWords();
  const [takeTheirs, setTakeTheirs] = useState<ReadonlySet<InquiryField>>(new Set());
  const choose = (field: InquiryField, isTheirs: boolean) => {
    const next = new Set(takeTheirs);
    if (isTheirs) next.add(field);
    else next.delete(field);
    setTakeTheirs(next);
  };
  const shown = (field: InquiryField, values: InquiryValues) =>
    field === 'resident_id' ? (values.resident_id ? t('value.a_resident') : t('inquiry.anonymous')) : words.value(field, values[field]);
  return (
    <Modal open closable={false} maskClosable={false} keyboard={false} width={640} title={t('conflict.title')} footer={null}>
      <p>{fields.length > 0 ? t('conflict.text') : t('conflict.none')}</p>
      {fields.map((field) => (
        <fieldset className="conflict" key={field}>
          <legend className="field-label">{words.label(field)}</legend>
          <label>
            <input type="radio" name={`conflict-${field}`} checked={!takeTheirs.has(field)} onChange={() => choose(field, false)} />
            <span>
              <b>{t('conflict.mine')}</b> {shown(field, mine)}
            </span>
          </label>
          <label>
            <input type="radio" name={`conflict-${field}`} checked={takeTheirs.has(field)} onChange={() => choose(field, true)} />
            <span>
              <b>{t('conflict.theirs')}</b> {shown(field, theirs)}
            </span>
          </label>
          <p className="secondary">{t('conflict.was', { value: shown(field, start) })}</p>
        </fieldset>
      ))}
      <div className="dialog-foot">
        <Button onClick={() => onSettle(new Set(fields))}>{t('conflict.take_all')}</Button>
        <Button type="primary" onClick={() => onSettle(takeTheirs)}>
          {t('conflict.go_on')}
        </Button>
      </div>
    </Modal>
  );
}
