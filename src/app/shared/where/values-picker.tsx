import { useList } from '@refinedev/core';
import { Select } from 'antd';
import { useState } from 'react';
import type { ValueKind, Values } from '../../../domain/residents/where.ts';
import type { ConditionDraft } from '../../../domain/residents/where-draft.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useSettled } from '../hooks/use-settled.ts';
import { type NamedEvent, NONE, type WhereNames } from './use-where-names.ts';

type PickerProps = { part: ConditionDraft; names: WhereNames; autoFocus: boolean; onChange: (values: Values) => void };

/** What a condition is about, chosen from what there is; events are found by typing. */
export function ValuesPicker({ part, names, autoFocus, onChange }: PickerProps) {
  const { t } = useWords();
  const kind = part.kind as ValueKind;
  const label = t('where.values', { kind: t(`where.kind.${part.kind}`) });
  if (kind === 'attended' || kind === 'registered') return <EventPicker {...{ part, names, autoFocus, onChange, label }} />;
  const options = names.optionsOf(kind);
  return (
    <Select
      aria-label={label}
      className="where-values"
      mode="multiple"
      autoFocus={autoFocus}
      defaultOpen={autoFocus}
      loading={options === null}
      optionFilterProp="label"
      placeholder={t('where.choose')}
      notFoundContent={t(options?.length === 0 ? 'where.nothing_known' : 'where.nothing_found')}
      value={part.values.map((one) => one ?? NONE)}
      options={options ?? []}
      onChange={(values: string[]) => onChange(values.map((one) => (kind === 'district' && one === NONE ? null : one)))}
    />
  );
}

function EventPicker({ part, names, autoFocus, onChange, label }: PickerProps & { label: string }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const search = useSettled(text.trim(), 250);
  const { query } = useList<NamedEvent>({
    resource: 'events',
    pagination: { pageSize: 20 },
    meta: { query: { ...(search ? { search } : {}), sort: 'starts_at', descending: true } },
    errorNotification: false,
    queryOptions: { staleTime: 60_000, placeholderData: (previous: unknown) => previous as never },
  });
  // What was chosen stays named while something else is looked for.
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const found = (query.data?.data ?? []).map(names.eventOption);
  const kept = part.values
    .filter((one): one is string => one !== null && !found.some(({ value }) => value === one))
    .map((value) => ({ value, label: chosen[value] ?? names.nameOf('attended', value) }));
  return (
    <Select
      aria-label={label}
      className="where-values"
      mode="multiple"
      autoFocus={autoFocus}
      defaultOpen={autoFocus}
      loading={query.isFetching}
      filterOption={false}
      searchValue={text}
      onSearch={setText}
      placeholder={t('where.find_event')}
      notFoundContent={t('where.nothing_found')}
      value={part.values as string[]}
      options={[...kept, ...found]}
      onChange={(values: string[]) => {
        setChosen((now) => ({
          ...now,
          ...Object.fromEntries(found.filter(({ value }) => values.includes(value)).map(({ value, label: name }) => [value, name])),
        }));
        setText('');
        onChange(values);
      }}
    />
  );
}
