import { useCustom, useList } from '@refinedev/core';
import type { InterpreterChoices } from '../../../domain/language-encounters/encounter.ts';
import type { EncounterRow } from '../../../domain/language-encounters/list-query.ts';
import { useActs } from '../hooks/use-acts.ts';

const tables = ['language_encounters', 'interpreter_invoices', 'interpreter_invoice_lines', 'translation_requests', 'staff_languages'];

/** Acts on what is about language access. */
export const useLanguageActs = () => useActs(tables);
export type LanguageActs = ReturnType<typeof useLanguageActs>;

/** Who can interpret, and what counts as qualified; null while it is not known. */
export function useInterpreters(): InterpreterChoices | null {
  const { query } = useCustom<InterpreterChoices>({
    url: 'interpreter_choices',
    method: 'post',
    errorNotification: false,
    queryOptions: { staleTime: 60_000, meta: { live: ['staff_languages', 'organizations', 'settings'] } },
  });
  return query.data?.data ?? null;
}

/** The encounters of one record, the latest first. */
export function useRecordEncounters(record: { table: 'inquiries' | 'events' | 'referrals' | 'residents'; id: string }) {
  const filter = { inquiries: 'inquiry', events: 'event', referrals: 'referral', residents: 'resident' }[record.table];
  const { query } = useList<EncounterRow>({
    resource: 'language_encounters',
    pagination: { pageSize: 50 },
    meta: { query: { filters: { [filter]: [record.id] } } },
    errorNotification: false,
  });
  return query.data?.data ?? null;
}
