import { Button, Input, Modal, type RefSelectProps, Select } from 'antd';
import { useRef, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { Field } from '../../shared/components/field.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { InquiryField } from '../../shared/fields/inquiry-field.tsx';
import { useSettled } from '../../shared/hooks/use-settled.ts';
import { useBulkChoices } from './bulk-choices.ts';
import { BulkPreview } from './bulk-preview.tsx';
import { type BulkAnswer, type BulkField, type BulkTarget, bulkFields, useBulk } from './use-bulk.ts';

type BulkDialogProps = { target: BulkTarget; onClose: () => void; onDone: () => void };

/** Changes one thing of many inquiries: what, to what, then a look at what will happen, then it happens. */
export function BulkDialog({ target, onClose, onDone }: BulkDialogProps) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const what = useRef<RefSelectProps>(null);
  const choices = useBulkChoices();
  const [field, setField] = useState<BulkField | null>(null);
  const [value, setValue] = useState<string | null | undefined>(undefined);
  const [parent, setParent] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [left, setLeft] = useState<BulkAnswer['refused']>([]);
  const bulk = useBulk(target, field && value !== undefined ? { field, value, note } : null);
  const isLong = useSettled(bulk.isWorking, 1000) && bulk.isWorking;
  const { preview } = bulk;

  async function apply() {
    const answer = await bulk.apply();
    if (!answer) return;
    done(tn('bulk.done', answer.changing), answer.change_set ? { undo: answer.change_set } : {});
    if (answer.refused.length > 0) setLeft(answer.refused);
    else onDone();
  }
  if (left.length > 0) {
    return (
      <Modal open title={tn('bulk.left', left.length)} footer={null} onCancel={onDone}>
        <ul className="bulk-rows">
          {left.map((row) => (
            <li key={row.id}>
              <b>{row.number}</b> {row.message}
            </li>
          ))}
        </ul>
        <div className="dialog-foot">
          <Button type="primary" onClick={onDone}>
            {t('bulk.understood')}
          </Button>
        </div>
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t('bulk.title')}
      footer={null}
      onCancel={onClose}
      width={640}
      maskClosable={!bulk.isWorking}
      afterOpenChange={(isOpen) => isOpen && what.current?.focus()}
      destroyOnHidden
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <div className="form-grid">
          <Field label={t('bulk.what')}>
            {(control) => (
              <Select
                {...control}
                ref={what}
                className="wide"
                optionFilterProp="label"
                placeholder={t('bulk.choose_what')}
                value={field ?? undefined}
                options={bulkFields.map((one) => ({ value: one, label: t(`bulk.field_${one}`) }))}
                onChange={(next: BulkField) => {
                  setField(next);
                  setValue(undefined);
                }}
              />
            )}
          </Field>
          {field === 'parent_id' && (
            <div>
              <InquiryField
                label={t('bulk.to')}
                value={value ?? null}
                onChange={(id, inquiry) => {
                  setValue(id ?? undefined);
                  setParent(inquiry?.number ?? null);
                }}
              />
              {value !== null && (
                <button type="button" className="link" onClick={() => setValue(null)}>
                  {t('bulk.take_out')}
                </button>
              )}
            </div>
          )}
          {field && !choices[field].isSought && (
            <Field label={t('bulk.to')}>
              {(control) => (
                <Select
                  {...control}
                  className="wide"
                  optionFilterProp="label"
                  placeholder={t('bulk.choose_to')}
                  value={value === null ? '' : value}
                  options={choices[field].offered}
                  onChange={(next: string) => setValue(next === '' ? null : next)}
                />
              )}
            </Field>
          )}
          {field === 'resolution_code' && (
            <div className="form-wide">
              <Field label={t('inquiry.resolution_note')}>
                {(control) => (
                  <Input.TextArea {...control} rows={2} maxLength={5000} value={note} onChange={(event) => setNote(event.target.value)} />
                )}
              </Field>
            </div>
          )}
        </div>
        {field && value !== undefined && (
          <BulkPreview
            preview={preview}
            isLooking={bulk.isLooking}
            nameOf={choices[field].nameOf}
            to={choices[field].nameOf(field === 'parent_id' && value ? parent : value)}
          />
        )}
        <RefusedLine error={bulk.error} />
        {isLong && (
          <p role="status">
            <progress className="bulk-progress" aria-label={t('bulk.working')} /> {t('bulk.working')}
          </p>
        )}
        <div className="dialog-foot">
          <Button onClick={onClose} disabled={bulk.isWorking}>
            {t('action.cancel')}
          </Button>
          <Button type="primary" htmlType="submit" disabled={!preview || preview.changing === 0} loading={bulk.isWorking}>
            {preview ? tn('bulk.do', preview.changing, { count: format.number(preview.changing) }) : t('bulk.do_nothing')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
