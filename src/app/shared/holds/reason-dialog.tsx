import { Button, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import { RefusedLine } from '../components/refused.tsx';

type ReasonDialogProps = {
  title: string;
  /** What will happen, a sentence a line. */
  lead: string[];
  label: string;
  /** What has to be looked at before. */
  children?: ReactNode;
  /** What is said where no reason is given. */
  missing: string;
  button: string;
  /** Whether it cannot be taken back. */
  isFinal?: boolean;
  error: unknown;
  isWorking: boolean;
  onSubmit: (reason: string) => void;
  onClose: () => void;
};

/** Something that is done only with a reason, which is kept. */
export function ReasonDialog({
  title,
  lead,
  children,
  label,
  missing,
  button,
  isFinal,
  error,
  isWorking,
  onSubmit,
  onClose,
}: ReasonDialogProps) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <Modal open title={title} onCancel={onClose} footer={null} maskClosable={false} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(reason.trim() === '');
          if (reason.trim() !== '') onSubmit(reason.trim());
        }}
      >
        {lead.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {children}
        <Field label={label} error={isMissing && reason.trim() === '' ? missing : undefined}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoFocus
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <RefusedLine error={error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" danger={isFinal === true} htmlType="submit" loading={isWorking}>
            {button}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
