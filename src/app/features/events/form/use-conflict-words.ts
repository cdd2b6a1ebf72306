import { en } from '../../../i18n/en.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { sayConflict, type Three } from '../../../shared/forms/three-way.ts';
import { columnsOf, type EventField, type Reading, readWhen } from './patch.ts';
import type { EventValues } from './values.ts';

/** Says a field of the form in words, for the dialog that compares two people's entries. */
export function useConflictWords(reading: Reading) {
  const { t, format } = useWords();
  const { staff, organizations, languages, districts, topics } = useReferences();
  const named = (rows: { id: string; name: string }[], id: unknown) => rows.find((row) => row.id === id)?.name ?? t('value.gone');

  function said(field: EventField, values: EventValues): string {
    const none = t('value.none');
    const list = (words: string[]) => words.join(', ') || none;
    switch (field) {
      case 'when': {
        const { starts_at, ends_at } = readWhen(values, reading);
        return starts_at && ends_at ? format.range(starts_at, ends_at, values.time_zone) : `${values.day} ${values.starts} ${values.ends}`;
      }
      case 'kind':
        return t(`event.kind.${values.kind}`);
      case 'status':
        return t(`event.status.${values.status}`);
      case 'district_id':
        return values.district_id ? named(districts, values.district_id) : none;
      case 'staff':
        return list(
          values.staff.map(
            (one) => `${named(staff, one.staff_id)} (${t(`event.task.${one.task}`)}${one.hours_planned ? `, ${one.hours_planned}` : ''})`,
          ),
        );
      case 'organizations':
        return list(values.organizations.map((one) => `${named(organizations, one.organization_id)} (${t(`event.part.${one.part}`)})`));
      case 'languages':
        return list(
          values.languages.map(
            (one) =>
              `${languages.find(({ code }) => code === one.language)?.name ?? ''} (${t(`event.mode.${one.mode}`)}${one.interpreter ? `, ${one.interpreter}` : ''}, ${t(`event.booking.${one.booking}`)})`,
          ),
        );
      case 'topics':
        return list(values.topics.map((id) => named(topics, id)));
      case 'legislation':
        return format.number(values.legislation.length);
      case 'supplies':
        return list(values.supplies.map((one) => `${one.quantity} ${one.item}`));
      case 'costs':
        return list(values.costs.map((one) => `${one.label} $${one.planned || '0'} / $${one.actual || '0'}`));
      case 'translations':
        return list(Object.values(values.translations).map(({ title, summary }) => [title, summary].filter(Boolean).join(': ')));
      case 'registration_closes_at':
        return list([values.closes_day, values.closes_time].filter(Boolean));
      case 'sections':
        return values.sections.map((section) => `§ ${section}`).join(', ');
      default: {
        const raw = columnsOf(field, values, reading)[field];
        if (typeof raw === 'boolean') return t(raw ? 'value.yes' : 'value.no');
        return Array.isArray(raw) ? list(raw.map(String)) : raw === null || raw === '' ? none : String(raw);
      }
    }
  }
  function label(field: EventField): string {
    const key = `event.field.${field}`;
    return key in en ? t(key as MessageKey) : field;
  }
  return (field: EventField, three: Three<EventValues>) => sayConflict(field, label(field), said, three);
}
