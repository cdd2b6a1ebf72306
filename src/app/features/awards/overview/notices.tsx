import type { AwardFacts } from '../../../../domain/awards/award.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** What has to be known before anything else: a legal hold, a termination with its appeal and what may still be claimed. */
export function AwardNotices({ facts: { award } }: { facts: AwardFacts }) {
  const { t, format } = useWords();
  const day = (date: string | null) => (date ? format.dateWithYear(date) : '');
  return (
    <>
      {award.legal_hold_since && (
        <div className="notice notice-violet">
          <p>{t('award.held', { day: day(award.legal_hold_since), reason: award.legal_hold_reason ?? '' })}</p>
        </div>
      )}
      {award.terminated_on && (
        <section className="award-part" aria-labelledby="award-termination">
          <h2 id="award-termination">{t('award.termination')}</h2>
          <dl className="facts facts-row">
            <div>
              <dt>{t('award.termination.terminated_on')}</dt>
              <dd>{day(award.terminated_on)}</dd>
            </div>
            <div>
              <dt>{t('award.termination.notice_on')}</dt>
              <dd>{day(award.termination_notice_on) || t('award.not_entered')}</dd>
            </div>
            <div>
              <dt>{t('award.termination.appeal_due_on')}</dt>
              <dd>
                {day(award.appeal_due_on) || t('award.not_entered')}
                {award.appealed_on && (
                  <span className="secondary fact-more">{t('award.termination.appealed', { day: day(award.appealed_on) })}</span>
                )}
              </dd>
            </div>
            <div>
              <dt>{t('award.termination.claimable')}</dt>
              <dd>
                {award.claimable_cents === null ? t('award.termination.claimable_unknown') : format.money(award.claimable_cents)}
                {award.claimable_note && <span className="secondary fact-more">{award.claimable_note}</span>}
              </dd>
            </div>
            {award.termination_authority && (
              <div>
                <dt>{t('award.termination.authority')}</dt>
                <dd>{award.termination_authority}</dd>
              </div>
            )}
          </dl>
          {award.termination_reason && <p className="lines">{award.termination_reason}</p>}
        </section>
      )}
      {award.suspended_on && award.resumed_on && (
        <p className="secondary">{t('award.was_suspended', { from: day(award.suspended_on), to: day(award.resumed_on) })}</p>
      )}
      {award.status === 'closed' && award.outcome_note && (
        <p className="secondary">{t('award.closed_despite', { reason: award.outcome_note })}</p>
      )}
    </>
  );
}
