import { useCustom } from '@refinedev/core';
import { useState } from 'react';
import type { RiskLevel, SubawardFacts } from '../../../../domain/awards/subaward.ts';
import type { PlannedVisit } from '../../../../domain/awards/subaward-judgement.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ActDialog } from './act-dialog.tsx';
import { useSubawardActs } from './use-subawards.ts';

type Proposal = { level: RiskLevel | null; visits: PlannedVisit[] };

/** The plan that the program proposes for the level of risk; each visit can be left out or moved before it is kept. */
export function PlanDialog({ subaward, onClose }: { subaward: SubawardFacts; onClose: () => void }) {
  const { query } = useCustom<Proposal>({
    url: 'monitoring_proposal',
    method: 'post',
    config: { payload: { p_subaward: subaward.id } },
    errorNotification: false,
    queryOptions: { staleTime: 0 },
  });
  const proposal = query.data?.data;
  return proposal ? <Plan subaward={subaward} proposal={proposal} onClose={onClose} /> : <RowSkeleton rows={1} />;
}

function Plan({ subaward, proposal, onClose }: { subaward: SubawardFacts; proposal: Proposal; onClose: () => void }) {
  const { t } = useWords();
  const acts = useSubawardActs();
  const kept = subaward.visits.flatMap(({ kind, planned_on, held_on }) =>
    planned_on && !held_on && planned_on >= subaward.today ? [{ kind, planned_on }] : [],
  );
  // What is planned already stays as it is; the proposal comes where there is nothing yet.
  const [visits, setVisits] = useState<(PlannedVisit & { id: number; isIn: boolean })[]>(
    (kept.length > 0 ? kept : proposal.visits).map((visit, id) => ({ ...visit, id, isIn: true })),
  );
  const level = proposal.level;
  const change = (id: number, patch: Partial<PlannedVisit & { isIn: boolean }>) =>
    setVisits((now) => now.map((visit) => (visit.id === id ? { ...visit, ...patch } : visit)));
  return (
    <ActDialog
      wide
      title={t('subaward.plan')}
      submit={t('subaward.plan_save')}
      intro={<p>{level ? t(`subaward.plan_intro_${level}`) : t('subaward.plan_intro_none')}</p>}
      fields={[{ name: 'plan', label: t('subaward.plan_words'), kind: 'area', longest: 10000 }]}
      values={{ plan: subaward.monitoring_plan || (level ? t(`subaward.plan_text_${level}`) : '') }}
      acts={acts}
      onSave={async ({ plan }) =>
        (await acts.run(
          'plan_monitoring',
          {
            p_subaward: subaward.id,
            p_plan: plan,
            p_visits: visits.filter(({ isIn, planned_on }) => isIn && planned_on).map(({ kind, planned_on }) => ({ kind, planned_on })),
            p_version: subaward.version,
          },
          t('subaward.planned'),
        )) !== null
      }
      onClose={onClose}
    >
      {() => (
        <fieldset>
          <legend className="field-label">{t('subaward.plan_visits')}</legend>
          {visits.length === 0 && <p className="secondary">{t('subaward.plan_no_visits')}</p>}
          <ul className="subaward-plan">
            {visits.map(({ id, kind, planned_on, isIn }) => (
              <li key={id}>
                <label>
                  <input type="checkbox" checked={isIn} onChange={({ target }) => change(id, { isIn: target.checked })} />{' '}
                  {t(`subaward.visit.${kind}`)}
                </label>
                <input
                  type="date"
                  className="native"
                  aria-label={t('subaward.visit_day', { kind: t(`subaward.visit.${kind}`) })}
                  value={planned_on}
                  onChange={({ target }) => change(id, { planned_on: target.value })}
                />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
    </ActDialog>
  );
}
