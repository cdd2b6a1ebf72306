import { Button, Input, Modal, Select } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { readCents } from '../../../../domain/shared/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field, type FieldProps } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { OrganizationSelect } from '../../../shared/fields/organization-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';

export type ActField = {
  name: string;
  label: string;
  kind: 'text' | 'area' | 'date' | 'money' | 'choice' | 'organization';
  hint?: string | undefined;
  options?: { value: string; label: string }[];
  /** Of an organization that is chosen already: what it is called. */
  chosenName?: string | undefined;
  /** The sentence where nothing was entered. */
  needed?: string;
  /** What is wrong with what was entered, beyond that. */
  check?: (value: string) => string | undefined;
  longest?: number;
};
export type ActValues = Record<string, string>;

type ActDialogProps = {
  title: string;
  submit: string;
  /** In sentences, above the fields. */
  intro?: ReactNode;
  fields: ActField[] | ((values: ActValues) => ActField[]);
  values: ActValues;
  acts: { error: unknown; isWorking: boolean };
  onSave: (values: ActValues) => Promise<boolean>;
  onClose: () => void;
  wide?: boolean;
  /** What is drawn beside the fields, and on which side of them. */
  childrenFirst?: boolean;
  children?: (values: ActValues, set: (patch: ActValues) => void) => ReactNode;
};

/** A dialog of a few fields that does one act. What is wrong stands at its field, said by the screen or by the database. */
export function ActDialog({
  title,
  submit,
  intro,
  fields,
  values: first,
  acts,
  onSave,
  onClose,
  wide,
  childrenFirst,
  children,
}: ActDialogProps) {
  const { t } = useWords();
  const [values, setValues] = useState(first);
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const set = (patch: ActValues) => setValues((now) => ({ ...now, ...patch }));
  const shown = typeof fields === 'function' ? fields(values) : fields;
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isAtField = refusal?.field !== undefined && shown.some(({ name }) => name === refusal.field);

  function wrongOf({ name, kind, needed, check }: ActField): string | undefined {
    const value = (values[name] ?? '').trim();
    if (value === '') return needed;
    if (kind === 'money' && readCents(value) === undefined) return t('subaward.wrong.money');
    return check?.(value);
  }
  async function save() {
    setTried(true);
    if (shown.some(wrongOf)) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    if (await onSave(values)) onClose();
  }
  return (
    <Modal open width={wide ? 720 : 560} title={title} footer={null} onCancel={onClose} maskClosable={false} destroyOnHidden>
      <form
        ref={form}
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {intro}
        {childrenFirst && children?.(values, set)}
        {shown.map((field, n) => (
          <Field
            key={field.name}
            label={field.label}
            hint={field.hint}
            error={(isTried ? wrongOf(field) : undefined) ?? (refusal?.field === field.name ? refusalText(refusal, t) : undefined)}
          >
            {(control) => (
              <Control
                control={control}
                field={field}
                value={values[field.name] ?? ''}
                isFirst={n === 0}
                onChange={(value) => set({ [field.name]: value })}
              />
            )}
          </Field>
        ))}
        {!childrenFirst && children?.(values, set)}
        {!isAtField && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

type ControlProps = {
  control: Parameters<FieldProps['children']>[0];
  field: ActField;
  value: string;
  isFirst: boolean;
  onChange: (value: string) => void;
};

function Control({ control, field, value, isFirst, onChange }: ControlProps) {
  const { kind, options, longest } = field;
  if (kind === 'organization')
    return (
      <OrganizationSelect
        {...control}
        autoFocus={isFirst}
        value={value || null}
        chosenName={field.chosenName}
        onChange={(id) => onChange(id ?? '')}
      />
    );
  if (kind === 'choice')
    return (
      <Select
        {...control}
        className="wide"
        autoFocus={isFirst}
        showSearch
        optionFilterProp="label"
        value={value === '' && !options?.some((one) => one.value === '') ? undefined : value}
        options={options ?? []}
        onChange={onChange}
      />
    );
  if (kind === 'area')
    return (
      <Input.TextArea
        {...control}
        autoFocus={isFirst}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={longest ?? 5000}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  if (kind === 'date')
    return <input {...control} type="date" className="native" value={value} onChange={({ target }) => onChange(target.value)} />;
  return (
    <Input
      {...control}
      autoFocus={isFirst}
      autoComplete="off"
      maxLength={longest ?? 300}
      value={value}
      {...(kind === 'money' ? { inputMode: 'decimal' as const, prefix: '$' } : {})}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
