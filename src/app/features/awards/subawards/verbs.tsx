import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { nextStatuses, type SubawardFacts, type SubawardStatus } from '../../../../domain/awards/subaward.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useSubawardActs } from './use-subawards.ts';

const DetailsDialog = lazy(async () => ({ default: (await import('./details-dialog.tsx')).DetailsDialog }));
const DeterminationDialog = lazy(async () => ({ default: (await import('./determination-dialog.tsx')).DeterminationDialog }));
const RiskDialog = lazy(async () => ({ default: (await import('./risk-dialog.tsx')).RiskDialog }));
const PlanDialog = lazy(async () => ({ default: (await import('./plan-dialog.tsx')).PlanDialog }));
const CheckDialog = lazy(async () => ({ default: (await import('./simple-dialogs.tsx')).CheckDialog }));
const StatusDialog = lazy(async () => ({ default: (await import('./simple-dialogs.tsx')).StatusDialog }));

type Open = 'details' | 'determine' | 'risk' | 'plan' | 'check' | Exclude<SubawardStatus, 'draft'>;

/** What can be done with a subaward: the next step as a button, the rest as links. Who may only read is told so. */
export function SubawardVerbs({ subaward }: { subaward: SubawardFacts }) {
  const { t } = useWords();
  const mayEdit = useAllowed('subawards', 'edit');
  const navigate = useNavigate();
  const acts = useSubawardActs();
  const [open, setOpen] = useState<Open | null>(null);
  const sheet = <Link to={`/awards/${subaward.award_id}/subawards/${subaward.id}/sheet`}>{t('subaward.sheet')}</Link>;
  if (!mayEdit)
    return (
      <div className="verbs">
        <p className="secondary">{t('subaward.read_only')}</p>
        <div className="verb-links">{sheet}</div>
      </div>
    );
  const isReady = subaward.status === 'draft' && !subaward.gaps.some(({ needed }) => needed);
  const activate = () => void acts.run('activate_subaward', { p_id: subaward.id, p_version: subaward.version }, t('subaward.activated'));
  async function remove() {
    if (await acts.run('remove_subaward', { p_id: subaward.id, p_version: subaward.version }, t('subaward.removed')))
      navigate(`/awards/${subaward.award_id}?tab=subawards`);
  }
  const next = nextStep(subaward);
  const links: Open[] = ['details', 'determine', 'check', 'risk', 'plan'];
  return (
    <div className="verbs">
      {subaward.status === 'draft' &&
        (isReady ? (
          <Button type="primary" loading={acts.isWorking} onClick={activate}>
            {t('subaward.activate')}
          </Button>
        ) : (
          next && (
            <Button type="primary" onClick={() => setOpen(next)}>
              {t(`subaward.do.${next}`)}
            </Button>
          )
        ))}
      <RefusedLine error={acts.error} />
      <div className="verb-links">
        {links
          .filter(
            (one) =>
              !(subaward.determination === 'contract' && (one === 'risk' || one === 'plan')) &&
              !(one === next && subaward.status === 'draft'),
          )
          .map((one) => (
            <button key={one} type="button" className="link" onClick={() => setOpen(one)}>
              {t(`subaward.do.${one as 'details'}`)}
            </button>
          ))}
        {sheet}
        {nextStatuses[subaward.status].map((to) => (
          <button key={to} type="button" className={to === 'terminated' ? 'link link-brick' : 'link'} onClick={() => setOpen(to)}>
            {t(`subaward.verb.${to}`)}
          </button>
        ))}
        {subaward.status === 'draft' && (
          <button type="button" className="link link-brick" disabled={acts.isWorking} onClick={() => void remove()}>
            {t('subaward.remove')}
          </button>
        )}
      </div>
      <Suspense>{open && <Dialog open={open} subaward={subaward} onClose={() => setOpen(null)} />}</Suspense>
    </div>
  );
}

/** What is done next, in the order of the work. */
function nextStep({ gaps }: SubawardFacts): 'details' | 'determine' | 'risk' | 'check' | null {
  const codes = new Set(gaps.filter(({ needed }) => needed).map(({ code }) => code));
  if (codes.has('determination')) return 'determine';
  if (
    ['period', 'recipient_uei', 'recipient_name', 'description', 'indirect_rate', 'budget_period'].some((code) =>
      codes.has(code as 'period'),
    )
  )
    return 'details';
  if (codes.has('sam_missing') || codes.has('sam_old') || codes.has('sam_excluded')) return 'check';
  return codes.has('risk_missing') ? 'risk' : null;
}

function Dialog({ open, subaward, onClose }: { open: Open; subaward: SubawardFacts; onClose: () => void }) {
  switch (open) {
    case 'details':
      return <DetailsDialog award={subaward.award_id} subaward={subaward} onClose={onClose} />;
    case 'determine':
      return <DeterminationDialog subaward={subaward} onClose={onClose} />;
    case 'risk':
      return <RiskDialog subaward={subaward} onClose={onClose} />;
    case 'plan':
      return <PlanDialog subaward={subaward} onClose={onClose} />;
    case 'check':
      return <CheckDialog subaward={subaward} onClose={onClose} />;
    default:
      return <StatusDialog subaward={subaward} to={open} onClose={onClose} />;
  }
}
