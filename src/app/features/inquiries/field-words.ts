import type { FieldChange, ToldField } from '../../../domain/inquiries/timeline.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';

/** Says the columns of an inquiry, their values and their changes in words. */
export function useFieldWords() {
  const { t, format } = useWords();
  const { topics, organizations, districts, staff, languages } = useReferences();

  function value(field: ToldField, raw: unknown): string {
    if (raw === null || raw === undefined || raw === '') return t('value.none');
    const text = String(raw);
    const named = (rows: { id: string; name: string }[]) => rows.find((row) => row.id === text)?.name ?? t('value.gone');
    if (field === 'status') return t(`status.${text}` as MessageKey);
    if (field === 'channel') return t(`channel.${text}` as MessageKey);
    if (field === 'assigned_to') return named(staff);
    if (field === 'topic_id') return named(topics);
    if (field === 'department_id') return named(organizations);
    if (field === 'district_id') return named(districts);
    if (field === 'language') return languages.find((row) => row.code === text)?.name ?? text;
    if (field === 'due_on') return format.dateWithYear(text);
    if (field === 'primary_section') return `§ ${text}`;
    if (field === 'sections') return (Array.isArray(raw) ? raw : [raw]).map((section) => `§ ${String(section)}`).join(', ');
    return text;
  }

  function changed({ field, before, after }: FieldChange): string {
    if (field === 'status') return t('timeline.status', { status: value('status', after) });
    if (field === 'assigned_to') return after === null ? t('timeline.unassigned') : t('timeline.assigned', { name: value(field, after) });
    if (field === 'resident_id') return t(after === null ? 'timeline.resident_removed' : 'timeline.resident_set');
    if (field === 'body') return t('timeline.body');
    return t('timeline.field', { field: label(field), before: value(field, before), after: value(field, after) });
  }

  const label = (field: ToldField): string => t(`field.${field}`);
  return { value, changed, label };
}
