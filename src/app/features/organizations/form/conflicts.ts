import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { sayConflict, type Three } from '../../../shared/forms/three-way.ts';
import type { OrganizationValues } from './values.ts';

type FormField = keyof OrganizationValues;

const labels: Partial<Record<FormField, MessageKey>> = {
  district_id: 'organization.district',
  parent_id: 'organization.parent',
  escalation_staff_id: 'organization.escalation',
  relationship_staff_id: 'organization.relationship',
};

/** Says fields of the form in words, for the dialog that compares two people's entries. */
export function useConflictWords() {
  const { t } = useWords();
  const { staff, organizations, districts, languages } = useReferences();
  const named = [...staff, ...organizations, ...districts, ...languages.map(({ code, name }) => ({ id: code, name }))];
  const nameOf = (id: string) => named.find((one) => one.id === id)?.name ?? id;
  const line = (row: unknown): string =>
    typeof row === 'string'
      ? nameOf(row)
      : Object.entries(row as Record<string, unknown>)
          .filter(([name, value]) => !['key', 'id'].includes(name) && value !== '' && value !== null && typeof value !== 'boolean')
          .map(([, value]) => nameOf(String(value)))
          .join(' ');
  const said = (field: FormField, values: OrganizationValues): string => {
    const value = values[field];
    if (field === 'letter_language') return t(`organization.letters_in.${values.letter_language}`);
    if (field === 'kind') return t(`organization.kind.${values.kind}`);
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
    if (Array.isArray(value)) return value.map(line).join(', ') || t('value.none');
    return value === null || value === '' ? t('value.none') : field.endsWith('_id') ? nameOf(value) : value;
  };
  return (field: FormField, three: Three<OrganizationValues>) =>
    sayConflict(field, t(labels[field] ?? (`organization.${field}` as MessageKey)), said, three);
}
