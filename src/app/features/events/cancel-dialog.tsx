import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { EventRecord } from '../../../domain/events/event.ts';
import type { Standing } from '../../../domain/events/readiness.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import type { useEventActs } from './actions.ts';

type CancelDialogProps = { event: EventRecord; standing: Standing | null; acts: ReturnType<typeof useEventActs>; onDone: () => void };

/** Cancelling asks why: whoever meant to come will ask. */
export function CancelDialog({ event, standing, acts, onDone }: CancelDialogProps) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const people = standing ? standing.taken + standing.offered + standing.waiting : 0;
  async function submit() {
    if (!reason.trim()) return setMissing(true);
    const saved = await acts.setStatus(event.id, 'cancelled', reason.trim());
    if (!saved) return;
    done(t('event.status_done', { status: t('event.status.cancelled') }), { undo: saved.act });
    onDone();
  }
  const isAboutReason = acts.error !== null && toRefusal(acts.error).field === 'cancelled_reason';
  return (
    <Modal open title={t('event.cancel.title', { title: event.title })} onCancel={onDone} footer={null} destroyOnHidden>
      <form
        className="dialog-form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void submit();
        }}
      >
        {people > 0 && <p>{tn('event.cancel.told', people)}</p>}
        <TextField
          label={t('event.cancel.reason')}
          hint={t('event.cancel.reason_hint')}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={setReason}
          error={(isMissing && !reason.trim()) || isAboutReason ? t('refusal.cancelled_reason') : undefined}
        />
        {!isAboutReason && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onDone}>{t('event.cancel.keep')}</Button>
          <Button type="primary" danger htmlType="submit" loading={acts.isWorking}>
            {t('event.verb.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
