import { useCustom, useList } from '@refinedev/core';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { InquiryStatus } from '../../../domain/inquiries/words.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { useFieldWords } from '../../shared/history/field-words.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import type { BulkTarget } from './use-bulk.ts';

type MacroRow = {
  id: string;
  number: string | null;
  subject: string | null;
  skip: string | null;
  changes: { field: 'status' | 'topic_id' | 'assigned_to'; was: string | null; to: string | null }[];
  reply: { to: string; subject: string; body: string } | null;
};
type MacroAnswer = {
  total: number;
  changing: number;
  skipped: { reason: string; count: number }[];
  rows: MacroRow[];
  note: string | null;
  checklist: string | null;
  as_of: string;
  refused: { id: string; number: string; message: string }[];
};
type MacroDialogProps = { target: BulkTarget; onClose: () => void; onDone: () => void };

/** Chooses a macro and shows what it would do, row by row; then it is done as one act. */
export function MacroDialog({ target, onClose, onDone }: MacroDialogProps) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const acts = useActs(['inquiries', 'interactions', 'tasks', 'mails']);
  const [chosen, setChosen] = useState<string | null>(null);
  const [left, setLeft] = useState<MacroAnswer['refused']>([]);
  const { query: macros } = useList<{ id: string; name: string; description: string }>({
    resource: 'macros',
    meta: { select: 'id,name,description' },
    filters: [{ field: 'is_active', operator: 'eq', value: true }],
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const { query } = useCustom<MacroAnswer>({
    url: 'run_macro',
    method: 'post',
    config: { payload: { p_macro: chosen, p_target: target, p_dry_run: true } },
    errorNotification: false,
    queryOptions: { queryKey: ['macro', chosen, target], enabled: chosen !== null, staleTime: 0, gcTime: 0, refetchOnWindowFocus: false },
  });
  const offered = macros.data?.data;
  const preview = chosen !== null && query.isSuccess && !query.isFetching ? query.data.data : null;

  async function run() {
    if (!chosen || !preview) return;
    const told = await acts.rpc<MacroAnswer>(
      'run_macro',
      { p_macro: chosen, p_target: { ...target, as_of: preview.as_of }, p_dry_run: false },
      ({ act, answer }) => {
        if (answer.changing > 0) done(tn('macro.done', answer.changing), { undo: act });
      },
    );
    if (!told) return;
    if (told.answer.refused.length > 0) setLeft(told.answer.refused);
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
    <Modal open title={t('macro.run')} footer={null} onCancel={onClose} width={640} maskClosable={!acts.isWorking} destroyOnHidden>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {offered?.length === 0 ? (
          <p>
            {t('macro.empty')} <Link to="/settings/macros">{t('macro.title')}</Link>
          </p>
        ) : (
          <ChoiceField
            label={t('macro.which')}
            placeholder={t('macro.choose')}
            value={chosen}
            options={(offered ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setChosen}
            hint={offered?.find(({ id }) => id === chosen)?.description || undefined}
          />
        )}
        {chosen !== null && !preview && query.isFetching && <p className="secondary">{t('bulk.looking')}</p>}
        {preview && <MacroPreview preview={preview} />}
        <RefusedLine error={acts.error ?? (chosen ? query.error : null)} />
        <div className="dialog-foot">
          <Button onClick={onClose} disabled={acts.isWorking}>
            {t('action.cancel')}
          </Button>
          <Button type="primary" htmlType="submit" disabled={!preview || preview.changing === 0} loading={acts.isWorking}>
            {preview ? tn('macro.do', preview.changing, { count: format.number(preview.changing) }) : t('macro.run')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function MacroPreview({ preview }: { preview: MacroAnswer }) {
  const { t, tn, format } = useWords();
  const fields = useFieldWords();
  const why = (reason: string) =>
    t(`${reason.includes('_') || reason === 'blocked' || reason === 'unfilled' ? 'macro' : 'bulk'}.skip_${reason}` as MessageKey);
  const said = (field: MacroRow['changes'][number]['field'], value: string | null) =>
    value === null ? t('filters.nobody') : field === 'status' ? t(`status.${value as InquiryStatus}`) : fields.value(field, value);
  const first = preview.rows.find((row) => row.reply && !row.skip)?.reply;
  return (
    <section aria-label={t('bulk.preview')} className="bulk-preview">
      <p role="status">
        <b>{tn('bulk.changing', preview.changing, { count: format.number(preview.changing) })}</b>
      </p>
      <ul className="bulk-summary">
        {preview.note && <li>{t('macro.adds_note', { note: preview.note })}</li>}
        {preview.checklist && <li>{t('macro.does_checklist', { name: preview.checklist })}</li>}
        {first && <li>{t('macro.writes', { to: first.to, subject: first.subject })}</li>}
        {preview.skipped.map(({ reason, count }) => (
          <li key={reason} className="secondary">
            {tn('bulk.stays', count, { count: format.number(count), why: why(reason) })}
          </li>
        ))}
      </ul>
      {first && <blockquote className="lines macro-letter">{first.body}</blockquote>}
      {/* A region that scrolls must be reached by keyboard. */}
      <ul className="bulk-rows" aria-label={t('bulk.rows')} tabIndex={preview.rows.length > 6 ? 0 : -1}>
        {preview.rows.map((row) => (
          <li key={row.id}>
            <span>
              <b>{row.number ?? '–'}</b> {row.subject}
            </span>
            <span className="secondary">
              {row.skip
                ? why(row.skip)
                : [...row.changes.map(({ field, was, to }) => `${said(field, was)} → ${said(field, to)}`), row.reply?.to]
                    .filter(Boolean)
                    .join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {preview.total > preview.rows.length && (
        <p className="secondary">{t('bulk.and_more', { count: format.number(preview.total - preview.rows.length) })}</p>
      )}
    </section>
  );
}
