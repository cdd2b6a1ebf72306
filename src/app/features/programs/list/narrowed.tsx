import { type ProgramQuery, programDays } from '../../../../domain/programs/list-query.ts';
import type { FundingLevel } from '../../../../domain/programs/program.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Narrowed, type NarrowedPart } from '../../../shared/components/narrowed.tsx';
import { useRangeWords } from '../../../shared/range-words.ts';

type ProgramNarrowedProps = { query: ProgramQuery; onChange: (patch: Partial<ProgramQuery>) => void };

/** To what the list is narrowed beside its facets. */
export function ProgramNarrowed({ query, onChange }: ProgramNarrowedProps) {
  const { t, format } = useWords();
  const rangeWords = useRangeWords();
  const { section, payer, due } = query;
  const parts: NarrowedPart<ProgramQuery>[] = [];
  if (section.length > 0)
    parts.push({ key: 'section', text: t('feeds.section', { section: section.join(', ') }), without: { section: [] } });
  if (payer.length > 0) {
    const levels = payer.map((one) => t(`program.level.${one as FundingLevel}`)).join(', ');
    parts.push({ key: 'payer', text: t('narrowed.payer', { levels }), without: { payer: [] } });
  }
  for (const name of programDays) {
    const range = query[name];
    if (range) parts.push({ key: name, text: t(`narrowed.${name}`, { when: rangeWords(range) }), without: { [name]: null } });
  }
  if (due) parts.push({ key: 'due', text: t('narrowed.due', { day: format.dateWithYear(due) }), without: { due: null } });
  return <Narrowed parts={parts} onChange={onChange} />;
}
