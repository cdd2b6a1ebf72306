import { useCustom, useCustomMutation, useInvalidate, useList } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { InterpreterChoices } from '../../../domain/language-encounters/encounter.ts';
import type { EncounterRow } from '../../../domain/language-encounters/list-query.ts';
import { nameAct } from '../../providers/acts.ts';

const quiet = { successNotification: false, errorNotification: false } as const;
const tables = ['language_encounters', 'interpreter_invoices', 'interpreter_invoice_lines', 'translation_requests', 'staff_languages'];

const isAboutLanguage = (query: { meta?: Record<string, unknown> | undefined }): boolean =>
  Array.isArray(query.meta?.live) && query.meta.live.some((table) => tables.includes(table as string));

/** Calls a function of the database as one act, and reads what is about language access again. Null when it was refused: then `error` says why. */
export function useLanguageActs() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  const refresh = () =>
    Promise.all([
      ...[...tables, 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
      queries.invalidateQueries({ predicate: isAboutLanguage }),
    ]);

  async function rpc<Answer>(
    url: string,
    values: Record<string, unknown>,
    onDone?: (done: { act: string; answer: Answer }) => void,
  ): Promise<{ answer: Answer } | null> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      const { data } = await call({ url, method: 'post', values, meta: { act }, ...quiet });
      // What was done is said before everything is read again.
      onDone?.({ act, answer: data as Answer });
      await refresh();
      return { answer: data as Answer };
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await refresh();
      return null;
    } finally {
      setWorking(false);
    }
  }
  return { error, isWorking, clear: () => setError(null), refresh, rpc };
}
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
