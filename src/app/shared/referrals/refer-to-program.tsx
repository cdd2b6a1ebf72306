import { useOne } from '@refinedev/core';
import { Refused } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { ReferDialog } from './refer-dialog.tsx';
import type { ReferralSource } from './use-referrals.ts';

type Reached = { id: string; name: string; referral_email: string | null; is_311: boolean };
type ReferToProgramProps = {
  record: ReferralSource;
  program: { id: string; name: string; organization_id: string };
  onClose: () => void;
};

/** Hands a record over to whoever gives a program: both are chosen already, with the address at which referrals arrive. */
export function ReferToProgram({ record, program, onClose }: ReferToProgramProps) {
  const { query } = useOne<Reached>({
    resource: 'organizations',
    id: program.organization_id,
    meta: { select: 'id,name,referral_email,is_311' },
    errorNotification: false,
  });
  const found = query.data?.data;
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!found) return <RowSkeleton rows={1} />;
  const { id, name, referral_email: email, is_311 } = found;
  const chosen = { receiver: { id, name, email, is_311 }, program: { id: program.id, name: program.name }, email: email ?? '' };
  return <ReferDialog record={record} chosen={chosen} onClose={onClose} />;
}
