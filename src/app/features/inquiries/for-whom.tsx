import { Checkbox } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { type Caller, CallerField } from '../../shared/fields/caller-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import type { IntakeValues } from './intake-values.ts';
import type { IntakeErrors } from './use-intake.ts';

type ForWhomProps = {
  values: IntakeValues;
  errors: IntakeErrors;
  change: (patch: Partial<IntakeValues>) => void;
  onWhom: (whom: Caller | null) => void;
};

/** Whether the caller asks for somebody else, and for whom; the inquiry is theirs, and both are told how it ends. */
export function ForWhom({ values, errors, change, onWhom }: ForWhomProps) {
  const { t } = useWords();
  const { forWhom } = values;
  return (
    <>
      <div className="intake-checks">
        <Checkbox checked={forWhom !== null} onChange={(event) => onWhom(event.target.checked ? { kind: 'unknown', text: '' } : null)}>
          {t('intake.on_behalf')}
        </Checkbox>
        <Checkbox checked={values.needsInterpreter} onChange={(event) => change({ needsInterpreter: event.target.checked })}>
          {t('intake.interpreter')}
        </Checkbox>
      </div>
      {forWhom && (
        <div className={errors.for_caller ? 'intake-whom intake-wrong' : 'intake-whom'}>
          <CallerField
            label={t('intake.for_whom')}
            value={forWhom}
            onChange={onWhom}
            errors={{ name: errors.for_name, phone: errors.for_phone, email: errors.for_email }}
          />
          {errors.for_caller && <p className="field-error">{errors.for_caller}</p>}
          <TextField
            label={t('people.relation')}
            hint={t('people.relation_hint')}
            value={values.relation}
            onChange={(relation) => change({ relation })}
            maxLength={120}
          />
        </div>
      )}
    </>
  );
}
