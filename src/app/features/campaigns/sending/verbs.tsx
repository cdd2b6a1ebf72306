import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { type CampaignVerb, verbsFor } from '../../../../domain/campaigns/status.ts';
import { isAtLeast } from '../../../providers/access.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useOffice } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useCampaignActs } from '../actions.ts';

const SubmitDialog = lazy(async () => ({ default: (await import('./submit-dialog.tsx')).SubmitDialog }));
const NoteDialog = lazy(async () => ({ default: (await import('./note-dialog.tsx')).NoteDialog }));
const ScheduleDialog = lazy(async () => ({ default: (await import('./schedule-dialog.tsx')).ScheduleDialog }));
const StopDialog = lazy(async () => ({ default: (await import('./stop-dialog.tsx')).StopDialog }));

/** What is likely next stands as a button, in this order. */
const likely: CampaignVerb[] = ['submit', 'approve', 'schedule', 'begin', 'resume', 'pause'];

/** What can follow: the likely act as a button, the others in words, and a sentence where it is somebody else's turn. */
export function SendingVerbs({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const { me } = useOffice();
  const acts = useCampaignActs();
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<CampaignVerb | null>(null);
  const offered = verbsFor(campaign, { id: me.id, writes: isAtLeast(me.role, 'coordinator'), leads: isAtLeast(me.role, 'manager') });
  const mine = offered.filter(({ not }) => not === null).map(({ verb }) => verb);
  const main = likely.find((verb) => mine.includes(verb));
  const kept = offered.find(({ verb, not }) => (verb === 'approve' || verb === 'schedule') && (not === 'wrote' || not === 'submitted'));
  const close = () => setOpen(null);

  function act(verb: CampaignVerb) {
    acts.clear();
    if (verb === 'unschedule') void acts.rpc('unschedule_campaign', { p_id: campaign.id }, () => done(t('sending.done.unschedule')));
    else if (verb === 'resume')
      void acts.rpc('resume_campaign', { p_id: campaign.id }, (saved) => done(t('sending.done.resume'), { undo: saved.act }));
    else if (verb === 'rest')
      void acts.rpc('rest_journey_letter', { p_campaign: campaign.id }, (saved) => done(t('sending.done.rest'), { undo: saved.act }));
    else if (verb === 'begin')
      void acts.rpc('begin_journey_letter', { p_campaign: campaign.id }, (saved) => done(t('sending.done.begin'), { undo: saved.act }));
    else if (verb === 'approve' || verb === 'choose') {
      // Decided where it is read.
      const next = new URLSearchParams(params);
      next.set('tab', 'sending');
      setParams(next, { replace: true });
    } else setOpen(verb);
  }
  return (
    <>
      {main && !(main === 'approve' && params.get('tab') === 'sending') && (
        <Button type={main === 'pause' ? 'default' : 'primary'} block loading={acts.isWorking} onClick={() => act(main)}>
          {t(main === 'approve' ? 'sending.verb.read' : `sending.verb.${main}`)}
        </Button>
      )}
      {kept?.not && <p className="secondary">{t(`sending.not.${kept.not}`)}</p>}
      <div className="verb-links">
        {mine
          .filter((verb) => verb !== main && verb !== 'approve')
          .map((verb) => (
            <button
              key={verb}
              type="button"
              className={verb === 'cancel' ? 'link link-brick' : 'link'}
              disabled={acts.isWorking}
              onClick={() => act(verb)}
            >
              {t(`sending.verb.${verb}`)}
            </button>
          ))}
      </div>
      <RefusedLine error={acts.error} />
      <Suspense>
        {open === 'submit' && <SubmitDialog campaign={campaign} onClose={close} />}
        {(open === 'give_back' || open === 'withdraw') && <NoteDialog campaign={campaign} verb={open} onClose={close} />}
        {open === 'schedule' && <ScheduleDialog campaign={campaign} onClose={close} />}
        {(open === 'pause' || open === 'cancel') && <StopDialog campaign={campaign} verb={open} onClose={close} />}
      </Suspense>
    </>
  );
}
