import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';

/** A field on which two people differ: what it was, what I typed, and what they saved, in words. */
export type Conflict<Name extends string> = { field: Name; label: string; was: string; mine: string; theirs: string };

type ConflictDialogProps<Name extends string> = {
  /** None when both can stand together. */
  conflicts: Conflict<Name>[];
  onSettle: (takeTheirs: ReadonlySet<Name>) => void;
};

/** Somebody else saved first: what it was, mine and theirs, field by field. Choosing writes nothing yet; saving does. */
export function ConflictDialog<Name extends string>({ conflicts, onSettle }: ConflictDialogProps<Name>) {
  const { t } = useWords();
  const [takeTheirs, setTakeTheirs] = useState<ReadonlySet<Name>>(new Set());
  const choose = (field: Name, isTheirs: boolean) => {
    const next = new Set(takeTheirs);
    if (isTheirs) next.add(field);
    else next.delete(field);
    setTakeTheirs(next);
  };
  return (
    <Modal open closable={false} maskClosable={false} keyboard={false} width={640} title={t('conflict.title')} footer={null}>
      <p>{conflicts.length > 0 ? t('conflict.text') : t('conflict.none')}</p>
      {conflicts.map(({ field, label, was, mine, theirs }) => (
        <fieldset className="conflict" key={field}>
          <legend className="field-label">{label}</legend>
          <label>
            <input type="radio" name={`conflict-${field}`} checked={!takeTheirs.has(field)} onChange={() => choose(field, false)} />
            <span>
              <b>{t('conflict.mine')}</b> {mine}
            </span>
          </label>
          <label>
            <input type="radio" name={`conflict-${field}`} checked={takeTheirs.has(field)} onChange={() => choose(field, true)} />
            <span>
              <b>{t('conflict.theirs')}</b> {theirs}
            </span>
          </label>
          <p className="secondary">{t('conflict.was', { value: was })}</p>
        </fieldset>
      ))}
      <div className="dialog-foot">
        <Button onClick={() => onSettle(new Set(conflicts.map(({ field }) => field)))}>{t('conflict.take_all')}</Button>
        <Button type="primary" onClick={() => onSettle(takeTheirs)}>
          {t('conflict.go_on')}
        </Button>
      </div>
    </Modal>
  );
}
