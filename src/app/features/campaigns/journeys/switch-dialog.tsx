import { Button, Modal } from 'antd';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { type Journey, type JourneyCounts, useJourneyActs } from './use-journeys.ts';

type SwitchDialogProps = { journey: Journey; counts: JourneyCounts | null; onClose: () => void };

/** Says what switching a journey on or off means for those who wait and those who come, then does it. */
export function SwitchDialog({ journey, counts, onClose }: SwitchDialogProps) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const acts = useJourneyActs();
  const { kind, is_on, steps } = journey;
  const name = t(`journeys.kind.${kind}`);
  const ready = steps.filter(({ campaign }) => campaign.status === 'approved').length;
  const later = steps.length - ready;
  const waiting = steps.reduce((sum, { campaign }) => sum + (counts?.letters[campaign.id]?.waiting ?? 0), 0);

  async function turn() {
    const saved = await acts.rpc<{ cancelled: number }>('set_journey', { p_kind: kind, p_is_on: !is_on }, ({ act, answer }) =>
      done(
        is_on
          ? answer.cancelled > 0
            ? tn('journeys.turned_off_waiting', answer.cancelled, { count: format.number(answer.cancelled) })
            : t('journeys.turned_off')
          : t('journeys.turned_on'),
        { undo: act },
      ),
    );
    if (saved) onClose();
  }
  return (
    <Modal
      open
      width={520}
      title={t(is_on ? 'journeys.off_title' : 'journeys.on_title', { journey: name })}
      footer={null}
      onCancel={onClose}
    >
      <div className="dialog-form">
        {is_on ? (
          <>
            <p>{t('journeys.off_text')}</p>
            {waiting > 0 && <p>{tn('journeys.off_waiting', waiting, { count: format.number(waiting) })}</p>}
          </>
        ) : (
          <>
            <p>{t(`journeys.on_text.${kind}`)}</p>
            <p>{tn('journeys.on_ready', ready)}</p>
            {later > 0 && <p>{tn('journeys.on_later', later)}</p>}
          </>
        )}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose} autoFocus>
            {t('action.cancel')}
          </Button>
          <Button type="primary" loading={acts.isWorking} onClick={() => void turn()}>
            {t(is_on ? 'journeys.off_act' : 'journeys.on_act')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
