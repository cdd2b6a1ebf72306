import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { Role } from '../../providers/access.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { Field } from '../../shared/components/field.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { RoleField } from './role-field.tsx';
import { type Invitation, useStaffActs } from './use-staff.ts';

type InviteDialogProps = { reload: () => void; onInvited: (invitation: Invitation) => void; onClose: () => void };

/** Name, address, role: then a letter goes out, or the link is shown to be handed over. */
export function InviteDialog({ reload, onInvited, onClose }: InviteDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const { sends_mail } = useOffice().connection.config;
  const acts = useStaffActs(reload);
  const [person, setPerson] = useState<{ name: string; email: string; role: Role }>({ name: '', email: '', role: 'staff' });
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const errorAt = (field: string) => (refusal?.field === field ? refusalText(refusal, t) : undefined);
  const isAtField = ['name', 'email', 'role'].includes(refusal?.field ?? '');

  async function submit() {
    const invitation = await acts.invite(person);
    if (!invitation) return;
    if (invitation.sent) done(t('staff.sent', { email: invitation.email }));
    onInvited(invitation);
    onClose();
  }

  return (
    <Modal open title={t('staff.invite')} onCancel={onClose} footer={null} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={t('staff.name')} error={errorAt('name')}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={200}
              value={person.name}
              onChange={(event) => setPerson({ ...person, name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('staff.email')} error={errorAt('email')} hint={sends_mail ? undefined : t('staff.email_hint')}>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="off"
              maxLength={200}
              value={person.email}
              onChange={(event) => setPerson({ ...person, email: event.target.value })}
            />
          )}
        </Field>
        <RoleField value={person.role} onChange={(role) => setPerson({ ...person, role })} error={errorAt('role')} />
        <RefusedLine error={isAtField ? null : acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(sends_mail ? 'staff.send' : 'staff.make_link')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
