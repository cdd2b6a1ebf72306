import { useList } from '@refinedev/core';

export type GrantComponent = {
  id: string;
  code: string;
  name: string;
  entity: string;
  award_prefix: string | null;
  valid_from: string | null;
  valid_until: string | null;
};
export type Listing = {
  id: string;
  number: string;
  title: string;
  component_id: string | null;
  is_formula: boolean;
  valid_from: string | null;
  valid_until: string | null;
};

/** The components of the Department of Justice, also those of the past; null until they are known. */
export function useComponents(): GrantComponent[] | null {
  const { query } = useList<GrantComponent>({
    resource: 'grant_components',
    meta: { select: 'id,code,name,entity,award_prefix,valid_from,valid_until' },
    sorters: [{ field: 'code', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 10 * 60_000 },
  });
  return query.data?.data ?? null;
}

/** The Assistance Listings that a city meets; null until they are known. */
export function useListings(): Listing[] | null {
  const { query } = useList<Listing>({
    resource: 'assistance_listings',
    meta: { select: 'id,number,title,component_id,is_formula,valid_from,valid_until' },
    sorters: [{ field: 'number', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 10 * 60_000 },
  });
  return query.data?.data ?? null;
}
