import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import type { OpportunityFacts, OpportunityStatus } from '../../../domain/opportunities/opportunity.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { KeyHint } from '../../shared/components/key-hint.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { useShortcut } from '../../shared/hooks/use-shortcut.ts';
import { useOpportunityActs } from './actions.ts';

const MoveDialog = lazy(async () => ({ default: (await import('./move-dialog.tsx')).MoveDialog }));
const WinDialog = lazy(async () => ({ default: (await import('./win-dialog.tsx')).WinDialog }));

/** The likely next step from each state. */
const mainWay: Partial<Record<OpportunityStatus, OpportunityStatus>> = {
  found: 'deciding',
  deciding: 'applying',
  applying: 'submitted',
  submitted: 'won',
};
/** What asks for a day or a reason first. */
const asks = (from: OpportunityStatus, to: OpportunityStatus): boolean =>
  to === 'won' || to === 'lost' || to === 'declined' || (to === 'submitted' && from === 'applying');

/** What can be done with an opportunity: the likely next step as a button, the others in words. */
export function OpportunityVerbs({ facts }: { facts: OpportunityFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const mayEdit = useAllowed('opportunities', 'edit');
  const acts = useOpportunityActs();
  const [dialog, setDialog] = useState<OpportunityStatus | null>(null);
  const { status, version } = facts.opportunity;
  const edit = `/opportunities/${facts.id}/edit`;
  useShortcut((key) => {
    if (key !== 'e' || !mayEdit || dialog !== null) return false;
    navigate(edit);
    return true;
  });
  if (!mayEdit) return <p className="secondary">{t('opportunity.read_only')}</p>;
  const main = mainWay[status];
  const ways = facts.ways.filter((way) => way !== main);
  /** The same step back is called otherwise. */
  const verb = (to: OpportunityStatus) =>
    t(`opportunity.verb.${isBack(status, to) ? 'back_' : ''}${to as Way}` as 'opportunity.verb.deciding');

  async function start(to: OpportunityStatus) {
    acts.clear();
    if (asks(status, to)) return setDialog(to);
    await acts.rpc('move_opportunity', { p_id: facts.id, p_to: to, p_version: version }, ({ act }) =>
      done(t('opportunity.moved', { status: t(`opportunity.status.${to}`) }), { undo: act }),
    );
  }
  return (
    <div className="verbs">
      {main && (
        <Button type="primary" block loading={acts.isWorking && dialog === null} onClick={() => void start(main)}>
          {verb(main)}
        </Button>
      )}
      <Button block onClick={() => navigate(edit)} aria-keyshortcuts="e">
        <span>{t('opportunity.edit')}</span>
        <KeyHint keys="E" />
      </Button>
      <div className="verb-links">
        {ways.map((to) => (
          <button
            key={to}
            type="button"
            className={to === 'declined' ? 'link link-brick' : 'link'}
            disabled={acts.isWorking}
            onClick={() => void start(to)}
          >
            {to === 'declined' && status === 'submitted' ? t('opportunity.verb.withdraw') : verb(to)}
          </button>
        ))}
      </div>
      {dialog === null && <RefusedLine error={acts.error} />}
      {dialog !== null && (
        <Suspense>
          {dialog === 'won' ? (
            <WinDialog facts={facts} onClose={() => setDialog(null)} />
          ) : (
            <MoveDialog facts={facts} to={dialog} onClose={() => setDialog(null)} />
          )}
        </Suspense>
      )}
    </div>
  );
}

type Way = 'deciding' | 'applying' | 'submitted' | 'won' | 'lost' | 'declined';
const order: OpportunityStatus[] = ['found', 'deciding', 'applying', 'submitted', 'won', 'lost', 'declined'];
const isBack = (from: OpportunityStatus, to: OpportunityStatus): boolean => order.indexOf(to) < order.indexOf(from);
