import { type CampaignRecord, sortMessages } from '../../../../domain/campaigns/campaign.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';

/** What the campaign says, language by language. */
export function MessageTab({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const { languages } = useReferences();
  return (
    <ul className="rows">
      {sortMessages(campaign.messages, campaign.fallback_language).map((message) => (
        <li key={message.id} className="row">
          <div className="row-main">
            <p className="row-title">{languages.find(({ code }) => code === message.language)?.name ?? message.language}</p>
            <p className="row-facts">{message.subject || t('campaign_list.no_subject')}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
