import { Checkbox, Select } from 'antd';
import { useId, useMemo } from 'react';
import { type CalendarFilter, type CalendarQuery, colourings, datedKinds } from '../../../../domain/events/calendar-query.ts';
import { eventKinds, eventStatuses } from '../../../../domain/events/event.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';

type Choice = { name: CalendarFilter; label: string; options: { value: string; label: string }[] };

/** What each filter offers, in words. The values are those of the address. */
function useChoices(): Choice[] {
  const { t } = useWords();
  const { districts, languages, staff } = useReferences();
  return useMemo(
    () => [
      { name: 'kind', label: t('calendar.column_kind'), options: eventKinds.map((value) => ({ value, label: t(`event.kind.${value}`) })) },
      {
        name: 'status',
        label: t('calendar.column_status'),
        options: eventStatuses.map((value) => ({ value, label: t(`event.status.${value}`) })),
      },
      {
        name: 'district',
        label: t('field.district_id'),
        options: [...districts.map(({ code, name }) => ({ value: code, label: name })), { value: 'none', label: t('filters.none') }],
      },
      { name: 'language', label: t('field.language'), options: languages.map(({ code, name }) => ({ value: code, label: name })) },
      {
        name: 'staff',
        label: t('calendar.column_staff'),
        options: [
          { value: 'me', label: t('filters.me') },
          ...staff.filter(({ is_active }) => is_active).map(({ id, name }) => ({ value: id, label: name })),
        ],
      },
    ],
    [t, districts, languages, staff],
  );
}

type CalendarFiltersProps = { query: CalendarQuery; onChange: (patch: Partial<CalendarQuery>) => void };

/** Which events, what else, and what colours tell. */
export function CalendarFilters({ query, onChange }: CalendarFiltersProps) {
  const { t } = useWords();
  const id = useId();
  const choices = useChoices();
  return (
    <>
      <div className="filter-panel">
        {choices.map(({ name, label, options }) => (
          <div key={name}>
            <label className="field-label" htmlFor={`${id}-${name}`}>
              {label}
            </label>
            <Select
              id={`${id}-${name}`}
              mode="multiple"
              allowClear
              optionFilterProp="label"
              value={query.lists[name] ?? []}
              options={options}
              onChange={(values: string[]) => {
                const { [name]: _old, ...others } = query.lists;
                onChange({ lists: values.length > 0 ? { ...others, [name]: values } : others });
              }}
            />
          </div>
        ))}
        <div>
          <label className="field-label" htmlFor={`${id}-colour`}>
            {t('calendar.colour')}
          </label>
          <Select
            id={`${id}-colour`}
            showSearch={false}
            value={query.colour}
            options={colourings.map((value) => ({ value, label: t(`calendar.colour_${value}`) }))}
            onChange={(colour: CalendarQuery['colour']) => onChange({ colour })}
          />
        </div>
      </div>
      <fieldset className="also-show">
        <legend className="field-label">{t('calendar.also_show')}</legend>
        {datedKinds.map((what) => (
          <Checkbox
            key={what}
            checked={query.show.includes(what)}
            onChange={({ target }) =>
              onChange({ show: datedKinds.filter((one) => (one === what ? target.checked : query.show.includes(one))) })
            }
          >
            {t(`calendar.show_${what}`)}
          </Checkbox>
        ))}
      </fieldset>
    </>
  );
}

/** What the calendar is narrowed to, in words; each can be taken away. */
export function CalendarChips({ query, onChange }: CalendarFiltersProps) {
  const { t } = useWords();
  const choices = useChoices();
  const used = choices.filter(({ name }) => query.lists[name]?.length);
  if (used.length === 0) return null;
  return (
    <ul className="chips" aria-label={t('filters.in_use')}>
      {used.map(({ name, label, options }) => {
        const words = (query.lists[name] ?? []).map((value) => options.find((option) => option.value === value)?.label ?? value);
        const text = `${label}: ${words.join(', ')}`;
        const { [name]: _old, ...others } = query.lists;
        return (
          <li key={name}>
            <button
              type="button"
              className="chip"
              aria-label={t('filters.remove', { filter: text })}
              onClick={() => onChange({ lists: others })}
            >
              {text}
              <span aria-hidden="true">×</span>
            </button>
          </li>
        );
      })}
      <li>
        <button type="button" className="link" onClick={() => onChange({ lists: {} })}>
          {t('filters.clear')}
        </button>
      </li>
    </ul>
  );
}
