import '../../../styles/series.css';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { Scope } from '../../../../domain/events/series-change.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { useSeriesActs } from './acts.ts';
import { ScopeChoice } from './scope-choice.tsx';
import { useSeriesScope } from './use-series.ts';
import { useSaySeriesDone } from './words.ts';

type SeriesEndDialogProps = { event: { id: string; title: string }; onDone: (gone: boolean) => void; onClose: () => void };

/** Cancels an event of a series, those that follow, or all; or removes what nobody knows of yet. */
export function SeriesEndDialog({ event, onDone, onClose }: SeriesEndDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const id = useId();
  const { scope } = useSeriesScope(event.id);
  const acts = useSeriesActs();
  const say = useSaySeriesDone();
  const [which, setWhich] = useState<Scope>('this');
  const [removes, setRemoves] = useState(false);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const isMissing = isAsked && !reason.trim() && !removes;
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isAboutReason = refusal?.field === 'cancelled_reason' || refusal?.reason === 'cancelled_reason';

  async function submit() {
    setAsked(true);
    if (acts.isWorking || (!removes && !reason.trim())) return;
    const made = await acts.end(event, which, { reason: reason.trim() || null, remove: removes });
    if (!made) return;
    done(say(made.answer), { undo: made.act });
    onDone((made.answer.removed ?? 0) > 0);
  }
  return (
    <Modal open title={t('series.end_title', { title: event.title })} footer={null} onCancel={onClose} width={480} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void submit();
        }}
      >
        {scope ? <ScopeChoice scope={scope} value={which} onChange={setWhich} moves={false} /> : <RowSkeleton rows={3} />}
        <Field
          label={t('series.reason')}
          hint={t(removes ? 'series.reason_hint_remove' : 'series.reason_hint')}
          error={isMissing ? t('series.reason_missing') : isAboutReason ? t('series.reason_known') : undefined}
        >
          {(control) => (
            <Input.TextArea {...control} rows={2} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
          )}
        </Field>
        <div>
          <label className="check" htmlFor={`${id}-remove`}>
            <input id={`${id}-remove`} type="checkbox" checked={removes} onChange={({ target }) => setRemoves(target.checked)} />
            {t('series.remove')}
          </label>
          <p className="secondary">{t('series.remove_hint')}</p>
        </div>
        <RefusedLine error={isAboutReason ? null : acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('series.keep')}</Button>
          <Button type="primary" danger htmlType="submit" disabled={!scope} loading={acts.isWorking}>
            {t(removes ? 'series.remove_do' : 'series.cancel_do')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
