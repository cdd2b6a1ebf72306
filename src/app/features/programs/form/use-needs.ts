import { useList } from '@refinedev/core';
import { useWords } from '../../../providers/i18n.tsx';

type Need = { id: string; code: string; name: string; translations: Record<string, { name?: string }>; is_active: boolean };

/** What residents need, in the reader's language. */
export function useNeeds(): { code: string; label: string }[] {
  const { locale } = useWords();
  const { query } = useList<Need>({
    resource: 'needs',
    meta: { select: 'id,code,name,translations,is_active' },
    sorters: [{ field: 'sort_order', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 10 * 60_000 },
  });
  return (query.data?.data ?? [])
    .filter(({ is_active }) => is_active)
    .map(({ code, name, translations }) => ({ code, label: translations[locale]?.name ?? name }));
}
