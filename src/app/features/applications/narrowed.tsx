import type { ApplicationQuery } from '../../../domain/applications/list-query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAreaWords } from '../../shared/area-words.ts';
import { Narrowed, type NarrowedPart } from '../../shared/components/narrowed.tsx';
import { useRangeWords } from '../../shared/range-words.ts';

export const isNarrowed = (query: ApplicationQuery): boolean => {
  const { program, resident, startedFrom, startedTo, decidedFrom, decidedTo, section, district } = query;
  return [program, resident, startedFrom, startedTo, decidedFrom, decidedTo].some(Boolean) || section.length + district.length > 0;
};

type ApplicationNarrowedProps = { query: ApplicationQuery; onChange: (patch: Partial<ApplicationQuery>) => void };

/** To what the list is narrowed beside its filters. */
export function ApplicationNarrowed({ query, onChange }: ApplicationNarrowedProps) {
  const { t, format } = useWords();
  const rangeWords = useRangeWords();
  const areaWords = useAreaWords();
  const { program, resident, startedFrom, startedTo, decidedFrom, decidedTo, section, district } = query;
  const days = (from: string, to: string): string => {
    if (from && to && from <= to) return rangeWords({ from, to });
    const bounds = [
      from && t('narrowed.since', { day: format.dateWithYear(from) }),
      to && t('narrowed.until', { day: format.dateWithYear(to) }),
    ];
    return bounds.filter(Boolean).join(' ');
  };
  const parts: NarrowedPart<ApplicationQuery>[] = [];
  if (section.length > 0)
    parts.push({ key: 'section', text: t('feeds.section', { section: section.join(', ') }), without: { section: [] } });
  if (district.length > 0) parts.push({ key: 'district', text: areaWords(district), without: { district: [] } });
  if (program) parts.push({ key: 'program', text: t('narrowed.program'), without: { program: '' } });
  if (resident) parts.push({ key: 'resident', text: t('narrowed.resident'), without: { resident: '' } });
  if (startedFrom || startedTo) {
    const text = t('narrowed.started', { when: days(startedFrom, startedTo) });
    parts.push({ key: 'started', text, without: { startedFrom: '', startedTo: '' } });
  }
  if (decidedFrom || decidedTo) {
    const text = t('narrowed.decided', { when: days(decidedFrom, decidedTo) });
    parts.push({ key: 'decided', text, without: { decidedFrom: '', decidedTo: '' } });
  }
  return <Narrowed parts={parts} onChange={onChange} />;
}
