import { Button, Input, Select } from 'antd';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { writeField } from '../../../../domain/campaigns/markup.ts';
import { fieldsOf, mergeField } from '../../../../domain/campaigns/merge.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { applyEdit, readMarked, type TextControl } from './apply-edit.ts';
import { useLetterJourney } from './letter-journey.ts';

type FieldPickerProps = {
  /** The field of the form that it goes into, where its cursor stands. */
  target: RefObject<TextControl | null>;
  onClose: () => void;
};

export const fieldLabel = (name: string): MessageKey => `write.field.${name.replace('.', '_')}` as MessageKey;

/** Chooses what stands for something of the reader, and asks what readers read who have nothing there. */
export function FieldPicker({ target, onClose }: FieldPickerProps) {
  const { t } = useWords();
  const fields = fieldsOf(useLetterJourney());
  const groups = [...new Set(fields.map(({ group }) => group))];
  const [name, setName] = useState('person.first_name');
  const [fallback, setFallback] = useState('');
  const [isMissing, setMissing] = useState(false);
  const field = mergeField(name);
  function insert() {
    if (field?.mayBeEmpty && field.group === 'person' && fallback.trim() === '') return setMissing(true);
    const control = target.current;
    onClose();
    if (!control) return;
    const { start, end } = readMarked(control);
    const text = writeField(name, field?.mayBeEmpty ? fallback : '');
    applyEdit(control, { from: start, to: end, insert: text, start: start + text.length, end: start + text.length });
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
      target.current?.focus();
    }
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type === 'text') {
      event.preventDefault();
      event.stopPropagation();
      insert();
    }
  };
  return (
    // Escape and Enter mean this small form while the keyboard is in it.
    <fieldset className="insert-panel" onKeyDown={onKeyDown}>
      <legend className="visually-hidden">{t('write.field_insert')}</legend>
      <Field label={t('write.field')} hint={field && t('write.field_sample', { sample: field.sample })}>
        {(control) => (
          <Select
            {...control}
            autoFocus
            showSearch
            optionFilterProp="label"
            value={name}
            onChange={(next: string) => {
              setName(next);
              setMissing(false);
            }}
            options={groups.map((group) => ({
              label: t(`write.field_group.${group}`),
              options: fields.filter((one) => one.group === group).map((one) => ({ value: one.name, label: t(fieldLabel(one.name)) })),
            }))}
          />
        )}
      </Field>
      {field?.mayBeEmpty && (
        <Field
          label={t('write.field_fallback')}
          hint={t('write.field_fallback_hint')}
          error={isMissing ? t('write.field_fallback_missing') : undefined}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={80}
              value={fallback}
              placeholder={t('write.field_fallback_example')}
              onChange={(event) => setFallback(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="insert-foot">
        <Button size="small" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button size="small" type="primary" onClick={insert}>
          {t('write.insert')}
        </Button>
      </div>
    </fieldset>
  );
}
