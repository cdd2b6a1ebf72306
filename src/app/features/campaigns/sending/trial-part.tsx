import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { judgeTrial, type Verdict } from '../../../../domain/campaigns/trial.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useCampaignActs } from '../actions.ts';
import { type Trial, useProgress } from './use-sending.ts';

const variants = ['a', 'b'] as const;

/** Two subjects side by side, what can be said of them and no more, and the choice. */
export function TrialPart({ campaign }: { campaign: CampaignRecord }) {
  const { t, tn, format } = useWords();
  const mayChoose = useAllowed('campaigns', 'edit');
  const { progress } = useProgress(campaign);
  const [chosen, setChosen] = useState<'a' | 'b' | null>(null);
  if (!progress) return null;
  const arm = (variant: 'a' | 'b'): Trial =>
    progress.trial.find((one) => one.variant === variant) ?? { variant, letters: 0, sent: 0, replied: 0, unsubscribed: 0 };
  const waits = progress.trial.find(({ variant }) => variant === null)?.letters ?? 0;
  const isOpen =
    campaign.ab_winner === null && (campaign.status === 'sending' || campaign.status === 'paused') && campaign.started_at !== null;
  const subject = subjectsOf(campaign);
  return (
    <section className="sending-part" aria-label={t('sending.trial')}>
      <h2>{t('sending.trial')}</h2>
      <table className="trial-table">
        <thead>
          <tr>
            <th scope="col">{t('sending.trial.variant')}</th>
            <th scope="col">{t('sending.trial.sent')}</th>
            <th scope="col">{t('sending.trial.replied')}</th>
            <th scope="col">{t('sending.trial.unsubscribed')}</th>
          </tr>
        </thead>
        <tbody>
          {variants.map((variant) => (
            <tr key={variant}>
              <th scope="row">{subject[variant]}</th>
              <td>{format.number(arm(variant).sent)}</td>
              <td>{format.number(arm(variant).replied)}</td>
              <td>{format.number(arm(variant).unsubscribed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {(['replied', 'unsubscribed'] as const).map((what) => (
        <p key={what}>
          <b>{t(`sending.verdict.${what}`)}:</b> <VerdictText verdict={judgeTrial(hits(arm('a'), what), hits(arm('b'), what))} />
        </p>
      ))}
      <p className="secondary">{t('sending.trial.measure')}</p>
      {campaign.ab_winner && <p>{t('sending.trial.chosen', { which: t(`sending.trial.which_${campaign.ab_winner}`) })}</p>}
      {isOpen && waits > 0 && (
        <>
          <p>{tn('sending.trial.waits', waits)}</p>
          {mayChoose && (
            <ul className="trial-choice">
              {variants.map((variant) => (
                <li key={variant}>
                  <span>{subject[variant]}</span>
                  <Button aria-label={`${t('sending.trial.choose')}: ${subject[variant]}`} onClick={() => setChosen(variant)}>
                    {t('sending.trial.choose')}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {chosen && (
        <ChooseDialog campaign={campaign} variant={chosen} subject={subject[chosen]} waits={waits} onClose={() => setChosen(null)} />
      )}
    </section>
  );
}

const hits = (trial: Trial, what: 'replied' | 'unsubscribed') => ({ n: trial.sent, hits: trial[what] });

/** Both subjects in the language that nobody lacks. */
function subjectsOf(campaign: CampaignRecord): { a: string; b: string } {
  const message = campaign.messages.find(({ language }) => language === campaign.fallback_language) ?? campaign.messages[0];
  return { a: message?.subject ?? '', b: message?.subject_b ?? message?.subject ?? '' };
}

function VerdictText({ verdict }: { verdict: Verdict }) {
  const { t, format } = useWords();
  const rise = (value: number) => format.decimal(value * 100);
  switch (verdict.kind) {
    case 'nothing':
      return t('sending.verdict.nothing');
    case 'too_few':
      return verdict.rise === null || verdict.base === 0
        ? t('sending.verdict.too_few_plain')
        : t('sending.verdict.too_few', { rise: rise(verdict.rise) });
    case 'no_difference':
      return t('sending.verdict.no_difference', { rise: rise(verdict.rise) });
    case 'difference':
      return t('sending.verdict.difference', { which: t(`sending.trial.which_${verdict.more}`) });
  }
}

type ChooseDialogProps = { campaign: CampaignRecord; variant: 'a' | 'b'; subject: string; waits: number; onClose: () => void };

function ChooseDialog({ campaign, variant, subject, waits, onClose }: ChooseDialogProps) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const acts = useCampaignActs();
  async function choose() {
    const saved = await acts.rpc('choose_subject', { p_id: campaign.id, p_variant: variant }, () => done(t('sending.done.choose')));
    if (saved) onClose();
  }
  return (
    <Modal open title={t('sending.trial.choose_title')} footer={null} onCancel={onClose} width={480} destroyOnHidden>
      <div className="dialog-form">
        <p>{tn('sending.trial.choose_text', waits, { subject })}</p>
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button autoFocus onClick={onClose}>
            {t('sending.trial.choose_keep')}
          </Button>
          <Button type="primary" loading={acts.isWorking} onClick={() => void choose()}>
            {t('sending.trial.choose')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
