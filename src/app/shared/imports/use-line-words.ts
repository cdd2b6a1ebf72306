import type { ImportResource } from '../../../domain/imports/fields.ts';
import type { ImportLine, LineChange, LineProblem } from '../../../domain/imports/file-import.ts';
import { formatPhone } from '../../../domain/shared/phone.ts';
import { en } from '../../i18n/en.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useFieldWords } from '../history/field-words.ts';

/** Says lines of a file in words: what they hold, what they would change, and what is wrong with them. */
export function useLineWords(resource: ImportResource, columnOf: (field: string) => string | null) {
  const { t, format } = useWords();
  const fields = useFieldWords();
  const message = (key: string): string | null => (key in en ? t(key as MessageKey) : null);

  function value(field: string, raw: unknown): string {
    if (/_at$/.test(field)) return format.instant(String(raw));
    if (field === 'resident_id') return t('import.that_resident');
    if (field === 'phones') return formatPhone(String(raw));
    if (field === 'addresses') {
      const { lines, postal_code } = raw as { lines: string; postal_code?: string };
      return [lines, postal_code].filter(Boolean).join(', ');
    }
    return fields.value(field, raw, resource);
  }
  const label = (field: string): string => message(`field.${field}`) ?? message(`import.field.${field}`) ?? field;
  const list = (data: Record<string, unknown>, field: string, part: string): string[] =>
    Array.isArray(data[field]) ? (data[field] as Record<string, string>[]).map((one) => one[part] ?? '') : [];

  return {
    name: ({ data, cells }: ImportLine): string => String(data?.name ?? data?.subject ?? cells?.find((cell) => cell !== '') ?? ''),
    /** By what a person is known. */
    said: ({ data = {} }: ImportLine): string =>
      [
        ...['key', 'location', 'email'].map((field) => data[field]),
        ...list(data, 'phones', 'number').map(formatPhone),
        ...list(data, 'emails', 'address'),
        ...list(data, 'addresses', 'lines'),
      ]
        .filter(Boolean)
        .join(' · '),
    change: ({ field, before, after }: LineChange): string =>
      before === null || before === undefined
        ? t('import.adds', { field: label(field), value: value(field, after) })
        : t('import.changes', { field: label(field), before: value(field, before), after: value(field, after) }),
    /** A sentence at the column of the file. */
    problem: ({ field, why, value: cell }: LineProblem): string =>
      [
        columnOf(field) ?? message(`import.field.${field}`),
        message(`import.why.${why}`) ? t(`import.why.${why}` as MessageKey, { value: cell }) : why,
      ]
        .filter(Boolean)
        .join(': '),
    reasons: (reasons: string[]): string =>
      reasons.map((reason) => message(`similar.${reason}`) ?? message(`import.${reason}`) ?? reason).join(', '),
  };
}
