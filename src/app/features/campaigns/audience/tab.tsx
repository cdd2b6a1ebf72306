import '../../../styles/audience.css';
import { type CampaignRecord, isWritable } from '../../../../domain/campaigns/campaign.ts';
import { type ResidentRpcQuery, whereOfAudience } from '../../../../domain/residents/query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useWhereWords } from '../../../shared/where/use-where-words.ts';
import { AudienceBuilder } from './builder.tsx';
import { FrozenAudience } from './frozen.tsx';

/** Who gets a campaign: chosen while it is written, fixed once it is scheduled. */
export function AudienceTab({ campaign }: { campaign: CampaignRecord }) {
  const mayEdit = useAllowed('campaigns', 'edit');
  if (campaign.frozen_at) return <FrozenAudience campaign={campaign} />;
  if (!mayEdit || !isWritable(campaign)) return <ToldAudience campaign={campaign} />;
  return <AudienceBuilder campaign={campaign} />;
}

/** For who may only read: in words. */
function ToldAudience({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const audience = campaign.audience as ResidentRpcQuery;
  const whom = useWhereWords(whereOfAudience(audience));
  return (
    <section className="audience-told">
      <h2>{t('audience.who')}</h2>
      <p>{audience.search ? t('where.say.search', { whom, search: audience.search }) : whom}</p>
      <p className="secondary">{t('audience.read_only')}</p>
    </section>
  );
}
