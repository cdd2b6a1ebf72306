import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { type ApplicationStatus, applicationStatuses } from '../../../domain/applications/application.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DayField } from '../fields/day-field.tsx';
import { ProgramField } from '../fields/program-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { useOptions } from '../fields/use-options.ts';
import { refusalText } from '../refusal-text.ts';
import {
  type ApplicationField,
  type ApplicationValues,
  asksFor,
  type ChosenProgram,
  checkApplication,
  fieldOfHint,
  type KnownApplication,
  newApplication,
  toApplicationColumns,
  toApplicationValues,
} from './application-values.ts';
import { useApplicationActs } from './use-applications.ts';

type ApplicationDialogProps = {
  /** The one to change; without it a new one is made. */
  application?: KnownApplication;
  program?: ChosenProgram | null;
  /** What a new one belongs to. */
  of?: { inquiry_id?: string; resident_id?: string; event_id?: string };
  /** What is known of who applies, where no record says it. */
  known?: { language?: string; district_id?: string | null };
  onClose: () => void;
  onMade?: (id: string) => void;
};

/** Notes that somebody was helped to apply, or what came of it. */
export function ApplicationDialog({ application, program = null, of = {}, known = {}, onClose, onMade }: ApplicationDialogProps) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const reading = { today: useToday(), locale };
  const acts = useApplicationActs();
  const [values, setValues] = useState<ApplicationValues>(() =>
    application
      ? toApplicationValues(application)
      : { ...newApplication(program, reading.today), language: known.language ?? '', district_id: known.district_id ?? null },
  );
  const options = useOptions({ language: values.language, district_id: values.district_id });
  const [wrong, setWrong] = useState<Partial<Record<ApplicationField, string>>>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const refused = refusal?.field ? fieldOfHint[refusal.field] : undefined;
  const errors = refused && refusal ? { ...wrong, [refused]: refusalText(refusal, t) } : wrong;
  const set = (patch: Partial<ApplicationValues>) => setValues((now) => ({ ...now, ...patch }));
  const asks = asksFor(values.status);

  async function submit() {
    const found = checkApplication(values, reading);
    setWrong(Object.fromEntries(Object.entries(found).map(([field, key]) => [field, t(key)])));
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.dialog-form [aria-invalid="true"]')?.focus());
      return;
    }
    const p_application = { ...toApplicationColumns(values, reading), ...(application ? {} : of) };
    const target = application ? { p_id: application.id, p_version: application.version } : {};
    await acts.rpc<string>('save_application', { p_application, ...target }, ({ act, answer }) => {
      onClose();
      done(t(application ? 'application.saved' : 'application.made', { program: values.program?.name ?? '' }), { undo: act });
      onMade?.(answer);
    });
  }
  return (
    <Modal
      open
      title={t(application ? 'application.change' : 'application.add')}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
      width={560}
    >
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ProgramField
          label={t('application.program')}
          value={values.program?.id ?? null}
          name={values.program?.name}
          onChange={(id, found) => set({ program: id && found ? { id, name: found.name } : values.program })}
          error={errors.program}
        />
        <ChoiceField
          label={t('application.status')}
          value={values.status}
          options={applicationStatuses.map((status) => ({ value: status, label: t(`application.status.${status}`) }))}
          onChange={(status) => set({ status: (status ?? 'started') as ApplicationStatus })}
          error={errors.status}
        />
        <DayField
          label={t('application.started_on')}
          value={values.started_on}
          onChange={(started_on) => set({ started_on })}
          error={errors.started_on}
        />
        {asks.submitted && (
          <DayField
            label={t('application.submitted_on')}
            value={values.submitted_on}
            onChange={(submitted_on) => set({ submitted_on })}
            error={errors.submitted_on}
            hint={asks.decided || values.status === 'withdrawn' ? t('application.optional') : t('application.day_hint')}
          />
        )}
        {asks.decided && (
          <DayField
            label={t('application.decided_on')}
            value={values.decided_on}
            onChange={(decided_on) => set({ decided_on })}
            error={errors.decided_on}
            hint={t('application.day_hint')}
          />
        )}
        {asks.amount && (
          <TextField
            label={t('application.amount')}
            value={values.amount}
            onChange={(amount) => set({ amount })}
            error={errors.amount}
            hint={t('application.amount_hint')}
            inputMode="decimal"
            maxLength={24}
          />
        )}
        <TextField
          label={t('application.note')}
          value={values.note}
          onChange={(note) => set({ note })}
          error={errors.note}
          rows={2}
          maxLength={2000}
        />
        <div className="form-grid">
          <ChoiceField
            label={t('field.language')}
            emptyLabel={t('application.as_record')}
            value={values.language || null}
            options={options.languages}
            onChange={(language) => set({ language: language ?? '' })}
            error={errors.language}
          />
          <ChoiceField
            label={t('field.district_id')}
            emptyLabel={t('application.as_record')}
            value={values.district_id}
            options={options.districts}
            onChange={(district_id) => set({ district_id })}
            error={errors.district_id}
          />
        </div>
        {!refused && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(application ? 'application.save' : 'application.add')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
