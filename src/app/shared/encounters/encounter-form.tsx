import {
  type IdentifiedBy,
  type InterpreterChoices,
  identifiedBy,
  type Mode,
  modes,
  type Outcome,
  outcomes,
  type Qualification,
  qualifications,
  type UnmetReason,
  unmetReasons,
} from '../../../domain/language-encounters/encounter.ts';
import type { EncounterField, EncounterValues } from '../../../domain/language-encounters/form.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DayField, TimeField } from '../fields/day-field.tsx';
import { FormSection } from '../fields/form-section.tsx';
import { TextField } from '../fields/text-field.tsx';
import { useOptions } from '../fields/use-options.ts';

type EncounterFormProps = {
  values: EncounterValues;
  onChange: (patch: Partial<EncounterValues>) => void;
  errors: Partial<Record<EncounterField, string>>;
  choices: InterpreterChoices | null;
  /** Of a record: then it is no test call. */
  hasRecord: boolean;
};

/** Language, how, by whom, and whether they got what they asked for; the rest opens. */
export function EncounterForm({ values, onChange, errors, choices, hasRecord }: EncounterFormProps) {
  const { t } = useWords();
  const options = useOptions({ language: values.language });
  const { staff } = useReferences();
  const isOfStaff = values.mode === 'bilingual_staff';
  const { label = '', meaning = '', kinds = [] } = choices?.qualified ?? {};
  const speakers = new Set(choices?.staff.filter(({ language }) => language === values.language).map(({ id }) => id));
  // Who speaks the language stands first, and it is said.
  const people = staff
    .filter((one) => one.is_active || one.id === values.interpreter_staff_id)
    .map(({ id, name }) => ({ value: id, label: speakers.has(id) ? t('encounter.speaks_it', { name }) : name }))
    .sort((a, b) => Number(speakers.has(b.value)) - Number(speakers.has(a.value)));
  const isTested = (person: string | null) =>
    choices?.staff.some((one) => one.id === person && one.language === values.language && one.is_tested) ?? false;
  const speak = (interpreter_staff_id: string | null) =>
    onChange({ interpreter_staff_id, qualification: isTested(interpreter_staff_id) ? 'staff_tested' : 'none' });
  return (
    <>
      <div className="form-grid">
        <ChoiceField
          label={t('field.language')}
          value={values.language}
          options={options.languages.filter(({ value }) => value !== 'en')}
          onChange={(language) => onChange({ language })}
          error={errors.language}
        />
        <ChoiceField
          label={t('encounter.mode')}
          value={values.mode}
          options={modes.map((mode) => ({ value: mode, label: t(`encounter.mode.${mode}`) }))}
          onChange={(mode) => onChange({ mode: mode as Mode | null })}
          error={errors.mode}
        />
        {isOfStaff ? (
          <ChoiceField
            label={t('encounter.interpreter')}
            value={values.interpreter_staff_id}
            options={people}
            onChange={speak}
            error={errors.interpreter_staff_id}
          />
        ) : (
          <ChoiceField
            label={t('encounter.vendor')}
            value={values.vendor_id}
            emptyLabel={t('encounter.no_vendor')}
            options={(choices?.vendors ?? [])
              .filter((one) => one.is_active || one.id === values.vendor_id)
              .map(({ id, name }) => ({ value: id, label: name }))}
            hint={choices?.vendors.length === 0 ? t('encounter.no_vendors') : undefined}
            onChange={(vendor_id) =>
              onChange({
                vendor_id,
                ...(vendor_id === null && values.qualification === 'vendor_certified' ? { qualification: 'none' } : {}),
              })
            }
            error={errors.vendor_id}
          />
        )}
        <ChoiceField
          label={t('encounter.qualification', { label })}
          value={values.qualification}
          options={qualifications.map((one) => ({
            value: one,
            label:
              kinds.includes(one) || one === 'none'
                ? t(`encounter.qualification.${one}`)
                : t('encounter.not_counted', { kind: t(`encounter.qualification.${one}`) }),
          }))}
          hint={meaning}
          onChange={(qualification) => onChange({ qualification: (qualification ?? 'none') as Qualification })}
          error={errors.qualification}
        />
        <ChoiceField
          label={t('encounter.outcome')}
          value={values.outcome}
          options={outcomes.map((one) => ({ value: one, label: t(`encounter.outcome.${one}`) }))}
          onChange={(outcome) => onChange({ outcome: (outcome ?? 'served') as Outcome })}
          error={errors.outcome}
        />
        {values.outcome !== 'served' && (
          <ChoiceField
            label={t('encounter.reason')}
            value={values.unmet_reason}
            options={unmetReasons.map((one) => ({ value: one, label: t(`encounter.reason.${one}`) }))}
            onChange={(reason) => onChange({ unmet_reason: reason as UnmetReason | null })}
            error={errors.unmet_reason}
          />
        )}
      </div>
      <TextField
        label={t('encounter.asked_for')}
        hint={t('encounter.asked_hint')}
        rows={2}
        maxLength={1000}
        value={values.asked_for}
        onChange={(asked_for) => onChange({ asked_for })}
        error={errors.asked_for}
      />
      <div className="form-grid encounter-numbers">
        <TextField
          label={t('encounter.duration')}
          inputMode="decimal"
          maxLength={6}
          value={values.duration}
          onChange={(duration) => onChange({ duration })}
          error={errors.duration}
        />
        <TextField
          label={t('encounter.wait')}
          inputMode="decimal"
          maxLength={6}
          value={values.wait}
          onChange={(wait) => onChange({ wait })}
          error={errors.wait}
        />
        <TextField
          label={t('encounter.confirmation')}
          maxLength={60}
          value={values.confirmation_number}
          onChange={(confirmation_number) => onChange({ confirmation_number })}
          error={errors.confirmation_number}
        />
        <TextField
          label={t('encounter.interpreter_number')}
          maxLength={60}
          value={values.interpreter_number}
          onChange={(interpreter_number) => onChange({ interpreter_number })}
        />
      </div>
      <More values={values} onChange={onChange} errors={errors} hasRecord={hasRecord} />
    </>
  );
}

/** What is not needed every time. */
function More({ values, onChange, errors, hasRecord }: Omit<EncounterFormProps, 'choices'>) {
  const { t } = useWords();
  const options = useOptions({ district_id: values.district_id });
  const check = (field: 'used_family' | 'used_minor' | 'is_vital' | 'is_test') => (
    <label className="check">
      <input type="checkbox" checked={values[field]} onChange={({ target }) => onChange({ [field]: target.checked })} />
      {t(`encounter.${field}`)}
    </label>
  );
  const isWanted = ['day', 'time', 'cost', 'words', 'follow_up_on', 'dialect'].some((field) => errors[field as EncounterField]);
  return (
    <FormSection
      name="more"
      title={t('encounter.more')}
      summary={t('encounter.more_summary')}
      isWanted={isWanted || values.mode === 'translation'}
    >
      <div className="form-stack">
        <div className="form-grid">
          <DayField
            label={t('encounter.day')}
            hint={t('encounter.when_hint')}
            value={values.day}
            onChange={(day) => onChange({ day })}
            error={errors.day}
          />
          <TimeField label={t('encounter.time')} value={values.time} onChange={(time) => onChange({ time })} error={errors.time} />
          <TextField
            label={t('encounter.dialect')}
            maxLength={120}
            value={values.dialect}
            onChange={(dialect) => onChange({ dialect })}
            error={errors.dialect}
          />
          <ChoiceField
            label={t('encounter.identified')}
            value={values.identified_by}
            options={identifiedBy.map((one) => ({ value: one, label: t(`encounter.identified.${one}`) }))}
            onChange={(one) => onChange({ identified_by: (one ?? 'self') as IdentifiedBy })}
          />
          <ChoiceField
            label={t('field.district_id')}
            value={values.district_id}
            emptyLabel={t('encounter.not_known')}
            options={options.districts}
            onChange={(district_id) => onChange({ district_id })}
          />
          <TextField
            label={t('encounter.cost')}
            hint={t('encounter.cost_hint')}
            inputMode="decimal"
            maxLength={14}
            value={values.cost}
            onChange={(cost) => onChange({ cost })}
            error={errors.cost}
          />
          <DayField
            label={t('encounter.follow_up')}
            value={values.follow_up_on}
            onChange={(follow_up_on) => onChange({ follow_up_on })}
            error={errors.follow_up_on}
          />
          {values.mode === 'translation' && (
            <TextField
              label={t('encounter.words')}
              inputMode="numeric"
              maxLength={10}
              value={values.words}
              onChange={(words) => onChange({ words })}
              error={errors.words}
            />
          )}
        </div>
        <div className="encounter-checks">
          {values.mode === 'translation' && check('is_vital')}
          {check('used_family')}
          {values.used_family && check('used_minor')}
          {!hasRecord && check('is_test')}
        </div>
        {values.outcome !== 'served' && (
          <TextField
            label={t('encounter.unmet_note')}
            rows={2}
            maxLength={1000}
            value={values.unmet_note}
            onChange={(unmet_note) => onChange({ unmet_note })}
          />
        )}
      </div>
    </FormSection>
  );
}
