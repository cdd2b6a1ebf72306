import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import '../../styles/referrals.css';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { ReferralFacts } from '../../../domain/referrals/referral.ts';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { LogEncounter } from '../../shared/encounters/log-encounter.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { useSharedWords, useWorkWords } from '../../shared/referrals/shared-words.ts';
import { referralTones } from '../../shared/referrals/tones.ts';
import { useReferral } from '../../shared/referrals/use-referrals.ts';
import { Story } from './story.tsx';
import { ReferralVerbs } from './verbs.tsx';

/** One referral: who has it, what they were told, how it stands, what happened. */
export function ReferralShow() {
  const { id = '' } = useParams();
  const { facts, error, retry } = useReferral(id);
  if (error && !facts) return <Refused error={error} onRetry={retry} />;
  if (!facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={facts} />;
}

function Record({ facts }: { facts: ReferralFacts }) {
  const { t, format } = useWords();
  const { referral: one, clock } = facts;
  const work = useWorkWords();
  const title = facts.organization.name;
  useRemembered({ to: `/referrals/${facts.id}`, title, second: t('referral.number', { number: one.number }) });
  return (
    <article className="award-record" aria-label={title}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/referrals">{t('referrals.back')}</Link>
        </p>
        <PageTitle title={title} />
        <p className="record-tags">
          <Tag tone={referralTones[one.status]}>{t(`told.referral.status.${one.status}`)}</Tag>
          {clock?.is_late && <Tag tone="brick">{t('referrals.late')}</Tag>}
          {one.outcome && <Tag tone="plain">{t(`told.referral.outcome.${one.outcome}`)}</Tag>}
          <span className="secondary">{t('referral.number', { number: one.number })}</span>
          <span className="secondary">{t(`told.referral.delivery.${one.delivery}`)}</span>
        </p>
        {clock && (
          <p className="event-sentence">
            {t(`referral.clock.${clock.clock}_${clock.is_late ? 'late' : 'left'}`, {
              work: work(clock.minutes),
              time: format.instant(clock.due_at),
            })}
          </p>
        )}
      </header>
      <div className="event-overview">
        <div className="event-verbs">
          <ReferralVerbs facts={facts} />
        </div>
        <section className="event-story" aria-label={title}>
          <Notices facts={facts} />
          <h2>{t('referral.request')}</h2>
          <p className="lines">{one.request}</p>
          <h2>{t('referral.told')}</h2>
          <Told facts={facts} />
          <Story facts={facts} />
          <LogEncounter record={{ table: 'referrals', id: facts.id, language: one.language, district_id: one.district_id }} />
          <RecordHistory table="referrals" id={facts.id} />
        </section>
        <div className="event-facts">
          <FactList facts={facts} />
        </div>
      </div>
    </article>
  );
}

/** A refusal with who is responsible instead, and the referrals before and after. */
function Notices({ facts }: { facts: ReferralFacts }) {
  const { t } = useWords();
  const { referral: one, responsible, previous, next } = facts;
  return (
    <>
      {one.status === 'declined' && one.decline_reason && (
        <p className="notice notice-brick">
          {t('referral.declined_because', { reason: t(`told.referral.decline.${one.decline_reason}`), note: one.decline_note ?? '' })}{' '}
          <b>{t('referral.responsible', { name: responsible?.name ?? one.responsible_name ?? '' })}</b>
        </p>
      )}
      {next && (
        <p className="notice">
          {t('referral.went_on')}{' '}
          <Link to={`/referrals/${next.id}`}>{t('referral.of', { number: next.number, name: next.organization })}</Link>
        </p>
      )}
      {previous && (
        <p className="notice">
          {t('referral.came_from')}{' '}
          <Link to={`/referrals/${previous.id}`}>{t('referral.of', { number: previous.number, name: previous.organization })}</Link>
        </p>
      )}
      {one.outcome_note && <p className="lines">{one.outcome_note}</p>}
    </>
  );
}

function Told({ facts }: { facts: ReferralFacts }) {
  const { t, format } = useWords();
  const words = useSharedWords();
  const { referral: one } = facts;
  if (one.status === 'draft')
    return (
      <p className="secondary">
        {one.shared_fields.length > 0
          ? t('referral.will_tell', { fields: one.shared_fields.map((field) => t(`referral.field.${field}`)).join(', ') })
          : t('referral.told_nothing')}
      </p>
    );
  const told = one.shared_fields.flatMap((field) => {
    const value = one.shared[field];
    return value === undefined ? [] : [{ field, value }];
  });
  return (
    <>
      {told.length === 0 ? (
        <p>{t('referral.told_nothing')}</p>
      ) : (
        <dl className="facts">
          {told.map(({ field, value }) => (
            <Fact key={field} label={t(`referral.field.${field}`)}>
              {words.value(field, value)}
            </Fact>
          ))}
        </dl>
      )}
      {one.consent_how && one.consented_at && (
        <p className="secondary">
          {t(`referral.consented.${one.consent_how}`, {
            time: format.instant(one.consented_at),
            language: one.consent_language ? words.languageName(one.consent_language) : '',
          })}
        </p>
      )}
    </>
  );
}

function FactList({ facts }: { facts: ReferralFacts }) {
  const { t, format } = useWords();
  const words = useSharedWords();
  const { referral: one, inquiry, event, resident } = facts;
  return (
    <dl className="facts">
      {inquiry && (
        <Fact label={t('referral.from')}>
          <Link to={`/inquiries/${inquiry.id}`}>{`${inquiry.number} · ${inquiry.subject}`}</Link>
        </Fact>
      )}
      {event && (
        <Fact label={t('referral.from')}>
          <Link to={`/events/${event.id}`}>{event.title}</Link>
        </Fact>
      )}
      {resident && (
        <Fact label={t('field.resident_id')}>
          <Link to={`/residents/${resident.id}`}>{resident.name}</Link>
        </Fact>
      )}
      <Fact label={t('referral.receiver')}>
        <Link to={`/organizations/${facts.organization.id}`}>{facts.organization.name}</Link>
      </Fact>
      {facts.work_group && <Fact label={t('referral.work_group')}>{facts.work_group.name}</Fact>}
      <Fact label={t('field.topic_id')}>{facts.topic.name}</Fact>
      <Fact label={t('field.language')}>{words.languageName(one.language)}</Fact>
      {facts.district && <Fact label={t('field.district_id')}>{facts.district.name}</Fact>}
      {facts.program && <Fact label={t('referral.program')}>{facts.program.name}</Fact>}
      {one.service_request_number && <Fact label={t('referral.number_311')}>{one.service_request_number}</Fact>}
      {one.sent_at && <Fact label={t('referral.sent_at')}>{format.instant(one.sent_at)}</Fact>}
      {facts.sender && <Fact label={t('referral.sender')}>{facts.sender.name}</Fact>}
      {one.outcome_amount_cents !== null && <Fact label={t('referral.amount')}>{format.money(one.outcome_amount_cents)}</Fact>}
      <Fact label={t('inquiry.counts_in')}>{`§ ${one.primary_section}`}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
