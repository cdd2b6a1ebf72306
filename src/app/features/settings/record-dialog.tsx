import { useModalForm } from '@refinedev/antd';
import { type BaseRecord, useInvalidate } from '@refinedev/core';
import { Button, Form, Modal } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { whileTyping } from '../../providers/live-touch.ts';
import { useNotify } from '../../providers/notify.tsx';
import { useReferences } from '../../providers/references.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { useSaving } from './use-saving.tsx';

export type SettingsRow = BaseRecord & { id: string; version: number };

type RecordDialogProps<Row extends SettingsRow> = {
  resource: string;
  /** The row to change; null makes a new one. */
  id: string | null;
  title: string;
  saved: string;
  fields: (row: Row | null) => ReactNode;
  toValues: (row: Row | null) => object;
  toRow: (values: Record<string, unknown>, isNew: boolean) => object;
  onClose: () => void;
};

/** One row of a list of settings, in a dialog: made or changed. */
export function RecordDialog<Row extends SettingsRow>(props: RecordDialogProps<Row>) {
  const { resource, id, onClose } = props;
  const { t } = useWords();
  const { done } = useNotify();
  const { refresh } = useReferences();
  const invalidate = useInvalidate();
  const isNew = id === null;
  const saving = useSaving(resource, (row) => props.toValues(row as Row));
  const { form, modalProps, formProps, formLoading, query, onFinish, show } = useModalForm<Row>({
    resource,
    action: isNew ? 'create' : 'edit',
    redirect: false,
    successNotification: false,
    errorNotification: false,
    disableServerSideValidation: true,
    autoSubmitClose: false,
    // A refused save would otherwise read the record again, and the form with it.
    invalidates: [],
    queryOptions: { gcTime: 0, ...whileTyping },
    mutationMeta: saving.meta,
    ...(isNew ? {} : { id }),
  });
  const row = isNew ? null : ((query?.data?.data as Row | undefined) ?? null);
  saving.useOpened(row ?? undefined, form);
  const opening = useRef(show);
  useEffect(() => opening.current(id ?? undefined), [id]);

  async function save(values: object) {
    saving.clear();
    try {
      await onFinish(props.toRow(values as Record<string, unknown>, isNew) as never);
    } catch (refused) {
      await saving.refused(refused, form, id ?? undefined);
      return;
    }
    void invalidate({ resource, invalidates: ['list'] });
    void refresh();
    done(props.saved, { undo: saving.finish() });
    onClose();
  }

  return (
    <Modal {...modalProps} width={520} title={props.title} footer={null} onCancel={onClose} destroyOnHidden>
      {!isNew && !row ? (
        <RowSkeleton rows={2} />
      ) : (
        <Form
          {...formProps}
          layout="vertical"
          key={row?.version ?? 'new'}
          initialValues={props.toValues(row)}
          onFinish={(values) => void save(values)}
        >
          {props.fields(row)}
          {saving.notice}
          <div className="dialog-foot">
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={formLoading}>
              {t('settings.save')}
            </Button>
          </div>
        </Form>
      )}
      {id !== null && <PastOf table={resource} id={id} />}
    </Modal>
  );
}

/** The record's history, asked for when somebody wants it. */
function PastOf({ table, id }: { table: string; id: string }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link settings-past" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'settings.hide_history' : 'settings.show_history')}
      </button>
      {isOpen && <RecordHistory table={table} id={id} />}
    </>
  );
}
