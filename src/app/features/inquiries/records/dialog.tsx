import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { type RecordsEnd, type RecordsRequest, recordsEnds } from '../../../../domain/inquiries/records-request.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useActs } from '../../../shared/hooks/use-acts.ts';
import { refusalText } from '../../../shared/refusal-text.ts';
import {
  type DayName,
  dayFields,
  type RecordsErrors,
  type RecordsValues,
  type TextName,
  textFields,
  toColumns,
  toValues,
} from './values.ts';

type RecordsDialogProps = { inquiryId: string; openedOn: string; request: RecordsRequest | null; onClose: () => void };

/** All that a request for public records has: who received it when, a delay, a fee, a question, its end. */
export function RecordsDialog({ inquiryId, openedOn, request, onClose }: RecordsDialogProps) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useActs(['records_requests']);
  const [values, setValues] = useState<RecordsValues>(() => toValues(request, openedOn));
  const [wrong, setWrong] = useState<RecordsErrors>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const fields: string[] = [...dayFields, ...textFields, 'fee_cents', 'ended_as'];
  // Two of the words are another noun's too.
  const field = refusal?.field?.replace(/^records_/, '');
  const refused = field && fields.includes(field) ? field : null;
  const errors: RecordsErrors = refused && refusal ? { ...wrong, [refused]: refusalText(refusal, t) } : wrong;
  const set = (patch: Partial<RecordsValues>) => setValues((now) => ({ ...now, ...patch }));
  /** The words of the history, as a label. */
  const label = (name: DayName | TextName | 'fee_cents' | 'ended_as') => t(`field.${name}`).replace(/^./, (first) => first.toUpperCase());
  const day = (name: DayName) => (
    <DayField label={label(name)} value={values[name]} onChange={(text) => set({ [name]: text })} error={errors[name]} />
  );
  const words = (name: TextName, maxLength: number, rows?: number) => (
    <TextField
      label={label(name)}
      value={values[name]}
      onChange={(text) => set({ [name]: text })}
      error={errors[name]}
      maxLength={maxLength}
      {...(rows ? { rows } : {})}
    />
  );

  async function submit() {
    const { columns, wrong: found } = toColumns(values, today, locale);
    setWrong(Object.fromEntries(found.map((name) => [name, t(name === 'fee_cents' ? 'records.fee_wrong' : 'records.day_wrong')])));
    if (found.length === 0) {
      const isSaved = await acts.rpc(
        'save_records_request',
        { p_inquiry: inquiryId, p_request: columns, p_version: request?.version ?? null },
        ({ act }) => done(t('records.saved'), { undo: act }),
      );
      if (isSaved) return onClose();
    }
    setTimeout(() => document.querySelector<HTMLElement>('.dialog-form [aria-invalid="true"]')?.focus());
  }

  return (
    <Modal open title={t(request ? 'records.change' : 'records.begin')} footer={null} onCancel={onClose} destroyOnHidden width={640}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="secondary">{t('records.rule')}</p>
        <div className="form-grid">
          {day('received_by_office_on')}
          {day('received_by_custodian_on')}
        </div>
        {words('custodian', 200)}
        {request && (
          <>
            <h3 className="home-heading">{t('records.delay')}</h3>
            {words('delay_reason', 2000, 2)}
            <div className="form-grid">
              {day('delay_until_on')}
              {words('delay_place', 300)}
              {day('delay_sent_on')}
            </div>
            <h3 className="home-heading">{t('records.fee')}</h3>
            <div className="form-grid">
              <TextField
                label={label('fee_cents')}
                value={values.fee}
                onChange={(fee) => set({ fee })}
                error={errors.fee_cents}
                inputMode="decimal"
                maxLength={16}
              />
              {day('fee_sent_on')}
              {day('fee_paid_on')}
            </div>
            <h3 className="home-heading">{t('records.question')}</h3>
            {words('question', 2000, 2)}
            <div className="form-grid">
              {day('question_sent_on')}
              {day('question_answered_on')}
            </div>
            <h3 className="home-heading">{t('records.end')}</h3>
            <div className="form-grid">
              <ChoiceField
                label={label('ended_as')}
                value={values.ended_as}
                emptyLabel={t('records.goes_on')}
                options={recordsEnds.map((value) => ({ value, label: t(`records.end_${value}`) }))}
                onChange={(value) => set({ ended_as: value as RecordsEnd | null, ...(value ? {} : { ended_on: '' }) })}
                error={errors.ended_as}
              />
              {values.ended_as && day('ended_on')}
            </div>
            {values.ended_as && words('ended_note', 2000, 2)}
          </>
        )}
        {!refused && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('records.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
