import { useCustom } from '@refinedev/core';
import type { AwardMoney, EntryCount, EntryPage, FfrSheet, SpanKind } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { type EntryQuery, emptyEntryQuery, toEntryRpc } from './entry-query.ts';

const live = ['award_entries', 'award_budgets', 'award_budget_lines', 'award_conditions', 'award_modifications', 'award_reports', 'awards'];

/** What the database counts of an award's money. */
export function useMoney(id: string, by: SpanKind, category: string | null) {
  const { query } = useCustom<AwardMoney>({
    url: 'award_money',
    method: 'post',
    config: { payload: { p_award: id, p_query: { by, category } } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['award_money', id, by, category],
      placeholderData: (before: unknown) => before as never,
      meta: { live },
    },
  });
  return { money: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** A page of the ledger, and what all that match come to. */
export function useEntries(id: string, asked: EntryQuery) {
  const { query } = useCustom<EntryPage>({
    url: 'list_entries',
    method: 'post',
    config: { payload: { p_query: toEntryRpc(id, asked) } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['award_entries', 'page', id, asked],
      placeholderData: (before: unknown) => before as never,
      meta: { live: ['award_entries', 'award_reports'] },
    },
  });
  const { query: sums } = useCustom<EntryCount>({
    url: 'count_entries',
    method: 'post',
    config: { payload: { p_query: toEntryRpc(id, { ...asked, after: null, before: null }) } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['award_entries', 'count', id, { ...asked, after: null, before: null }],
      placeholderData: (before: unknown) => before as never,
      meta: { live: ['award_entries'] },
    },
  });
  return {
    page: query.data?.data ?? null,
    sums: sums.data?.data ?? null,
    isOld: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
  };
}

/** The work sheet of a Federal Financial Report. */
export function useSheet(report: string) {
  const { query } = useCustom<FfrSheet>({
    url: 'ffr_worksheet',
    method: 'post',
    config: { payload: { p_report: report } },
    errorNotification: false,
    queryOptions: { queryKey: ['ffr_worksheet', report], meta: { live } },
  });
  return { sheet: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** Obligations of a share that payments have not paid off yet, as choices; none are asked for without a share. */
export function useOpenObligations(award: string, share: string | null): { value: string; label: string }[] {
  const { format, t } = useWords();
  const { query } = useCustom<EntryPage>({
    url: 'list_entries',
    method: 'post',
    config: { payload: { p_query: { ...toEntryRpc(award, { ...emptyEntryQuery, kind: 'obligation', share }), limit: 200 } } },
    errorNotification: false,
    queryOptions: { queryKey: ['award_entries', 'obligations', award, share], enabled: share !== null, meta: { live: ['award_entries'] } },
  });
  return (query.data?.data.rows ?? [])
    .filter(({ amount_cents, paid_cents }) => amount_cents - (paid_cents ?? 0) > 0)
    .map(({ id, reference, description, payee, category, amount_cents, paid_cents }) => ({
      value: id,
      label: [
        reference,
        description || payee || (category && t(`money.category.${category}`)),
        t('money.open', { amount: format.cents(amount_cents - (paid_cents ?? 0)) }),
      ]
        .filter(Boolean)
        .join(' · '),
    }));
}
