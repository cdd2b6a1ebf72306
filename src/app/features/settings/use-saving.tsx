import { type BaseKey, type BaseRecord, useDataProvider } from '@refinedev/core';
import type { FormInstance } from 'antd';
import { useEffect, useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { nameAct } from '../../providers/acts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { refusalText } from '../../shared/refusal-text.ts';

type Opened = (BaseRecord & { version?: number }) | undefined;

/**
 * What refine's forms leave to us: saves are on the version that was opened; a refusal stands at its field, which gets the
 * focus; when somebody else saved first, both ways on are offered and nothing typed is lost.
 */
export function useSaving<Values extends object>(resource: string, toValues: (row: BaseRecord) => Values) {
  const { t } = useWords();
  const provider = useDataProvider();
  const [form, setForm] = useState<FormInstance | null>(null);
  const [row, setRow] = useState<Opened>();
  const [theirs, setTheirs] = useState<Opened>();
  const [error, setError] = useState<unknown>(null);
  const [act, setAct] = useState(nameAct);

  /** Call with the record once it is there. */
  function useOpened(opened: Opened, instance: FormInstance) {
    useEffect(() => {
      setForm(instance);
      setRow(opened);
      setTheirs(undefined);
      setError(null);
    }, [opened, instance]);
  }

  async function refused(reason: unknown, instance: FormInstance, id?: BaseKey) {
    const refusal = toRefusal(reason);
    setError(null);
    if (refusal.kind === 'conflict' && id !== undefined) {
      const { data } = await provider().getOne({ resource, id });
      setTheirs(data);
      return;
    }
    const isHere = instance.getFieldsError().some(({ name }) => String(name[0]) === refusal.field);
    if (refusal.field && isHere) {
      instance.setFields([{ name: refusal.field, errors: [refusalText(refusal, t)] }]);
      instance.getFieldInstance(refusal.field)?.focus?.();
    } else setError(reason);
  }

  const goOn = (values: object | null) => {
    if (values) form?.setFieldsValue(values);
    setRow(theirs);
    setTheirs(undefined);
  };
  const notice = (
    <>
      {theirs && (
        <div className="notice notice-amber settings-notice" role="alert">
          <p>{t('settings.moved')}</p>
          <p>
            <button type="button" className="link" onClick={() => goOn(toValues(theirs))}>
              {t('conflict.take_all')}
            </button>
            {' · '}
            <button type="button" className="link" onClick={() => goOn(null)}>
              {t('settings.keep_mine')}
            </button>
          </p>
        </div>
      )}
      <RefusedLine error={error} />
    </>
  );
  return {
    useOpened,
    refused,
    notice,
    /** What each save carries: the version that was seen, and the name by which it can be undone. */
    meta: { act, ...(row?.version === undefined ? {} : { version: row.version }) },
    clear: () => setError(null),
    /** The name of the act that was saved; the next one gets another. */
    finish: () => {
      setAct(nameAct());
      return act;
    },
  };
}
