import { useCustom } from '@refinedev/core';
import type { Clash } from './use-clashes.ts';
import type { EventValues } from './values.ts';

/** What each part of the form is given. Errors are sentences, by field, or by the key of a line. */
export type FormPartProps = {
  values: EventValues;
  onChange: (patch: Partial<EventValues>) => void;
  errors: Readonly<Record<string, string>>;
  clashes: Clash[];
  suggestions: Suggestions;
};

type KnownPlace = { address: string | null; district_id: string | null; neighborhood: string | null };
export type Suggestions = {
  programs?: string[];
  equipment?: string[];
  places?: string[];
  rooms?: string[];
  interpreters?: string[];
  funds?: string[];
  supplies?: string[];
  addresses?: Record<string, KnownPlace>;
};

/** Names that were used in earlier events, most used first. */
export function useSuggestions(): Suggestions {
  const { query } = useCustom<Suggestions>({
    url: 'event_suggestions',
    method: 'post',
    errorNotification: false,
    queryOptions: { staleTime: 5 * 60_000, refetchOnWindowFocus: false, meta: { live: false } },
  });
  return query.data?.data ?? {};
}
