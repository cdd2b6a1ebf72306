import { type InquiryQuery, type ListFilter, listFilters } from '../../../domain/inquiries/query.ts';
import { tabQueries } from '../../../domain/inquiries/tabs.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useRangeWords } from '../../shared/range-words.ts';
import { useFilterChoices } from './filter-choices.ts';
import type { FilterChange } from './filters.tsx';

type Chip = { key: string; text: string; without: Partial<InquiryQuery> };

/** What the list is narrowed to, in words; each can be taken away. */
export function FilterChips({ query, onChange }: { query: InquiryQuery; onChange: FilterChange }) {
  const { t, format } = useWords();
  const choices = useFilterChoices();
  const rangeWords = useRangeWords();
  const chips: Chip[] = [];
  for (const name of listFilters) {
    const values = query.lists[name];
    if (!values) continue;
    const choice = choices.find((one) => one.name === name);
    const words = values.map((value) => choice?.options.find((option) => option.value === value)?.label ?? value);
    const { [name as ListFilter]: _taken, ...others } = query.lists;
    const text = name === 'resident' || name === 'concerns' ? t('filters.one_resident') : `${choice?.label ?? name}: ${words.join(', ')}`;
    chips.push({ key: name, text, without: { lists: others } });
  }
  if (query.isOpen !== null)
    chips.push({ key: 'open', text: t(query.isOpen ? 'filters.open' : 'filters.closed_only'), without: { isOpen: null } });
  if (query.opened)
    chips.push({ key: 'opened', text: t('filters.opened', { range: rangeWords(query.opened) }), without: { opened: null } });
  if (query.closed)
    chips.push({ key: 'closed', text: t('filters.closed', { range: rangeWords(query.closed) }), without: { closed: null } });
  if (query.asked) chips.push({ key: 'asked', text: t('filters.asked', { range: rangeWords(query.asked) }), without: { asked: null } });
  if (query.answered)
    chips.push({ key: 'answered', text: t('filters.answered', { range: rangeWords(query.answered) }), without: { answered: null } });
  if (query.reopened)
    chips.push({ key: 'reopened', text: t('filters.reopened', { range: rangeWords(query.reopened) }), without: { reopened: null } });
  if (query.openOn)
    chips.push({ key: 'open_on', text: t('filters.open_on', { date: format.dateWithYear(query.openOn) }), without: { openOn: null } });
  if (query.due) chips.push({ key: 'due_range', text: t('filters.due_in', { range: rangeWords(query.due) }), without: { due: null } });
  if (query.dueBefore) {
    const text =
      query.dueBefore === 'today'
        ? t('filters.overdue')
        : query.dueBefore === 'tomorrow'
          ? t('tab.due')
          : t('filters.due_before', { date: format.dateWithYear(query.dueBefore) });
    chips.push({ key: 'due', text, without: { dueBefore: null } });
  }
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label={t('filters.in_use')}>
      {chips.map((chip) => (
        <li key={chip.key}>
          <button
            type="button"
            className="chip"
            onClick={() => onChange(chip.without)}
            aria-label={t('filters.remove', { filter: chip.text })}
          >
            {chip.text}
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="link" onClick={() => onChange({ ...tabQueries.all, search: query.search })}>
          {t('filters.clear')}
        </button>
      </li>
    </ul>
  );
}
