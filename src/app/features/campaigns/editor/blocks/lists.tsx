import { useCustom } from '@refinedev/core';
import { Select } from 'antd';
import { limits } from '../../../../../domain/campaigns/blocks.ts';
import { useWords } from '../../../../providers/i18n.tsx';
import { useReferences } from '../../../../providers/references.tsx';
import { Field } from '../../../../shared/components/field.tsx';
import type { BlockPartProps } from './part.ts';

/** A number as it is typed; what is none stays what it was. */
const within = (text: string, most: number): number | null => {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= 1 ? Math.min(value, most) : null;
};

/** The public events of the days ahead, as they are when the letter goes out. */
export function EventsPart({ block, onChange }: BlockPartProps<'events'>) {
  const { t } = useWords();
  const { districts } = useReferences();
  return (
    <div className="block-fields block-fields-three">
      <Field label={t('write.events_district')}>
        {(field) => (
          <Select
            {...field}
            value={block.district ?? ''}
            onChange={(district: string) => onChange({ district: district || undefined } as Partial<typeof block>)}
            options={[
              { value: '', label: t('write.events_everywhere') },
              ...districts.filter((one) => one.is_active || one.id === block.district).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </Field>
      <Field label={t('write.events_days')}>
        {(field) => (
          <input
            {...field}
            className="native"
            type="number"
            min={1}
            max={limits.days}
            value={block.days}
            onChange={(event) => onChange({ days: within(event.target.value, limits.days) ?? block.days })}
          />
        )}
      </Field>
      <Field label={t('write.events_limit')}>
        {(field) => (
          <input
            {...field}
            className="native"
            type="number"
            min={1}
            max={limits.events}
            value={block.limit}
            onChange={(event) => onChange({ limit: within(event.target.value, limits.events) ?? block.limit })}
          />
        )}
      </Field>
      <p className="secondary block-note">{t('write.events_note')}</p>
    </div>
  );
}

/** Programs by their names, as the office calls them. */
export function ProgramsPart({ block, onChange, problems }: BlockPartProps<'programs'>) {
  const { t } = useWords();
  const { query } = useCustom<{ programs?: string[] }>({
    url: 'event_suggestions',
    method: 'post',
    errorNotification: false,
    queryOptions: { staleTime: 5 * 60_000, refetchOnWindowFocus: false, meta: { live: false } },
  });
  const known = query.data?.data?.programs ?? [];
  return (
    <div className="block-fields block-fields-one">
      <Field label={t('write.programs_names')} hint={t('write.programs_hint')} error={problems.block_empty}>
        {(field) => (
          <Select
            {...field}
            mode="tags"
            maxCount={limits.programs}
            tokenSeparators={['\n']}
            value={block.names}
            onChange={(names: string[]) =>
              onChange({ names: names.map((name) => name.trim().slice(0, limits.program)).filter((name) => name !== '') })
            }
            options={[...new Set([...known, ...block.names])].map((name) => ({ value: name, label: name }))}
          />
        )}
      </Field>
    </div>
  );
}
