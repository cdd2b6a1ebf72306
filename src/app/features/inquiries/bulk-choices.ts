import { closingResolutions, resolutions, statuses } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { type Option, useOptions } from '../../shared/fields/use-options.ts';
import type { BulkField } from './use-bulk.ts';

type Choice = { offered: Option[] /** Found by typing instead. */; isSought?: true; nameOf: (value: string | null) => string };

/** What each thing can be set to, and the words of what it was. */
export function useBulkChoices(): Record<BulkField, Choice> {
  const { t } = useWords();
  const { topics, organizations, districts, languages, staff } = useReferences();
  const options = useOptions();
  const among = (rows: { id: string; name: string }[], none: string) => (value: string | null) =>
    value === null ? none : (rows.find((row) => row.id === value)?.name ?? t('value.gone'));
  const nobody = t('filters.nobody');
  const noDepartment = t('value.none');
  const noParent = t('bulk.no_parent');
  const noDistrict = t('value.unknown');
  const statusWords = (value: string | null) => {
    const known = statuses.find((one) => one === value);
    return known ? t(`status.${known}`) : '';
  };
  return {
    assigned_to: { offered: [...options.staff, { value: '', label: nobody }], nameOf: among(staff, nobody) },
    topic_id: { offered: options.topics, nameOf: among(topics, '') },
    department_id: {
      offered: [...options.organizations, { value: '', label: noDepartment }],
      nameOf: among(organizations, noDepartment),
    },
    // What it was comes as a number already.
    parent_id: { offered: [], isSought: true, nameOf: (value) => value ?? noParent },
    district_id: { offered: [...options.districts, { value: '', label: noDistrict }], nameOf: among(districts, noDistrict) },
    language: { offered: options.languages, nameOf: (value) => languages.find((one) => one.code === value)?.name ?? value ?? '' },
    status: {
      offered: (['in_progress', 'waiting_resident', 'waiting_other'] as const).map((value) => ({ value, label: t(`status.${value}`) })),
      nameOf: statusWords,
    },
    resolution_code: {
      offered: closingResolutions.map((value) => ({ value, label: t(`resolution.${value}`) })),
      nameOf: (value) => {
        const known = resolutions.find((one) => one === value);
        return known ? t(`resolution.${known}`) : t('bulk.was_open');
      },
    },
  };
}
