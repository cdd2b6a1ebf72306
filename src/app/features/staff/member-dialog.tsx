import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { Field } from '../../shared/components/field.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { RoleField } from './role-field.tsx';
import { type Invitation, type Member, useStaffActs } from './use-staff.ts';

type MemberDialogProps = { member: Member; reload: () => void; onInvited: (invitation: Invitation) => void; onClose: () => void };

/** One person: name, role, and what may happen to their account in its present state. */
export function MemberDialog({ member, reload, onInvited, onClose }: MemberDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const { me } = useOffice();
  const acts = useStaffActs(reload);
  const [name, setName] = useState(member.name);
  const [role, setRole] = useState(member.role);
  const [isSure, setSure] = useState(false);
  const isOwn = member.id === me.id;
  const isOpen = ['invited', 'expired', 'without_account'].includes(member.state);

  async function save() {
    if (name !== member.name && !(await acts.rename(member.id, name))) return;
    if (role !== member.role && !(await acts.setRole(member.id, role))) return;
    done(t('staff.saved', { name }));
    onClose();
  }
  async function finish(deed: Promise<boolean | null>, sentence: string) {
    if (!(await deed)) return;
    done(sentence);
    onClose();
  }
  async function inviteAgain() {
    const invitation = await acts.inviteAgain(member.id);
    if (!invitation) return;
    if (invitation.sent) done(t('staff.sent', { email: invitation.email }));
    onInvited(invitation);
    onClose();
  }

  return (
    <Modal open title={member.name} onCancel={onClose} footer={null} destroyOnHidden>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className="secondary">{`${member.email} · ${t(`staff.state_${member.state}`)}`}</p>
        <Field label={t('staff.name')}>
          {(control) => <Input {...control} maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        {isOwn ? (
          <p className="secondary">{t('staff.own', { role: t(`role.${member.role}`) })}</p>
        ) : (
          <RoleField value={role} onChange={setRole} />
        )}
        {!isOwn && (
          <div className="staff-acts">
            {isOpen && (
              <>
                <button type="button" className="link" onClick={() => void inviteAgain()}>
                  {t('staff.invite_again')}
                </button>
                <button
                  type="button"
                  className="link"
                  onClick={() => void finish(acts.withdraw(member.id), t('staff.withdrawn', { name: member.name }))}
                >
                  {t('staff.withdraw')}
                </button>
              </>
            )}
            {member.state === 'active' && !isSure && (
              <button type="button" className="link" onClick={() => setSure(true)}>
                {t('staff.deactivate')}
              </button>
            )}
            {member.state === 'deactivated' && (
              <button
                type="button"
                className="link"
                onClick={() => void finish(acts.reactivate(member.id), t('staff.reactivated', { name: member.name }))}
              >
                {t('staff.reactivate')}
              </button>
            )}
          </div>
        )}
        {member.state === 'withdrawn' && <p className="secondary">{t('staff.withdrawn_hint')}</p>}
        {isSure && (
          <div className="notice notice-brick">
            <p>{t('staff.deactivate_lead', { name: member.name })}</p>
            <p>
              <Button
                danger
                loading={acts.isWorking}
                onClick={() => void finish(acts.deactivate(member.id), t('staff.deactivated', { name: member.name }))}
              >
                {t('staff.deactivate_yes', { name: member.name })}
              </Button>
            </p>
          </div>
        )}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking} disabled={name === member.name && role === member.role}>
            {t('staff.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
