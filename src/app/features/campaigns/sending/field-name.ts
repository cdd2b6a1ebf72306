import { en } from '../../../i18n/en.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';

/** What a field of a campaign is called, with its language where it has one: "Spanish: Subject". */
export function useFieldName(): (language: string | null, field: string) => string {
  const { t } = useWords();
  const { languages } = useReferences();
  return (language, field) => {
    const key = `sending.field.${field}`;
    const name = key in en ? t(key as MessageKey) : field;
    if (!language) return name;
    return t('sending.in_language', { language: languages.find(({ code }) => code === language)?.name ?? language, field: name });
  };
}

/** The same of "es.subject", as the database says what made an approval fall. */
export function useFallenWords(): (fields: readonly string[]) => string {
  const nameOf = useFieldName();
  return (fields) =>
    fields
      .map((field) => {
        const [first = '', second] = field.split('.');
        return second === undefined ? nameOf(null, first) : nameOf(first, second);
      })
      .join(', ');
}
