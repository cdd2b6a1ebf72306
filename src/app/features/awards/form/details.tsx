import { useList } from '@refinedev/core';
import { Checkbox } from 'antd';
import { type AwardInstrument, awardInstruments } from '../../../../domain/awards/award.ts';
import { guidanceOf, readAwardNumber } from '../../../../domain/awards/award-number.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import type { AwardPartProps } from './part.ts';
import { readDate } from './values.ts';

type Rule = { id: string; code: string; name: string };

/** What follows from the number and the day of the award unless somebody says otherwise; and rules that differ for this award. */
export function FormDetails({ values, onChange, errors, components, listings }: AwardPartProps) {
  const { t, locale } = useWords();
  const today = useToday();
  const read = readAwardNumber(values.award_number, components);
  const byListing = listings.find(({ id }) => id === values.listing_id)?.component_id;
  const readComponent = read?.component ?? (read ? components.find(({ id }) => id === byListing)?.code : undefined);
  const guidance = guidanceOf(readDate(values.federal_award_on, { today, locale }) ?? null, read?.fiscal_year ?? null);
  const { query } = useList<Rule>({
    resource: 'award_report_rules',
    meta: { select: 'id,code,name' },
    filters: [
      { field: 'kind', operator: 'eq', value: 'performance' },
      { field: 'is_active', operator: 'eq', value: true },
    ],
    sorters: [
      { field: 'code', order: 'asc' },
      { field: 'valid_from', order: 'desc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 60_000 },
  });
  const rules = (query.data?.data ?? []).filter((rule, at, all) => all.findIndex(({ code }) => code === rule.code) === at);
  return (
    <>
      <div className="form-grid">
        <ChoiceField
          label={t('award.component')}
          emptyLabel={readComponent ? t('award.form.as_read', { value: readComponent }) : t('award.form.as_number')}
          value={values.component_id}
          options={components.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
          onChange={(component_id) => onChange({ component_id })}
          error={errors.component_id}
        />
        <ChoiceField
          label={t('award.instrument')}
          emptyLabel={t('award.form.as_read', { value: t(`award.instrument.${read?.instrument ?? 'grant'}`) })}
          value={values.instrument}
          options={awardInstruments.map((value) => ({ value, label: t(`award.instrument.${value}`) }))}
          onChange={(instrument) => onChange({ instrument: instrument as AwardInstrument | null })}
          error={errors.instrument}
        />
        <ChoiceField
          label={t('award.guidance')}
          hint={t('award.form.guidance_hint')}
          emptyLabel={t('award.form.as_day', { value: t(`award.guidance.${guidance}`) })}
          value={values.uniform_guidance_version}
          options={(['2020', '2024'] as const).map((value) => ({ value, label: t(`award.guidance.${value}`) }))}
          onChange={(version) => onChange({ uniform_guidance_version: version as '2020' | '2024' | null })}
          error={errors.uniform_guidance_version}
        />
        <ChoiceField
          label={t('award.form.performance_rule')}
          hint={t('award.form.performance_rule_hint')}
          emptyLabel={t('award.form.performance_rule_none')}
          value={values.performance_rule}
          options={rules.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(performance_rule) => onChange({ performance_rule })}
          error={errors.performance_rule}
        />
      </div>
      <Checkbox checked={values.watches_ten_percent} onChange={(event) => onChange({ watches_ten_percent: event.target.checked })}>
        {t('award.form.watch')}
      </Checkbox>
      {values.watches_ten_percent && (
        <div className="form-grid">
          <TextField
            label={t('award.form.floor')}
            hint={t('award.form.floor_hint')}
            inputMode="decimal"
            maxLength={24}
            value={values.ten_percent_floor}
            onChange={(ten_percent_floor) => onChange({ ten_percent_floor })}
            error={errors.ten_percent_floor}
          />
        </div>
      )}
    </>
  );
}
