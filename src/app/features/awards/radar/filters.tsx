import { Checkbox, Select } from 'antd';
import { horizons } from '../../../../domain/awards/radar.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import type { Radar } from './use-radar.ts';

/** What the radar is narrowed to, how far ahead it looks, and how large it is drawn. */
export function RadarFilters({ query, components, change }: Pick<Radar, 'query' | 'components' | 'change'>) {
  const { t, tn } = useWords();
  const { organizations, staff } = useReferences();
  const choices = [
    {
      field: 'department' as const,
      label: t('award.department'),
      options: organizations.map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      field: 'component' as const,
      label: t('award.component'),
      options: components.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
    },
    {
      field: 'owner' as const,
      label: t('radar.owner'),
      options: [
        { value: 'me', label: t('radar.owner_me') },
        { value: 'none', label: t('radar.nobody') },
        ...staff.filter(({ is_active }) => is_active).map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
  ];
  return (
    <div className="filters filters-line award-filters radar-filters">
      {choices.map(({ field, label, options }) => (
        <Select
          key={field}
          aria-label={label}
          placeholder={label}
          mode="multiple"
          maxTagCount="responsive"
          optionFilterProp="label"
          value={query[field]}
          options={options}
          onChange={(values: string[]) => change({ [field]: values })}
        />
      ))}
      <Select
        aria-label={t('radar.within')}
        value={query.within}
        showSearch={false}
        options={horizons.map((days) => ({ value: days, label: tn('radar.within_days', days) }))}
        onChange={(within) => change({ within })}
      />
      <Checkbox checked={query.isLarge} onChange={({ target }) => change({ isLarge: target.checked })}>
        {t('radar.large')}
      </Checkbox>
    </div>
  );
}
