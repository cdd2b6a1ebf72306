import { useCustom, useCustomMutation, useInvalidate } from '@refinedev/core';
import { useState } from 'react';
import type { Role } from '../../providers/access.ts';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';

export type StaffState = 'active' | 'invited' | 'expired' | 'without_account' | 'deactivated' | 'withdrawn';
export type Member = {
  id: string;
  name: string;
  email: string;
  role: Role;
  state: StaffState;
  last_sign_in_at: string | null;
  invited_at: string | null;
  invitation_expires_at: string | null;
};

/** What came of an invitation: a letter, or the link to hand over and why there was no letter. */
export type Invitation = { email: string; expires_at: string; sent: boolean; link?: string; reason?: string };

/** Everybody of the office with the state of their account. Null while it loads. */
export function useStaff() {
  const { query } = useCustom<Member[]>({
    url: 'list_staff',
    method: 'post',
    errorNotification: false,
    queryOptions: { meta: { live: ['staff'] } },
  });
  return { members: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** What an administrator may do on the staff page. Each act answers what came of it, or null; then `error` says why. */
export function useStaffActs(reload: () => void) {
  const { connection } = useOffice();
  const { locale } = useWords();
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function act<T>(deed: () => Promise<T>): Promise<T | null> {
    setWorking(true);
    setError(null);
    try {
      const done = await deed();
      reload();
      void invalidate({ resource: 'staff', invalidates: ['all'] });
      return done;
    } catch (refused) {
      setError(refused);
      return null;
    } finally {
      setWorking(false);
    }
  }
  const rpc = (name: string, values: Record<string, unknown>) =>
    act(async () => {
      await call({ url: name, method: 'post', values, successNotification: false, errorNotification: false });
      return true;
    });

  return {
    error,
    isWorking,
    invite: (person: { name: string; email: string; role: Role }) =>
      act(() => askServerJson<Invitation>(connection, '/staff/invite', { ...person, locale })),
    inviteAgain: (id: string) => act(() => askServerJson<Invitation>(connection, `/staff/${id}/invite`, { locale })),
    withdraw: (id: string) => rpc('withdraw_invitation', { p_id: id }),
    setRole: (id: string, role: Role) => rpc('set_staff_role', { p_id: id, p_role: role }),
    rename: (id: string, name: string) => rpc('rename_staff', { p_id: id, p_name: name }),
    deactivate: (id: string) => rpc('deactivate_staff', { p_id: id }),
    reactivate: (id: string) => rpc('reactivate_staff', { p_id: id }),
  };
}
