import type { FieldChange, HistoryNames } from '../../../domain/shared/history.ts';
import { en } from '../../i18n/en.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { wordKey } from './vocabularies.ts';

/** Longer texts are named, not quoted. */
const quotable = 120;

/** Several records, by their ids: said as how many. */
const isIds = (raw: unknown): raw is string[] =>
  Array.isArray(raw) && raw.length > 0 && raw.every((one) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(String(one)));

/** A label inside of a sentence. */
const lowered = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

/** Says columns of any table, their values and their changes in words. `known`: the names that came with a history. */
export function useFieldWords(known?: HistoryNames) {
  const { t, format } = useWords();
  const references = useReferences();
  const message = (key: string): string | null => (key in en ? t(key as MessageKey) : null);

  function named(field: string, text: string, table: string): string | null {
    const target = known?.references[table]?.[field];
    if (target) return known.names[target]?.[text] ?? t('value.gone');
    const { topics, organizations, districts, staff, languages } = references;
    const rows = { topic_id: topics, department_id: organizations, district_id: districts, assigned_to: staff, owner_id: staff }[field];
    if (rows) return rows.find((row: { id: string }) => row.id === text)?.name ?? t('value.gone');
    if (field === 'language' || field === 'preferred_language') return languages.find((row) => row.code === text)?.name ?? text;
    return null;
  }

  function value(field: string, raw: unknown, table = 'inquiries'): string {
    if (raw === null || raw === undefined || raw === '' || (Array.isArray(raw) && raw.length === 0)) return t('value.none');
    if (typeof raw === 'boolean') return t(raw ? 'value.yes' : 'value.no');
    if (field === 'sections' || field === 'primary_section' || field === 'section')
      return (Array.isArray(raw) ? raw : [raw]).map((section) => `§ ${String(section)}`).join(', ');
    if (isIds(raw)) return format.number(raw.length);
    if (Array.isArray(raw)) return raw.map((one) => value(field, one, table)).join(', ');
    if (typeof raw === 'number' && /_bp$/.test(field)) return `${format.number(raw / 100)} %`;
    if (typeof raw === 'number') return /_cents$/.test(field) ? format.money(raw) : format.number(raw);
    if (typeof raw === 'object') return t('value.more');
    const text = String(raw);
    const key = wordKey(table, field, text);
    const word = (key && message(key)) ?? named(field, text, table);
    if (word) return word;
    if (/_on$/.test(field)) return format.dateWithYear(text);
    if (/_at$/.test(field)) return format.instant(text);
    return text;
  }

  /** 'Council district'; a column without a label of its own is said as it is called. */
  const label = (field: string): string => message(`field.${field}`) ?? field.replace(/_(id|on|at)$/, '').replaceAll('_', ' ');

  function changed({ field, before, after }: FieldChange, table = 'inquiries'): string {
    if (table === 'inquiries') {
      if (field === 'status') return t('timeline.status', { status: value('status', after) });
      if (field === 'assigned_to') return after === null ? t('timeline.unassigned') : t('timeline.assigned', { name: value(field, after) });
      if (field === 'resident_id' && !known) return t(after === null ? 'timeline.resident_removed' : 'timeline.resident_set');
      if (field === 'body') return t('timeline.body');
    }
    const named = { field: lowered(label(field)) };
    if (typeof after === 'boolean') return t(after ? 'history.now_yes' : 'history.now_no', { field: label(field) });
    const isWhole = (raw: unknown) => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
    if (isWhole(after) || (Array.isArray(after) && after.some(isWhole)) || (isIds(before) && isIds(after)))
      return t('history.rewrote', named);
    const [was, is] = [value(field, before, table), value(field, after, table)];
    if (was.length > quotable || is.length > quotable) return t('history.rewrote', named);
    if (before === null || before === '') return t('history.set', { ...named, after: is });
    if (after === null || after === '') return t('history.emptied', { ...named, before: was });
    return t('history.changed', { ...named, before: was, after: is });
  }

  return { value, changed, label };
}
