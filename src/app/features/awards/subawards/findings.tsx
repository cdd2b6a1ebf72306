import type { SubawardFacts, SubawardFinding } from '../../../../domain/awards/subaward.ts';
import { useWords } from '../../../providers/i18n.tsx';
import type { WatchOpen } from './watch.tsx';

/** What was found, what is done about it, and what the city decided. */
export function Findings({ subaward, onOpen }: { subaward: SubawardFacts; onOpen: ((open: WatchOpen) => void) | null }) {
  const { t } = useWords();
  return (
    <section className="event-block" aria-labelledby="subaward-findings">
      <h2 id="subaward-findings">{t('subaward.findings')}</h2>
      {subaward.findings.length === 0 && <p>{t('subaward.no_findings')}</p>}
      <ul className={subaward.findings.length > 0 ? 'missing' : undefined}>
        {subaward.findings.map((finding) => (
          <li key={finding.id}>
            <FindingLines finding={finding} today={subaward.today} />
            {onOpen && (
              <span className="subaward-line-acts">
                <button type="button" className="link" onClick={() => onOpen({ what: 'finding', one: finding })}>
                  {t('subaward.change')}
                </button>
                <button type="button" className="link" onClick={() => onOpen({ what: 'decision', one: finding })}>
                  {t('subaward.decide')}
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {onOpen && (
        <p>
          <button type="button" className="link" onClick={() => onOpen({ what: 'finding', one: null })}>
            {t('subaward.finding_add')}
          </button>
        </p>
      )}
    </section>
  );
}

function FindingLines({ finding, today }: { finding: SubawardFinding; today: string }) {
  const { t, format } = useWords();
  const day = (date: string | null) => (date ? format.dateWithYear(date) : '');
  const isLate =
    !finding.action_done_on && finding.decision !== 'not_sustained' && finding.action_due_on !== null && finding.action_due_on < today;
  return (
    <div className="subaward-finding">
      <p className="lines">{finding.text}</p>
      {finding.questioned_cents > 0 && (
        <p className="secondary">{t('subaward.questioned_line', { amount: format.money(finding.questioned_cents) })}</p>
      )}
      {(finding.corrective_action || finding.action_due_on) && (
        <p className={isLate ? 'late' : 'secondary'}>
          {[
            finding.corrective_action,
            finding.action_done_on
              ? t('subaward.action_done_line', { day: day(finding.action_done_on) })
              : finding.action_due_on &&
                t(isLate ? 'subaward.action_late_line' : 'subaward.action_due_line', { day: day(finding.action_due_on) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {finding.decision && (
        <p className="secondary">
          {t('subaward.decision_line', { decision: t(`subaward.decision.${finding.decision}`), day: day(finding.decision_on) })}{' '}
          {finding.decision_note}
        </p>
      )}
      {!finding.decision && finding.decision_due_on && (
        <p className={finding.decision_due_on < today ? 'late' : 'secondary'}>
          {t('subaward.decision_due', { day: day(finding.decision_due_on) })}
        </p>
      )}
    </div>
  );
}
