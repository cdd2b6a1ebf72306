import '../../../styles/campaign-editor.css';
import '../../../styles/campaign-preview.css';
import { Button } from 'antd';
import { useState } from 'react';
import { type CampaignRecord, isWritable } from '../../../../domain/campaigns/campaign.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Letter } from './letter.tsx';

/** What the campaign says. One that was handed in or approved is opened on purpose: a change takes that back. */
export function MessageTab({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const mayEdit = useAllowed('campaigns', 'edit');
  const [isOpened, setOpened] = useState(false);
  const isAgreed = campaign.status === 'in_review' || campaign.status === 'approved';
  const isOpen = mayEdit && isWritable(campaign) && (!isAgreed || isOpened);
  return (
    <>
      {mayEdit && isAgreed && !isOpened && (
        <p className="notice notice-amber letter-notice">
          {t(campaign.status === 'approved' ? 'write.locked_approved' : 'write.locked_review')}
          <Button onClick={() => setOpened(true)}>{t('write.unlock')}</Button>
        </p>
      )}
      {mayEdit && !isWritable(campaign) && <p className="notice notice-amber letter-notice">{t('write.locked')}</p>}
      <Letter key={isOpen ? 'open' : 'closed'} campaign={campaign} mayWrite={isOpen} />
    </>
  );
}
