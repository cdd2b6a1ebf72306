import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { offerUndo } from '../../../providers/undo-offers.ts';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useCampaignActs } from '../actions.ts';

/** The letter on the website: put there after it went, and taken down again. */
export function Archive({ campaign }: { campaign: CampaignRecord }) {
  const { t, format } = useWords();
  const mayEdit = useAllowed('campaigns', 'edit');
  const acts = useCampaignActs();
  const hasGone = campaign.started_at !== null && campaign.status !== 'cancelled';
  const isThere = campaign.published_at !== null;
  if (!hasGone) return null;
  const set = (publish: boolean) =>
    void acts.rpc<string>('publish_campaign', { p_id: campaign.id, p_publish: publish }, ({ act }) =>
      offerUndo({ text: t(publish ? 'results.published' : 'results.unpublished', { name: campaign.name }), act }),
    );
  return (
    <section aria-labelledby="results-archive">
      <h2 id="results-archive">{t('results.archive')}</h2>
      <p>
        {isThere ? (
          <>
            {t('results.archive_since', { when: format.instant(campaign.published_at ?? '') })}{' '}
            <a href={`/archive/${campaign.slug}`} target="_blank" rel="noreferrer">
              {t('results.archive_open')}
            </a>
          </>
        ) : (
          t('results.archive_not')
        )}
      </p>
      {mayEdit && (
        <button type="button" className="link" disabled={acts.isWorking} onClick={() => set(!isThere)}>
          {t(isThere ? 'results.unpublish' : 'results.publish')}
        </button>
      )}
      <RefusedLine error={acts.error} />
    </section>
  );
}
