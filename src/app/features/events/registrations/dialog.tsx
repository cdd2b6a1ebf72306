import { Button, Checkbox, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { useOptions } from '../../../shared/fields/use-options.ts';
import { normalizePhone } from '../../../shared/phone-text.ts';
import { refusalText } from '../../../shared/refusal-text.ts';
import { type Registration, useRegistrationActs } from './use-registrations.ts';

type RegistrationDialogProps = {
  /** The event for a new one, or the registration that is changed. */
  event?: string;
  row?: Registration;
  mostSeats: number;
  onClose: () => void;
};
type Errors = Partial<Record<'name' | 'phone', string>>;

/** Registers somebody who called or stands at the desk, or sets a registration right. */
export function RegistrationDialog({ event, row, mostSeats, onClose }: RegistrationDialogProps) {
  const { t } = useWords();
  const acts = useRegistrationActs();
  const { languages } = useOptions({ language: row?.language ?? null });
  const [values, setValues] = useState({
    name: row?.name ?? '',
    email: row?.email ?? '',
    phone: row?.phone ?? '',
    language: row?.language ?? 'en',
    needs_interpreter: row?.needs_interpreter ?? false,
    accessibility_need: row?.accessibility_need ?? '',
    seats: row?.seats ?? 1,
    minors: row?.minors ?? 0,
    office_note: row?.office_note ?? '',
  });
  const [errors, setErrors] = useState<Errors>({});
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const place =
    refusal?.kind === 'invalid'
      ? (refusal.field ?? '').replace('seats_capacity', 'seats')
      : refusal?.reason === 'seats_free'
        ? 'seats'
        : '';
  const errorAt = (field: keyof typeof values) => (refusal && place === field ? refusalText(refusal, t) : undefined);

  async function submit() {
    const found: Errors = {};
    if (values.name.trim() === '') found.name = t('registrations.name_missing');
    const phone = values.phone.trim() === '' ? null : await normalizePhone(values.phone);
    if (values.phone.trim() !== '' && phone === null) found.phone = t('registrations.phone_wrong');
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const sent = {
      ...values,
      phone,
      email: values.email.trim() || null,
      accessibility_need: values.accessibility_need.trim() || null,
      office_note: values.office_note.trim() || null,
    };
    const name = values.name.trim();
    const made = row
      ? await acts.change(row.id, sent, t('registrations.done_changed', { name }))
      : await acts.add(event ?? '', sent, t('registrations.done_added', { name }));
    if (made) onClose();
  }

  return (
    <Modal
      open
      title={row ? t('registrations.change_title', { name: row.name }) : t('registrations.add')}
      onCancel={onClose}
      footer={null}
      maskClosable={false}
      destroyOnHidden
    >
      <form
        className="dialog-form"
        noValidate
        onSubmit={(pressed) => {
          pressed.preventDefault();
          void submit();
        }}
      >
        <Field label={t('registrations.name')} error={errors.name ?? errorAt('name')}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={200}
              value={values.name}
              onChange={({ target }) => set({ name: target.value })}
            />
          )}
        </Field>
        <div className="registration-pair">
          <Field label={t('registrations.email')} error={errorAt('email')}>
            {(control) => (
              <Input
                {...control}
                type="email"
                autoComplete="off"
                maxLength={254}
                value={values.email}
                onChange={({ target }) => set({ email: target.value })}
              />
            )}
          </Field>
          <Field label={t('registrations.phone')} error={errors.phone ?? errorAt('phone')}>
            {(control) => (
              <Input
                {...control}
                type="tel"
                autoComplete="off"
                maxLength={40}
                value={values.phone}
                onChange={({ target }) => set({ phone: target.value })}
              />
            )}
          </Field>
        </div>
        <ChoiceField
          label={t('registrations.language')}
          value={values.language}
          options={languages}
          onChange={(language) => set({ language: language ?? 'en' })}
          error={errorAt('language')}
        />
        <Checkbox checked={values.needs_interpreter} onChange={({ target }) => set({ needs_interpreter: target.checked })}>
          {t('registrations.needs_interpreter')}
        </Checkbox>
        <div className="registration-pair">
          <Field label={t('registrations.seats_label')} error={errorAt('seats')}>
            {(control) => (
              <InputNumber
                {...control}
                min={1}
                max={mostSeats}
                precision={0}
                value={values.seats}
                onChange={(seats) => set({ seats: seats ?? 1 })}
              />
            )}
          </Field>
          <Field label={t('registrations.minors_label')} error={errorAt('minors')}>
            {(control) => (
              <InputNumber
                {...control}
                min={0}
                max={19}
                precision={0}
                value={values.minors}
                onChange={(minors) => set({ minors: minors ?? 0 })}
              />
            )}
          </Field>
        </div>
        <Field label={t('registrations.need')} error={errorAt('accessibility_need')}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={2}
              maxLength={1000}
              value={values.accessibility_need}
              onChange={({ target }) => set({ accessibility_need: target.value })}
            />
          )}
        </Field>
        <Field label={t('registrations.note')} hint={t('registrations.note_hint')} error={errorAt('office_note')}>
          {(control) => (
            <Input {...control} maxLength={500} value={values.office_note} onChange={({ target }) => set({ office_note: target.value })} />
          )}
        </Field>
        <RefusedLine error={place in values ? null : acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(row ? 'registrations.save' : 'registrations.add')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
