import '../../styles/views.css';
import { useCustomMutation } from '@refinedev/core';
import { Button, Input, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { Field } from '../components/field.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { formatCount } from '../format.ts';
import { quiet, useActs } from '../hooks/use-acts.ts';
import { personal } from './columns.ts';
import type { Exported } from './export-button.tsx';
import { fetchExport } from './fetch-export.ts';
import { useExportColumns } from './use-export-columns.ts';

/** As many rows as the browser waits for, and days for which a file of more is kept. The database has the say. */
const direct = 10_000;
const days = 7;
const leastWords = 10;

const formats = ['xlsx', 'csv'] as const;

type Started = { id: string; is_later: boolean };

/** Asks in which form and what for, then fetches the file or has it made. */
export function ExportDialog({ of, count, onClose }: { of: Exported; count: number; onClose: () => void }) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const navigate = useNavigate();
  const acts = useActs(['exports']);
  const { mutateAsync: call } = useCustomMutation();
  const id = useId();
  const area = useRef<HTMLTextAreaElement | null>(null);
  const [shape, setShape] = useState<(typeof formats)[number]>('xlsx');
  const [purpose, setPurpose] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isShort = purpose.trim().length < leastWords;
  const columns = useExportColumns(of.list);
  const firstColumn = useRef<HTMLInputElement | null>(null);
  const isNone = columns.taken.length === 0;

  function takeAll() {
    columns.takeAll();
    // The button goes with what it does.
    firstColumn.current?.focus();
  }
  async function submit() {
    setMissing(isShort || isNone);
    if (isShort || isNone) {
      (isNone ? firstColumn : area).current?.focus();
      return;
    }
    await acts.run(async () => {
      const { id: made, is_later } = await start();
      await Promise.all([is_later ? null : fetchExport(connection, made), columns.keep()]);
      done(t(is_later ? 'exports.later' : 'exports.done'));
      onClose();
      if (is_later) navigate('/settings/exports');
    });
  }
  async function start(): Promise<Started> {
    const values = {
      p_export: { list: of.list, format: shape, purpose: purpose.trim(), address: of.address, query: of.query, columns: columns.taken },
    };
    return (await call({ url: 'start_export', method: 'post', values, ...quiet })).data as unknown as Started;
  }

  return (
    <Modal open title={t('exports.title')} onCancel={onClose} footer={null} maskClosable={false} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{tn('exports.what', count, { count: formatCount(count, format) })}</p>
        <fieldset className="look-choice" aria-describedby={isMissing && isNone ? `${id}-none` : undefined}>
          <legend className="field-label">{t('exports.columns_which')}</legend>
          {columns.all.map((column, at) => (
            <label key={column.key} className="check">
              <input
                ref={at === 0 ? firstColumn : undefined}
                type="checkbox"
                checked={columns.isTaken(column)}
                onChange={({ target }) => columns.take(column, target.checked)}
              />
              <span>{column.heading}</span>
            </label>
          ))}
          {columns.taken.length < columns.all.length && (
            <button type="button" className="link" onClick={takeAll}>
              {t('exports.columns_all')}
            </button>
          )}
        </fieldset>
        {isMissing && isNone && (
          <p id={`${id}-none`} className="field-error">
            {t('exports.columns_none')}
          </p>
        )}
        <fieldset className="look-choice">
          <legend className="field-label">{t('exports.format')}</legend>
          {formats.map((one) => (
            <label key={one} className="check">
              <input type="radio" name={`${id}-format`} checked={shape === one} onChange={() => setShape(one)} />
              <span>{t(`exports.format_${one}`)}</span>
            </label>
          ))}
        </fieldset>
        <Field
          label={t('exports.purpose')}
          hint={t('exports.purpose_hint')}
          error={isMissing && isShort ? t('refusal.purpose') : undefined}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              ref={(node) => {
                area.current = node?.resizableTextArea?.textArea ?? null;
              }}
              autoFocus
              rows={3}
              maxLength={1000}
              value={purpose}
              onChange={(event) => setPurpose(event.target.value)}
            />
          )}
        </Field>
        {count > direct && <p>{t('exports.in_background', { days })}</p>}
        {personal.includes(of.list) && <p className="secondary">{t('exports.personal')}</p>}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('exports.take')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
