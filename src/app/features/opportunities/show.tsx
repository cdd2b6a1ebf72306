import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { OpportunityFacts } from '../../../domain/opportunities/opportunity.ts';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { opportunityTones } from './tones.ts';
import { useOpportunity } from './use-opportunity.ts';
import { useOpportunitySentences } from './use-sentences.ts';
import { OpportunityVerbs } from './verbs.tsx';

/** One opportunity: what it is, when it closes, what is missing, and what became of it. */
export function OpportunityShow() {
  const { id = '' } = useParams();
  const record = useOpportunity(id);
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={record.facts} />;
}

function Record({ facts }: { facts: OpportunityFacts }) {
  const { t } = useWords();
  const { opportunity: one, component, listing } = facts;
  useRemembered({ to: `/opportunities/${facts.id}`, title: one.title, second: one.opportunity_number ?? t('opportunity_list.title') });
  const { now, notices } = useOpportunitySentences(facts);
  return (
    <article className="award-record" aria-label={one.title}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/opportunities">{t('opportunity.back')}</Link>
        </p>
        <PageTitle title={one.title} />
        <p className="record-tags">
          <Tag tone={opportunityTones[one.status]}>{t(`opportunity.status.${one.status}`)}</Tag>
          {one.opportunity_number && <span className="award-number">{one.opportunity_number}</span>}
          {component && <span className="secondary">{component.code}</span>}
          {listing && <span className="secondary">{listing.number}</span>}
        </p>
        <p className="event-sentence">{now}</p>
      </header>
      <div className="event-overview">
        <div className="event-verbs">
          <OpportunityVerbs facts={facts} />
        </div>
        <section className="event-story" aria-label={one.title}>
          {notices.map((notice) => (
            <p key={notice} className="notice notice-amber">
              {notice}
            </p>
          ))}
          {facts.award && (
            <p className="notice notice-green">
              {t('opportunity.became')} <Link to={`/awards/${facts.award.id}`}>{facts.award.award_number ?? facts.award.title}</Link>
            </p>
          )}
          {one.decision_reason && (
            <p>
              <b>{t('opportunity.reason')}</b> {one.decision_reason}
            </p>
          )}
          {one.notes && <p className="lines">{one.notes}</p>}
          <RecordHistory table="opportunities" id={facts.id} />
        </section>
        <div className="event-facts">
          <FactList facts={facts} />
        </div>
      </div>
    </article>
  );
}

function FactList({ facts }: { facts: OpportunityFacts }) {
  const { t, format } = useWords();
  const { opportunity: one, component, listing, legislation, owner, departments } = facts;
  const day = (date: string | null) => (date ? format.dateWithYear(date) : t('award.not_entered'));
  const money = (cents: number | null) => (cents === null ? t('award.not_entered') : format.money(cents));
  return (
    <dl className="facts">
      <Fact label={t('opportunity.grants_gov_due_on')}>{day(one.grants_gov_due_on)}</Fact>
      <Fact label={t('opportunity.due_on')}>{day(one.due_on)}</Fact>
      <Fact label={t('opportunity.ceiling')}>{money(one.ceiling_cents)}</Fact>
      <Fact label={t('opportunity.request')}>{money(one.request_cents)}</Fact>
      <Fact label={t('opportunity.match_needed')}>
        {money(one.match_needed_cents)}
        {one.match_percent !== null && (
          <More>
            {t(one.match_cents === null ? 'opportunity.percent_of_whole' : 'opportunity.percent_is', {
              percent: format.number(one.match_percent),
            })}
          </More>
        )}
      </Fact>
      <Fact label={t('opportunity.council_action')}>
        {t(`opportunity.council.${one.council_action}`)}
        {legislation && (
          <span className="fact-more">
            <Link to={`/legislation/${legislation.id}`}>{legislation.file_number}</Link>
          </span>
        )}
      </Fact>
      <Fact label={t('opportunity.departments')}>
        {departments.length === 0 ? t('award.not_entered') : departments.map(({ name }) => name).join(', ')}
      </Fact>
      <Fact label={t('opportunity.owner')}>{owner?.name ?? t('changes.nobody')}</Fact>
      <Fact label={t('award.component')}>
        {component?.name ?? one.agency ?? t('award.not_entered')}
        {component && one.agency && one.agency !== component.name && <More>{one.agency}</More>}
      </Fact>
      <Fact label={t('award.listing')}>
        {listing?.number ?? t('award.not_entered')}
        <More>{listing?.title}</More>
      </Fact>
      {one.posted_on && <Fact label={t('opportunity.posted_on')}>{day(one.posted_on)}</Fact>}
      {one.submitted_on && <Fact label={t('opportunity.submitted_on')}>{day(one.submitted_on)}</Fact>}
      {one.url && (
        <Fact label={t('opportunity.url')}>
          <a href={one.url} target="_blank" rel="noreferrer noopener">
            {new URL(one.url).hostname}
          </a>
        </Fact>
      )}
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

const More = ({ children }: { children: ReactNode }) => (children ? <span className="secondary fact-more">{children}</span> : null);
