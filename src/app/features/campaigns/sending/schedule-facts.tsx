import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { useAudienceWords } from './audience-words.ts';
import type { Preview, useSendSettings } from './use-sending.ts';

type ScheduleFactsProps = {
  campaign: CampaignRecord;
  preview: Preview;
  settings: NonNullable<ReturnType<typeof useSendSettings>>['settings'];
};

/** What is about to happen, in words and numbers. */
export function ScheduleFacts({ campaign, preview, settings }: ScheduleFactsProps) {
  const { t, tn, format } = useWords();
  const { languages, staff } = useReferences();
  const most = (counts: Record<string, number>) => Object.entries(counts).sort(([, a], [, b]) => b - a);
  const whom = useAudienceWords(campaign.audience);
  const out = most(preview.reasons).map(([reason, count]) => t(`sending.reason.${reason}` as MessageKey, { count: format.number(count) }));
  const inLanguages = most(preview.languages).map(([code, count]) =>
    t('sending.schedule.language', {
      language: languages.find((one) => one.code === code)?.name ?? code,
      count: format.number(count),
    }),
  );
  const answers = campaign.reply_to ?? settings.email;
  const approver = staff.find(({ id }) => id === campaign.approved_by)?.name;
  return (
    <dl className="schedule-facts">
      <div>
        <dt>{t('sending.schedule.who')}</dt>
        <dd>
          <b>{tn('sending.schedule.people', preview.count)}</b>
          <br />
          {whom}
        </dd>
      </div>
      <div>
        <dt>{t('sending.schedule.left_out')}</dt>
        <dd>{out.length === 0 ? t('sending.schedule.nobody_out') : out.join(', ')}</dd>
      </div>
      <div>
        <dt>{t('sending.schedule.languages')}</dt>
        <dd>{inLanguages.join(', ')}</dd>
      </div>
      <div>
        <dt>{t('sending.schedule.sender')}</dt>
        <dd>
          {[campaign.from_name ?? settings.office_name, answers && t('sending.schedule.answers', { address: answers })]
            .filter(Boolean)
            .join(', ')}
        </dd>
      </div>
      <div>
        <dt>{t('sending.schedule.list')}</dt>
        <dd>{campaign.list.name}</dd>
      </div>
      {campaign.ab_share !== null && (
        <div>
          <dt>{t('sending.schedule.subjects')}</dt>
          <dd>{t('sending.schedule.trial', { share: format.number(campaign.ab_share) })}</dd>
        </div>
      )}
      {campaign.approved_at && (
        <div>
          <dt>{t('sending.schedule.approved')}</dt>
          <dd>{t('sending.by_on', { name: approver ?? t('sending.nobody'), when: format.instant(campaign.approved_at) })}</dd>
        </div>
      )}
    </dl>
  );
}
