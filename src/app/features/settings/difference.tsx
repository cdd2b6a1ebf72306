import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useFieldWords } from '../../shared/history/field-words.ts';

type ListDifference = {
  added: { key: string; name: string }[];
  changed: { key: string; name: string; fields: Record<string, [unknown, unknown]> }[];
  retired: { key: string; name: string }[];
  unchanged: number;
};
/** What the server answers of a settings file (src/server/settings/exchange.ts). */
export type ImportAnswer = { written: boolean; mark: string; difference: Record<string, ListDifference> };

export const isSame = (difference: ImportAnswer['difference']): boolean =>
  Object.values(difference).every(({ added, changed, retired }) => added.length + changed.length + retired.length === 0);

const titles: Record<string, MessageKey> = {
  office: 'settings.office',
  mail: 'settings.mail',
  sections: 'settings.sections',
  departments: 'settings.departments',
  topics: 'nav.topics',
  districts: 'settings.districts',
  languages: 'settings.languages',
  holiday_rules: 'settings.holiday_rules',
  holiday_days: 'settings.holiday_days',
  retention: 'settings.retention',
};

/** What a settings file would do, list by list: what is new, what changes, what is retired. Lists that stay as they are are counted. */
export function Difference({ difference }: { difference: ImportAnswer['difference'] }) {
  const { t, tn } = useWords();
  const { label, value } = useFieldWords();
  if (isSame(difference)) return <p>{t('settings.no_difference')}</p>;
  return (
    <dl className="difference">
      {Object.entries(difference).map(([list, { added, changed, retired, unchanged }]) => (
        <div key={list}>
          <dt>{titles[list] ? t(titles[list]) : list}</dt>
          {added.length > 0 && (
            <dd>
              <b>{tn('settings.added', added.length)}</b> {added.map(({ name }) => name).join(', ')}
            </dd>
          )}
          {changed.map(({ key, name, fields }) => (
            <dd key={key}>
              <b>
                {t('settings.changed', {
                  name: name === key && (list === 'office' || list === 'mail') ? t(titles[list] as MessageKey) : name,
                })}
              </b>{' '}
              {Object.entries(fields)
                .map(([field, [from, to]]) =>
                  t('settings.from_to', { field: label(field), from: value(field, from, list), to: value(field, to, list) }),
                )
                .join('; ')}
            </dd>
          ))}
          {retired.length > 0 && (
            <dd>
              <b>{tn('settings.retiring', retired.length)}</b> {retired.map(({ name }) => name).join(', ')}
            </dd>
          )}
          {unchanged > 0 && <dd className="secondary">{tn('settings.unchanged', unchanged)}</dd>}
        </div>
      ))}
    </dl>
  );
}
