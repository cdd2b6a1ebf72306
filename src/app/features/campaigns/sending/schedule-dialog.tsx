import { Button, Modal } from 'antd';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { secondsFor } from '../../../../domain/campaigns/pace.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ScheduleFacts } from './schedule-facts.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { useSchedule } from './use-schedule.ts';
import { type Preview, usePreview, useSendSettings } from './use-sending.ts';

type ScheduleDialogProps = { campaign: CampaignRecord; onClose: () => void };

/** The last dialog: who gets it and who does not, from whom, when and how fast; above five hundred people their number is typed. */
export function ScheduleDialog({ campaign, onClose }: ScheduleDialogProps) {
  const { t } = useWords();
  const { preview, error, refetch, isAsking } = usePreview(campaign.id);
  const pace = useSendSettings();
  return (
    <Modal open title={t('sending.schedule.title', { name: campaign.name })} footer={null} onCancel={onClose} width={640} destroyOnHidden>
      {error && !preview ? (
        <Refused error={error} onRetry={() => void refetch()} />
      ) : preview && pace ? (
        <Loaded campaign={campaign} preview={preview} pace={pace} isAsking={isAsking} onAskAgain={() => void refetch()} onClose={onClose} />
      ) : (
        <RowSkeleton rows={5} />
      )}
    </Modal>
  );
}

type LoadedProps = ScheduleDialogProps & {
  preview: Preview;
  pace: NonNullable<ReturnType<typeof useSendSettings>>;
  isAsking: boolean;
  onAskAgain: () => void;
};

function Loaded({ campaign, preview, pace, isAsking, onAskAgain, onClose }: LoadedProps) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const { settings, hours } = pace;
  // While two subjects are tried only their share goes out at once.
  const share = campaign.ab_share === null ? 1 : Math.min(1, (campaign.ab_share * 2) / 100);
  const form = useSchedule(campaign, preview.count, hours, (rate) =>
    secondsFor(
      { count: preview.count * share, largestDomain: (preview.domains[0]?.count ?? 0) * share },
      { rate: rate ?? settings.mail_rate_per_second, domainRate: settings.mail_domain_rate_per_second },
    ),
  );

  async function schedule() {
    const isDone = await form.submit(
      ({ act, answer }) => done(tn('sending.done.schedule', answer.count, { when: format.instant(answer.scheduled_at) }), { undo: act }),
      onAskAgain,
    );
    if (isDone) onClose();
  }
  return (
    <form
      className="dialog-form schedule-form"
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void schedule();
      }}
    >
      <ScheduleFacts campaign={campaign} preview={preview} settings={settings} />
      {preview.count === 0 ? (
        <p className="notice notice-amber">{t('sending.schedule.nobody')}</p>
      ) : (
        <ScheduleFields form={form} campaign={campaign} count={preview.count} settings={settings} />
      )}
      <RefusedLine error={form.error} />
      <div className="dialog-foot">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        {preview.count > 0 && (
          <Button type="primary" htmlType="submit" loading={form.isWorking || isAsking}>
            {tn(form.values.isNow ? 'sending.schedule.act_now' : 'sending.schedule.act_later', preview.count)}
          </Button>
        )}
      </div>
    </form>
  );
}
