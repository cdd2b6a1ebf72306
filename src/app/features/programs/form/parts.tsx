import { Input, Select } from 'antd';
import { fundingLevels, weekdays } from '../../../../domain/programs/program.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { FormSection } from '../../../shared/fields/form-section.tsx';
import { Lines } from '../../../shared/fields/lines.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import type { ProgramFormProps } from './form.tsx';
import { emptyCost, emptyDocument, emptyFunding, emptyPlace, emptyTime, type ProgramValues, type TimeLine } from './values.ts';

const hasError = (errors: ProgramFormProps['errors'], field: string, lines: { key: string }[]): boolean =>
  Boolean(errors[field]) || lines.some(({ key }) => errors[key]);

/** Where and when, what to bring, what it costs, who pays. */
export function ProgramParts({ values, onChange, errors }: ProgramFormProps) {
  const { t } = useWords();
  return (
    <>
      <FormSection
        name="places"
        title={t('program.tab.places')}
        summary={values.places.map(({ name, address }) => name || address).join(', ')}
        isWanted={hasError(errors, 'places', values.places) || hasError(errors, 'times', values.times)}
      >
        <Lines
          legend={t('program.places')}
          hint={t('program.places_hint')}
          rows={values.places}
          onChange={(places) => onChange({ places })}
          empty={emptyPlace}
          add={t('program.add_place')}
          className="line-program-place"
          errors={errors}
          error={errors.places}
        >
          {(row, patch, number) => (
            <>
              <TextInput
                label={t('program.line.address', { number })}
                max={300}
                value={row.address}
                onChange={(address) => patch({ address })}
              />
              <TextInput label={t('program.line.place_name', { number })} max={300} value={row.name} onChange={(name) => patch({ name })} />
              <TextInput
                label={t('program.line.postal', { number })}
                max={20}
                value={row.postal}
                onChange={(postal) => patch({ postal })}
              />
              <TimeInputs row={row.time} onChange={(change) => patch({ time: { ...row.time, ...change } })} number={number} />
            </>
          )}
        </Lines>
        <Lines
          legend={t('program.times')}
          hint={t('program.times_hint')}
          rows={values.times}
          onChange={(times) => onChange({ times })}
          empty={emptyTime}
          add={t('program.add_time')}
          className="line-program-time"
          errors={errors}
          error={errors.times}
        >
          {(row, patch, number) => <TimeInputs row={row} onChange={patch} number={number} />}
        </Lines>
      </FormSection>
      <FormSection
        name="costs"
        title={t('program.section.costs')}
        summary={t(`program.costs_say.${values.is_free}`)}
        isWanted={
          hasError(errors, 'costs', values.costs) || hasError(errors, 'documents', values.documents) || Boolean(errors.maximum_amount)
        }
      >
        <div className="form-grid">
          <TextField
            label={t('program.maximum_amount')}
            inputMode="decimal"
            maxLength={24}
            value={values.maximum_amount}
            onChange={(maximum_amount) => onChange({ maximum_amount })}
            error={errors.maximum_amount}
          />
          <ChoiceField
            label={t('program.is_free')}
            value={values.is_free}
            options={(['yes', 'no', 'unknown'] as const).map((one) => ({ value: one, label: t(`program.costs_say.${one}`) }))}
            onChange={(one) => onChange({ is_free: (one ?? 'unknown') as ProgramValues['is_free'] })}
          />
        </div>
        <Lines
          legend={t('program.costs')}
          rows={values.costs}
          onChange={(costs) => onChange({ costs })}
          empty={emptyCost}
          add={t('program.add_cost')}
          className="line-program-place"
          errors={errors}
          error={errors.costs}
        >
          {(row, patch, number) => (
            <>
              <TextInput
                label={t('program.line.option', { number })}
                max={300}
                value={row.option}
                onChange={(option) => patch({ option })}
              />
              <TextInput
                label={t('program.line.cost_words', { number })}
                max={1000}
                value={row.words}
                onChange={(words) => patch({ words })}
              />
              <TextInput
                label={t('program.line.amount', { number })}
                max={24}
                value={row.amount}
                onChange={(amount) => patch({ amount })}
              />
            </>
          )}
        </Lines>
        <Lines
          legend={t('program.documents')}
          rows={values.documents}
          onChange={(documents) => onChange({ documents })}
          empty={emptyDocument}
          add={t('program.add_document')}
          className="line-program-one"
          errors={errors}
          error={errors.documents}
        >
          {(row, patch, number) => (
            <TextInput
              label={t('program.line.document', { number })}
              max={300}
              value={row.document}
              onChange={(document) => patch({ document })}
            />
          )}
        </Lines>
      </FormSection>
      <FormSection
        name="fundings"
        title={t('program.fundings')}
        summary={values.fundings.map(({ source }) => source).join(', ')}
        isWanted={hasError(errors, 'fundings', values.fundings)}
      >
        <Lines
          legend={t('program.fundings')}
          hint={t('program.fundings_hint')}
          rows={values.fundings}
          onChange={(fundings) => onChange({ fundings })}
          empty={emptyFunding}
          add={t('program.add_funding')}
          className="line-program-two"
          errors={errors}
          error={errors.fundings}
        >
          {(row, patch, number) => (
            <>
              <TextInput
                label={t('program.line.source', { number })}
                max={300}
                value={row.source}
                onChange={(source) => patch({ source })}
              />
              <Select
                aria-label={t('program.line.level', { number })}
                value={row.level}
                options={fundingLevels.map((level) => ({ value: level, label: t(`program.level.${level}`) }))}
                onChange={(level: typeof row.level) => patch({ level })}
              />
            </>
          )}
        </Lines>
      </FormSection>
    </>
  );
}

type TextInputProps = { label: string; max: number; value: string; onChange: (text: string) => void };
const TextInput = ({ label, max, value, onChange }: TextInputProps) => (
  <Input
    aria-label={label}
    placeholder={label.replace(/ \d+$/, '')}
    maxLength={max}
    value={value}
    autoComplete="off"
    onChange={(event) => onChange(event.target.value)}
  />
);

function TimeInputs({ row, onChange, number }: { row: TimeLine; onChange: (patch: Partial<TimeLine>) => void; number: number }) {
  const { t } = useWords();
  const days = [0, 1, 2, 3, 4, -1].flatMap((nth) =>
    weekdays.map((weekday) => {
      const day = t(`program.day.${weekday}`);
      return { value: nth === 0 ? weekday : `${nth}${weekday}`, label: nth === 0 ? day : t(`program.nth.${nth as 1}`, { day }) };
    }),
  );
  return (
    <>
      <Select
        aria-label={t('program.line.days', { number })}
        placeholder={t('program.line.days_placeholder')}
        mode="multiple"
        optionFilterProp="label"
        value={row.days}
        options={days}
        onChange={(next: string[]) => onChange({ days: next })}
      />
      <TextInput label={t('program.line.from', { number })} max={20} value={row.from} onChange={(from) => onChange({ from })} />
      <TextInput label={t('program.line.to', { number })} max={20} value={row.to} onChange={(to) => onChange({ to })} />
    </>
  );
}
