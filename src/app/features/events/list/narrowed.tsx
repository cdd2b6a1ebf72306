import type { EventStatus } from '../../../../domain/events/event.ts';
import type { EventListQuery } from '../../../../domain/events/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useRangeWords } from '../../../shared/range-words.ts';

export const isNarrowed = ({ status, section, when }: EventListQuery): boolean => status.length + section.length > 0 || when !== null;

type ListTableNarrowedProps = { query: EventListQuery; onChange: (patch: Partial<EventListQuery>) => void };

/** To what the list is narrowed beside its filters, as when a number of the report was opened; each can be taken away. */
export function ListTableNarrowed({ query, onChange }: ListTableNarrowedProps) {
  const { t } = useWords();
  const rangeWords = useRangeWords();
  const { status, section, when } = query;
  const chips: { key: string; text: string; without: Partial<EventListQuery> }[] = [];
  if (status.length > 0)
    chips.push({ key: 'status', text: status.map((one) => t(`event.status.${one as EventStatus}`)).join(', '), without: { status: [] } });
  if (section.length > 0)
    chips.push({ key: 'section', text: t('feeds.section', { section: section.join(', ') }), without: { section: [] } });
  if (when) chips.push({ key: 'when', text: rangeWords(when), without: { when: null } });
  if (chips.length === 0) return null;
  return (
    <ul className="chips event-chips" aria-label={t('filters.in_use')}>
      {chips.map(({ key, text, without }) => (
        <li key={key}>
          <button type="button" className="chip" onClick={() => onChange(without)} aria-label={t('filters.remove', { filter: text })}>
            {text}
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
