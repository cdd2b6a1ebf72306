import { useMemo } from 'react';
import { inquiryMarks, type ListFilter } from '../../../domain/inquiries/query.ts';
import { channels, resolutions, statuses } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';

export type FilterChoice = { name: ListFilter; label: string; options: { value: string; label: string }[] };

/** What each list filter offers, in words. The values are those of the address. */
export function useFilterChoices(): FilterChoice[] {
  const { t } = useWords();
  const { topics, districts, languages, staff, sections, organizations } = useReferences();
  return useMemo(() => {
    const none = { value: 'none', label: t('filters.none') };
    return [
      { name: 'status', label: t('field.status'), options: statuses.map((value) => ({ value, label: t(`status.${value}`) })) },
      { name: 'topic', label: t('field.topic_id'), options: topics.map(({ code, name }) => ({ value: code, label: name })) },
      {
        name: 'district',
        label: t('field.district_id'),
        options: [...districts.map(({ code, name }) => ({ value: code, label: name })), none],
      },
      { name: 'channel', label: t('field.channel'), options: channels.map((value) => ({ value, label: t(`channel.${value}`) })) },
      { name: 'language', label: t('field.language'), options: languages.map(({ code, name }) => ({ value: code, label: name })) },
      {
        name: 'section',
        label: t('field.primary_section'),
        options: sections.map(({ section, title }) => ({ value: String(section), label: `§ ${section} ${title}` })),
      },
      {
        name: 'assigned',
        label: t('field.assigned_to'),
        options: [
          { value: 'me', label: t('filters.me') },
          { value: 'none', label: t('filters.nobody') },
          ...staff.map(({ id, name }) => ({ value: id, label: name })),
        ],
      },
      {
        name: 'department',
        label: t('field.department_id'),
        options: organizations.filter(({ kind }) => kind === 'department').map(({ code, name }) => ({ value: code, label: name })),
      },
      {
        name: 'resolution',
        label: t('field.resolution_code'),
        options: resolutions.map((value) => ({ value, label: t(`resolution.${value}`) })),
      },
      {
        name: 'answer',
        label: t('filters.answer'),
        options: (['yes', 'not_yet', 'no'] as const).map((value) => ({ value, label: t(`filters.answer_${value}`) })),
      },
      {
        name: 'clock',
        label: t('filters.clock'),
        options: (['overdue', 'today', 'unanswered', 'to_acknowledge', 'escalated', 'records'] as const).map((value) => ({
          value,
          label: t(`filters.clock_${value}`),
        })),
      },
      {
        name: 'mark',
        label: t('filters.mark'),
        options: inquiryMarks.map((value) => ({ value, label: t(`filters.mark_${value}`) })),
      },
    ] satisfies FilterChoice[];
  }, [t, topics, districts, languages, staff, sections, organizations]);
}
