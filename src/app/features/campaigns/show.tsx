import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/campaigns.css';
import { Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { CampaignRecord } from '../../../domain/campaigns/campaign.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { useDayWords } from './journeys/use-day-words.ts';
import { CampaignSteps } from './steps.tsx';
import { type CampaignTab, campaignTabs } from './tabs.tsx';
import { campaignTones } from './tones.ts';
import { useCampaign } from './use-campaign.ts';
import { CampaignVerbs } from './verbs.tsx';

/** One campaign: where it stands and what is next, then its parts. */
export function CampaignShow() {
  const { id = '' } = useParams();
  const record = useCampaign(id);
  if (record.error && !record.campaign) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.campaign) return <RowSkeleton rows={6} />;
  return <Record key={id} campaign={record.campaign} />;
}

function Record({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const [params] = useSearchParams();
  const { staff } = useReferences();
  useRemembered({ to: `/campaigns/${campaign.id}`, title: campaign.name, second: t('nav.campaigns') });
  const tabs = campaignTabs.filter((tab) => tab.isFor?.(campaign) ?? true);
  const current = tabs.find(({ key }) => key === params.get('tab')) ?? tabs[0];
  const Current = current?.component;
  const day = useDayWords();
  const { step } = campaign;
  const writer = staff.find(({ id }) => id === campaign.written_by)?.name;
  return (
    <article className="campaign-record" aria-label={campaign.name}>
      <header className="campaign-head">
        <div className="campaign-title">
          <p className="record-back-always">
            <Link to="/campaigns">{t('campaign.back')}</Link>
          </p>
          <PageTitle title={campaign.name} />
          <p className="record-tags">
            <Tag tone={campaignTones[campaign.status]}>{t(`campaign.status.${campaign.status}`)}</Tag>
            <Tag tone="plain">{t('campaign.to_list', { list: campaign.list.name })}</Tag>
            {writer && <span className="secondary">{t('campaign.written_by', { name: writer })}</span>}
          </p>
          {step && (
            <p>
              <Link to="/campaigns/journeys">
                {t('journeys.letter_of', { journey: t(`journeys.kind.${step.journey.kind}`), day: day(step.journey.kind, step.days) })}
              </Link>
            </p>
          )}
          <CampaignSteps campaign={campaign} />
        </div>
        <div className="campaign-verbs">
          <CampaignVerbs campaign={campaign} />
        </div>
      </header>
      {tabs.length > 1 && (
        <nav className="tabs event-tabs" aria-label={t('campaign.tabs')}>
          <ul>
            {tabs.map((tab) => (
              <li key={tab.key}>
                <TabLink tab={tab} campaign={campaign} isCurrent={tab === current} />
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Suspense fallback={<RowSkeleton rows={3} />}>{Current && <Current campaign={campaign} />}</Suspense>
    </article>
  );
}

function TabLink({ tab, campaign, isCurrent }: { tab: CampaignTab; campaign: CampaignRecord; isCurrent: boolean }) {
  const { t, format } = useWords();
  const [params] = useSearchParams();
  const count = (tab.count ?? noCount)(campaign);
  const next = new URLSearchParams(params);
  if (tab.key === campaignTabs[0]?.key) next.delete('tab');
  else next.set('tab', tab.key);
  return (
    <Link to={{ search: next.toString() }} aria-current={isCurrent ? 'page' : undefined} replace>
      {t(tab.label)}
      {count !== null && <span className="tab-count">{format.number(count)}</span>}
    </Link>
  );
}

const noCount = (): null => null;
