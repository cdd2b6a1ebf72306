import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { verbsFor } from '../../../../domain/campaigns/status.ts';
import { isAtLeast } from '../../../providers/access.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useOffice } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { useCampaignActs } from '../actions.ts';
import { Difference } from './difference.tsx';
import { useFallenWords } from './field-name.ts';
import { NoteDialog } from './note-dialog.tsx';
import { useDifference } from './use-sending.ts';

/** What is asked of whom, what was changed, and the decision. */
export function ReviewPart({ campaign }: { campaign: CampaignRecord }) {
  const { t, format } = useWords();
  const { me } = useOffice();
  const { staff } = useReferences();
  const fallen = useFallenWords();
  const offered = verbsFor(campaign, { id: me.id, writes: isAtLeast(me.role, 'coordinator'), leads: isAtLeast(me.role, 'manager') });
  const mayApprove = offered.some(({ verb, not }) => verb === 'approve' && not === null);
  const lead = {
    draft: 'sending.lead.draft',
    in_review: mayApprove ? 'sending.lead.in_review_you' : 'sending.lead.in_review',
    approved: 'sending.lead.approved',
  } as const;
  const person = (id: string | null) => staff.find((one) => one.id === id)?.name ?? t('sending.nobody');
  const status = campaign.status === 'draft' || campaign.status === 'in_review' || campaign.status === 'approved' ? campaign.status : null;
  return (
    <section className="sending-part" aria-label={t('sending.review')}>
      <h2>{t('sending.review')}</h2>
      <p>
        {t(
          status
            ? lead[status]
            : campaign.kind === 'journey' && campaign.status !== 'cancelled'
              ? 'sending.lead.runs'
              : 'sending.lead.locked',
        )}
      </p>
      {campaign.status === 'draft' && campaign.fallen_for && (
        <p className="notice notice-amber">{t('sending.fallen', { what: fallen(campaign.fallen_for) })}</p>
      )}
      {campaign.status === 'draft' && !campaign.fallen_for && campaign.review_note && (
        <div className="notice notice-amber">
          <p>{t('sending.given_back')}</p>
          <p className="lines">{campaign.review_note}</p>
        </div>
      )}
      {(campaign.submitted_at || campaign.approved_at || (campaign.ab_share !== null && campaign.status !== 'draft')) && (
        <dl className="schedule-facts">
          {campaign.submitted_at && (
            <div>
              <dt>{t('sending.submitted_by')}</dt>
              <dd>{t('sending.by_on', { name: person(campaign.submitted_by), when: format.instant(campaign.submitted_at) })}</dd>
            </div>
          )}
          {campaign.approved_at && (
            <div>
              <dt>{t('sending.approved_by')}</dt>
              <dd>{t('sending.by_on', { name: person(campaign.approved_by), when: format.instant(campaign.approved_at) })}</dd>
            </div>
          )}
          {campaign.ab_share !== null && (
            <div>
              <dt>{t('sending.schedule.subjects')}</dt>
              <dd>{t('sending.schedule.trial', { share: format.number(campaign.ab_share) })}</dd>
            </div>
          )}
        </dl>
      )}
      {status && <Changes campaign={campaign} />}
      {mayApprove && <Decision campaign={campaign} />}
    </section>
  );
}

function Changes({ campaign }: { campaign: CampaignRecord }) {
  const { t, format } = useWords();
  const { difference, error, retry } = useDifference(campaign.id);
  if (error && !difference) return <Refused error={error} onRetry={retry} />;
  if (!difference?.base || (campaign.status === 'approved' && difference.rows.length === 0)) return null;
  if (difference.base === 'submitted' && difference.rows.length === 0) return null;
  return (
    <>
      <h3>{t(difference.base === 'approved' ? 'sending.difference' : 'sending.difference_submitted')}</h3>
      {difference.base === 'approved' && difference.at && (
        <p className="secondary">
          {t('sending.difference_base', { name: difference.by ?? t('sending.nobody'), when: format.instant(difference.at) })}
        </p>
      )}
      {difference.rows.length === 0 ? <p>{t('sending.difference_none')}</p> : <Difference difference={difference} />}
    </>
  );
}

/** Approve, or give back. The version that is shown is the one that is approved. */
function Decision({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useCampaignActs();
  const [isGivingBack, setGivingBack] = useState(false);
  const approve = () =>
    acts.rpc('approve_campaign', { p_id: campaign.id, p_version: campaign.version }, ({ act }) =>
      done(t(campaign.kind === 'journey' ? 'sending.done.approve_journey' : 'sending.done.approve'), { undo: act }),
    );
  return (
    <>
      <p>{t('sending.look_at')}</p>
      <ul className="sending-look">
        <li>
          <Link to="?">{t('sending.look.letter')}</Link>
        </li>
        {(campaign.kind === 'bulletin' || campaign.step?.journey.kind === 'deadline') && (
          <li>
            <Link to="?tab=audience">{t('sending.look.audience')}</Link>
          </li>
        )}
      </ul>
      <RefusedLine error={acts.error} />
      <div className="sending-decision">
        <Button type="primary" loading={acts.isWorking} onClick={() => void approve()}>
          {t('sending.verb.approve')}
        </Button>
        <Button onClick={() => setGivingBack(true)}>{t('sending.verb.give_back')}</Button>
      </div>
      {isGivingBack && <NoteDialog campaign={campaign} verb="give_back" onClose={() => setGivingBack(false)} />}
    </>
  );
}
