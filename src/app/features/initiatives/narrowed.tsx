import type { InitiativeQuery } from '../../../domain/initiatives/initiative.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Narrowed, type NarrowedPart } from '../../shared/components/narrowed.tsx';
import { useRangeWords } from '../../shared/range-words.ts';

type InitiativeNarrowedProps = { query: InitiativeQuery; onChange: (patch: Partial<InitiativeQuery>) => void };

/** To what the list is narrowed beside its filters. */
export function InitiativeNarrowed({ query: { section, told }, onChange }: InitiativeNarrowedProps) {
  const { t } = useWords();
  const rangeWords = useRangeWords();
  const parts: NarrowedPart<InitiativeQuery>[] = [];
  if (section.length > 0)
    parts.push({ key: 'section', text: t('feeds.section', { section: section.join(', ') }), without: { section: [] } });
  if (told) parts.push({ key: 'told', text: t('narrowed.told', { when: rangeWords(told) }), without: { told: null } });
  return <Narrowed parts={parts} onChange={onChange} />;
}
