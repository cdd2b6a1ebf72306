import { OrganizationReferrals } from '../../../shared/referrals/organization-referrals.tsx';
import type { OrganizationTabProps } from '../tabs.tsx';

/** What is referred to it, and how it does. */
export const ReferralsTab = ({ facts }: OrganizationTabProps) => <OrganizationReferrals id={facts.id} />;
