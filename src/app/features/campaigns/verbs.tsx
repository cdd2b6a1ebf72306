import { lazy, Suspense, useState } from 'react';
import { type CampaignRecord, isWritable } from '../../../domain/campaigns/campaign.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { SendingVerbs } from './sending/verbs.tsx';

const DetailsDialog = lazy(async () => ({ default: (await import('./details-dialog.tsx')).DetailsDialog }));

/** What can be done with a campaign, at its head. Who may only read is told so instead. */
export function CampaignVerbs({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const mayEdit = useAllowed('campaigns', 'edit');
  const [isChanging, setChanging] = useState(false);
  if (!mayEdit) return <p className="secondary">{t('campaign.read_only')}</p>;
  return (
    <div className="verbs">
      <SendingVerbs campaign={campaign} />
      <div className="verb-links">
        {isWritable(campaign) && (
          <button type="button" className="link" onClick={() => setChanging(true)}>
            {t('campaign.change_details')}
          </button>
        )}
      </div>
      {isChanging && (
        <Suspense>
          <DetailsDialog campaign={campaign} onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </div>
  );
}
