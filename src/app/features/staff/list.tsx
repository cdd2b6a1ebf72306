import '../../styles/staff.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag, type Tone } from '../../shared/components/tag.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { MemberDialog } from './member-dialog.tsx';
import { type Invitation, type Member, type StaffState, useStaff } from './use-staff.ts';

const tones: Record<StaffState, Tone> = {
  active: 'green',
  invited: 'river',
  expired: 'amber',
  without_account: 'amber',
  deactivated: 'plain',
  withdrawn: 'plain',
};

/** The people of the office: who is in, who is invited, who has left. */
export function StaffList() {
  const { t } = useWords();
  const mayManage = useAllowed('staff', 'edit');
  return (
    <div className="page-list">
      {mayManage ? (
        <ManagedStaff />
      ) : (
        <>
          <div className="page-head">
            <PageTitle title={t('staff.title')} />
          </div>
          <p className="notice notice-amber">{t('staff.admins_only')}</p>
        </>
      )}
    </div>
  );
}

function ManagedStaff() {
  const { t } = useWords();
  const { connection } = useOffice();
  const { members, error, retry } = useStaff();
  const [inviting, setInviting] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const [handed, setHanded] = useState<Invitation | null>(null);
  const member = members?.find(({ id }) => id === opened);
  const here = members?.filter(({ state }) => state !== 'deactivated' && state !== 'withdrawn') ?? [];
  const gone = members?.filter((one) => !here.includes(one)) ?? [];
  return (
    <>
      <div className="page-head">
        <PageTitle title={t('staff.title')} />
        <Button type="primary" onClick={() => setInviting(true)}>
          {t('staff.invite')}
        </Button>
      </div>
      <p className="page-lead">{t(connection.config.sends_mail ? 'staff.lead' : 'staff.lead_without_mail')}</p>
      {error ? <Refused error={error} onRetry={retry} /> : members === null && <RowSkeleton rows={5} />}
      {members && <Members members={here} onOpen={setOpened} />}
      {members && here.length === 1 && <p className="secondary">{t('staff.alone')}</p>}
      {gone.length > 0 && (
        <>
          <h2 className="staff-gone">{t('staff.gone')}</h2>
          <Members members={gone} onOpen={setOpened} />
        </>
      )}
      {inviting && <InviteDialog reload={retry} onInvited={setHanded} onClose={() => setInviting(false)} />}
      {member && <MemberDialog key={member.id} member={member} reload={retry} onInvited={setHanded} onClose={() => setOpened(null)} />}
      {handed?.link && <LinkDialog invitation={handed} link={handed.link} onClose={() => setHanded(null)} />}
    </>
  );
}

function Members({ members, onOpen }: { members: Member[]; onOpen: (id: string) => void }) {
  const { t, format } = useWords();
  const { me } = useOffice();
  const since = (member: Member) => {
    if (member.state === 'invited' && member.invitation_expires_at)
      return t('staff.until', { when: format.instant(member.invitation_expires_at) });
    if (member.last_sign_in_at) return t('staff.signed_in', { when: format.instant(member.last_sign_in_at) });
    return member.state === 'active' ? t('staff.never') : '';
  };
  return (
    <ul className="rows">
      {members.map((member) => (
        <li className="row" key={member.id}>
          <div className="row-main">
            <button type="button" className="link row-title" onClick={() => onOpen(member.id)}>
              {member.id === me.id ? t('staff.you', { name: member.name }) : member.name}
            </button>
            <p className="secondary row-facts">{[member.email, t(`role.${member.role}`)].join(' · ')}</p>
          </div>
          <div className="row-end">
            <Tag tone={tones[member.state]}>{t(`staff.state_${member.state}`)}</Tag>
            <span className="secondary">{since(member)}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
