import { Button, Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../../shared/components/field.tsx';
import type { Invitation } from './use-staff.ts';

type LinkDialogProps = { invitation: Invitation; link: string; onClose: () => void };

/** Where no letter could go: the link itself, to be handed over. It is shown this once. */
export function LinkDialog({ invitation, link, onClose }: LinkDialogProps) {
  const { t, format } = useWords();
  const [copied, setCopied] = useState(false);
  const input = useRef<InputRef>(null);

  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      // Without the clipboard the text is selected: the person copies it by hand.
    }
  }

  return (
    <Modal open title={t('staff.link_title')} onCancel={onClose} footer={null} maskClosable={false} destroyOnHidden>
      <div className="dialog-form">
        {invitation.reason && <p className="notice notice-amber">{t('staff.not_sent', { reason: invitation.reason })}</p>}
        <p>{t('staff.link_lead', { email: invitation.email, when: format.instant(invitation.expires_at) })}</p>
        <Field label={t('staff.link')}>{(control) => <Input {...control} ref={input} readOnly value={link} />}</Field>
        <p role="status" className="secondary">
          {copied ? t('staff.copied') : ''}
        </p>
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('staff.link_done')}</Button>
          <Button type="primary" onClick={() => void copy()}>
            {t('staff.copy')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
