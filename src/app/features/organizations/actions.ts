import { useActs } from '../../shared/hooks/use-acts.ts';

/** Acts on organizations: everything that is drawn from one of their tables is read again. */
export const useOrganizationActs = () => useActs(['organizations', 'organization_notes'], (table) => table.startsWith('organization'));
