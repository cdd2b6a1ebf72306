import type { ServiceRequestQuery } from '../../../domain/service-requests/list-query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Narrowed, type NarrowedPart } from '../../shared/components/narrowed.tsx';
import { useRangeWords } from '../../shared/range-words.ts';

export const isNarrowed = ({ view, opened, filed, done, isFound, by }: ServiceRequestQuery): boolean =>
  view === 'all' ? Boolean(opened || done) : Boolean(filed || done || isFound || by);

type RequestNarrowedProps = { query: ServiceRequestQuery; onChange: (patch: Partial<ServiceRequestQuery>) => void };

/** To what the list is narrowed beside its filters. */
export function RequestNarrowed({ query, onChange }: RequestNarrowedProps) {
  const { t, format } = useWords();
  const rangeWords = useRangeWords();
  const { view, isFound, by } = query;
  const parts: NarrowedPart<ServiceRequestQuery>[] = [];
  for (const name of view === 'all' ? (['opened', 'done'] as const) : (['filed', 'done'] as const)) {
    const range = query[name];
    if (range) parts.push({ key: name, text: t(`narrowed.${name}`, { when: rangeWords(range) }), without: { [name]: null } });
  }
  if (view !== 'all' && isFound) parts.push({ key: 'found', text: t('narrowed.found'), without: { isFound: false } });
  if (view !== 'all' && by) parts.push({ key: 'by', text: t('narrowed.by', { day: format.dateWithYear(by) }), without: { by: null } });
  return <Narrowed parts={parts} onChange={onChange} />;
}
