import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useCampaignActs } from '../actions.ts';
import { useProgress } from './use-sending.ts';

type StopDialogProps = { campaign: CampaignRecord; verb: 'pause' | 'cancel'; onClose: () => void };

/** Pausing and cancelling say what they mean for those who were written to already. */
export function StopDialog({ campaign, verb, onClose }: StopDialogProps) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const acts = useCampaignActs();
  const { progress } = useProgress(campaign);
  const [reason, setReason] = useState('');
  const isFixed = campaign.frozen_at !== null;

  async function stop() {
    const saved =
      verb === 'pause'
        ? await acts.rpc('pause_campaign', { p_id: campaign.id, p_reason: reason.trim() || null }, ({ act }) =>
            done(t('sending.done.pause'), { undo: act }),
          )
        : await acts.rpc<{ sent: number }>('cancel_campaign', { p_id: campaign.id }, ({ act, answer }) =>
            isFixed ? done(tn('sending.cancelled_done', answer.sent)) : done(t('sending.done.cancel'), { undo: act }),
          );
    if (saved) onClose();
  }
  return (
    <Modal open title={t(`sending.${verb}.title`, { name: campaign.name })} footer={null} onCancel={onClose} width={520} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void stop();
        }}
      >
        {verb === 'pause' && (
          <>
            <p>{t('sending.pause.text')}</p>
            <Field label={t('sending.pause.reason')} hint={t('sending.pause.reason_hint')}>
              {(control) => (
                <Input {...control} autoFocus maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
              )}
            </Field>
          </>
        )}
        {verb === 'cancel' && !isFixed && <p>{t('sending.cancel.draft')}</p>}
        {verb === 'cancel' && isFixed && progress && (
          <>
            <p>{progress.sent === 0 ? t('sending.cancel.none') : tn('sending.cancel.gone', progress.sent)}</p>
            <p>{tn('sending.cancel.waits', progress.waiting)}</p>
            <p>{t('sending.cancel.final')}</p>
          </>
        )}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose} autoFocus={verb === 'cancel'}>
            {t(verb === 'cancel' ? 'sending.cancel.keep' : 'action.cancel')}
          </Button>
          <Button type="primary" danger={verb === 'cancel'} htmlType="submit" loading={acts.isWorking}>
            {t(`sending.verb.${verb}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
