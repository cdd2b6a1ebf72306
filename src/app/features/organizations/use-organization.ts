import { useCustom } from '@refinedev/core';
import type { OrganizationFacts } from '../../../domain/organizations/organization.ts';

/** What the page of an organization draws from, beside its own row. */
const parts = [
  'organizations',
  'organization_contacts',
  'organization_languages',
  'organization_agreements',
  'organization_notes',
  'work_groups',
  'fundings',
  'business_hours',
  'business_exceptions',
  'service_standards',
  'programs',
  'referrals',
];

/** One organization with all that its page says. */
export function useOrganization(id: string) {
  const { query } = useCustom<OrganizationFacts>({
    url: 'organization_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: id !== '', meta: { live: parts } },
  });
  return { facts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
