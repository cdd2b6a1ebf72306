import type { EventStatus } from '../../../../domain/events/event.ts';
import type { EventListQuery } from '../../../../domain/events/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Narrowed, type NarrowedPart } from '../../../shared/components/narrowed.tsx';
import { useRangeWords } from '../../../shared/range-words.ts';

export const isNarrowed = ({ status, section, when }: EventListQuery): boolean => status.length + section.length > 0 || when !== null;

type ListTableNarrowedProps = { query: EventListQuery; onChange: (patch: Partial<EventListQuery>) => void };

/** To what the list is narrowed beside its filters. */
export function ListTableNarrowed({ query, onChange }: ListTableNarrowedProps) {
  const { t } = useWords();
  const rangeWords = useRangeWords();
  const { status, section, when } = query;
  const parts: NarrowedPart<EventListQuery>[] = [];
  if (status.length > 0)
    parts.push({ key: 'status', text: status.map((one) => t(`event.status.${one as EventStatus}`)).join(', '), without: { status: [] } });
  if (section.length > 0)
    parts.push({ key: 'section', text: t('feeds.section', { section: section.join(', ') }), without: { section: [] } });
  if (when) parts.push({ key: 'when', text: rangeWords(when), without: { when: null } });
  return <Narrowed parts={parts} onChange={onChange} />;
}
