import { lazy, Suspense, useState } from 'react';
import type { SubawardFacts, SubawardFinding, SubawardVisit } from '../../../../domain/awards/subaward.ts';
import { riskFactors } from '../../../../domain/awards/subaward-judgement.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Findings } from './findings.tsx';
import { useSubawardActs } from './use-subawards.ts';

const VisitDialog = lazy(async () => ({ default: (await import('./watch-dialogs.tsx')).VisitDialog }));
const FindingDialog = lazy(async () => ({ default: (await import('./watch-dialogs.tsx')).FindingDialog }));
const DecisionDialog = lazy(async () => ({ default: (await import('./watch-dialogs.tsx')).DecisionDialog }));

export type WatchOpen =
  | { what: 'visit'; one: SubawardVisit | null }
  | { what: 'finding'; one: SubawardFinding | null }
  | { what: 'decision'; one: SubawardFinding };

/** Exclusions, risk, what is planned and was held, what was found. */
export function SubawardWatch({ subaward }: { subaward: SubawardFacts }) {
  const mayEdit = useAllowed('subawards', 'edit');
  const [open, setOpen] = useState<WatchOpen | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Checks subaward={subaward} />
      {subaward.determination !== 'contract' && <Risk subaward={subaward} />}
      <Visits subaward={subaward} onOpen={mayEdit ? setOpen : null} />
      <Findings subaward={subaward} onOpen={mayEdit ? setOpen : null} />
      <Suspense>
        {open?.what === 'visit' && <VisitDialog subaward={subaward} visit={open.one} onClose={close} />}
        {open?.what === 'finding' && <FindingDialog subaward={subaward} finding={open.one} onClose={close} />}
        {open?.what === 'decision' && <DecisionDialog subaward={subaward} finding={open.one} onClose={close} />}
      </Suspense>
    </>
  );
}

function Checks({ subaward }: { subaward: SubawardFacts }) {
  const { t, format } = useWords();
  return (
    <section className="event-block" aria-labelledby="subaward-checks">
      <h2 id="subaward-checks">{t('subaward.checks')}</h2>
      {subaward.checks.length === 0 && <p>{t('subaward.no_checks')}</p>}
      <ul className="plain-list">
        {subaward.checks.map(({ id, checked_on, result, note, by }) => (
          <li key={id}>
            <b className={result === 'excluded' ? 'late' : undefined}>{t(`subaward.result.${result}`)}</b>{' '}
            {t('subaward.by_on', { name: by ?? t('subaward.somebody'), day: format.dateWithYear(checked_on) })}
            {note && <span className="secondary"> {note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Risk({ subaward }: { subaward: SubawardFacts }) {
  const { t, format } = useWords();
  const [last, ...earlier] = subaward.risks;
  return (
    <section className="event-block" aria-labelledby="subaward-risk">
      <h2 id="subaward-risk">{t('subaward.risk')}</h2>
      {!last && <p>{t('subaward.no_risk')}</p>}
      {last && (
        <>
          <p>
            <b>{t(`subaward.risk.${last.level}`)}</b>{' '}
            {t('subaward.by_on', { name: last.by ?? t('subaward.somebody'), day: format.dateWithYear(last.assessed_on) })}
            {last.proposed && last.proposed !== last.level && (
              <> {t('subaward.risk_other', { level: t(`subaward.risk.${last.proposed}`) })}</>
            )}
          </p>
          <p className="lines">{last.reason}</p>
          <details>
            <summary>{t('subaward.factors')}</summary>
            <ul className="subaward-answers">
              {riskFactors.map((one) => {
                const level = last.factors[one]?.level;
                return (
                  <li key={one}>
                    {t(`subaward.factor.${one}`)}{' '}
                    <b>
                      {level ? t(`subaward.weight.${(['low', 'medium', 'high'] as const)[level - 1] ?? 'low'}`) : t('subaward.not_given')}
                    </b>
                    {last.factors[one]?.note && <span className="secondary"> {last.factors[one]?.note}</span>}
                  </li>
                );
              })}
            </ul>
            {earlier.map((one) => (
              <p key={one.id} className="secondary">
                {t('subaward.risk_before', { level: t(`subaward.risk.${one.level}`), day: format.dateWithYear(one.assessed_on) })}
              </p>
            ))}
          </details>
        </>
      )}
    </section>
  );
}

function Visits({ subaward, onOpen }: { subaward: SubawardFacts; onOpen: ((open: WatchOpen) => void) | null }) {
  const { t, format } = useWords();
  const acts = useSubawardActs();
  const told = (visit: SubawardVisit) =>
    visit.held_on
      ? t('subaward.held_line', { day: format.dateWithYear(visit.held_on), name: visit.by ?? t('subaward.somebody') })
      : t(visit.planned_on && visit.planned_on < subaward.today ? 'subaward.late_line' : 'subaward.planned_line', {
          day: format.dateWithYear(visit.planned_on ?? ''),
        });
  return (
    <section className="event-block" aria-labelledby="subaward-visits">
      <h2 id="subaward-visits">{t('subaward.monitoring')}</h2>
      {subaward.monitoring_plan && <p className="lines">{subaward.monitoring_plan}</p>}
      {subaward.visits.length === 0 && <p>{t('subaward.no_visits')}</p>}
      <ul className={subaward.visits.length > 0 ? 'missing' : undefined}>
        {subaward.visits.map((visit) => (
          <li key={visit.id}>
            <span>
              <b>{t(`subaward.visit.${visit.kind}`)}</b>{' '}
              <span className={!visit.held_on && (visit.planned_on ?? '') < subaward.today ? 'late' : undefined}>{told(visit)}</span>
              {visit.audit_accepted_on && (
                <span className="secondary">
                  {' '}
                  {t('subaward.accepted_line', {
                    day: format.dateWithYear(visit.audit_accepted_on),
                    due: format.dateWithYear(visit.decision_due_on ?? ''),
                  })}
                </span>
              )}
              {visit.notes && <span className="secondary lines"> {visit.notes}</span>}
            </span>
            {onOpen && (
              <span className="subaward-line-acts">
                <button type="button" className="link" onClick={() => onOpen({ what: 'visit', one: visit })}>
                  {t(visit.held_on ? 'subaward.change' : 'subaward.note_held')}
                </button>
                {!visit.held_on && (
                  <button
                    type="button"
                    className="link"
                    disabled={acts.isWorking}
                    onClick={() => void acts.run('remove_visit', { p_id: visit.id }, t('subaward.visit_removed'))}
                  >
                    {t('subaward.take_out')}
                  </button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      {onOpen && (
        <p>
          <button type="button" className="link" onClick={() => onOpen({ what: 'visit', one: null })}>
            {t('subaward.visit_add')}
          </button>
        </p>
      )}
    </section>
  );
}
