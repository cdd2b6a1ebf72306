import '../../../styles/campaign-sending.css';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { useAllowed } from '../../../providers/office.tsx';
import { ProgressPart } from './progress.tsx';
import { ReviewPart } from './review.tsx';
import { TrialForm } from './trial-form.tsx';
import { TrialPart } from './trial-part.tsx';

/** Approval, then sending: what of it is there depends on where the campaign stands. */
export function SendingTab({ campaign }: { campaign: CampaignRecord }) {
  const mayEdit = useAllowed('campaigns', 'edit');
  const isFixed = campaign.frozen_at !== null;
  return (
    <div className="sending-tab">
      {isFixed && <ProgressPart campaign={campaign} />}
      {isFixed && campaign.ab_share !== null && <TrialPart campaign={campaign} />}
      <ReviewPart campaign={campaign} />
      {campaign.status === 'draft' && mayEdit && campaign.kind === 'bulletin' && (
        <TrialForm key={`${campaign.ab_share}`} campaign={campaign} />
      )}
    </div>
  );
}
