import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import { useCustom } from '@refinedev/core';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { ServiceRequestFacts } from '../../../domain/service-requests/request.ts';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { PhoneText } from '../../shared/components/phone-text.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { FeedLag } from '../../shared/service-requests/lag.tsx';
import { standTones, useRequestWords } from './use-request-words.ts';

/** One 311 request: what the feed says of it, how long such take, and where it came from here. */
export function ServiceRequestShow() {
  const { number = '' } = useParams();
  const { query } = useCustom<ServiceRequestFacts>({
    url: 'service_request_facts',
    method: 'post',
    config: { payload: { p_number: number } },
    errorNotification: false,
    queryOptions: { enabled: number !== '', meta: { live: ['feed_runs', 'referrals', 'work_groups'] } },
  });
  const facts = query.data?.data;
  if (query.error && !facts) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!facts) return <RowSkeleton rows={6} />;
  return <Record facts={facts} />;
}

function Record({ facts }: { facts: ServiceRequestFacts }) {
  const { t, tn, format } = useWords();
  const words = useRequestWords();
  const { request, referral, type } = facts;
  const title = request?.issue_type || referral?.subject || t('service_request.untold');
  const mayBeLate = request?.is_open && type?.usual_days !== null && type?.usual_days !== undefined;
  return (
    <article className="award-record" aria-label={title}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/service-requests">{t('service_request.back')}</Link>
        </p>
        <PageTitle title={title} />
        <p className="record-tags">
          {referral && <Tag tone={standTones[referral.stand]}>{t(`service_request.stand.${referral.stand}`)}</Tag>}
          {request && !referral && (
            <Tag tone={request.is_open ? 'river' : 'plain'}>{t(`service_request.state_${request.is_open ? 'open' : 'closed'}`)}</Tag>
          )}
          <span className="secondary">{t('service_request.number_is', { number: facts.number })}</span>
        </p>
        {request && <p className="event-sentence">{words.times(request)}</p>}
        <FeedLag />
      </header>
      <div className="event-overview">
        <section className="event-story" aria-label={title}>
          {referral && (referral.stand === 'missing' || referral.stand === 'waiting' || referral.stand === 'to_close') && (
            <p className={referral.stand === 'waiting' ? 'notice' : 'notice notice-amber'}>{t(`service_request.why.${referral.stand}`)}</p>
          )}
          {mayBeLate && <p className="secondary">{tn('service_request.usual', Math.ceil(type.usual_days ?? 0))}</p>}
          {referral && (
            <section>
              <h2>{t('service_request.ours')}</h2>
              <p className="lines">{referral.request}</p>
              <p>
                <Link to={referral.inquiry_id ? `/inquiries/${referral.inquiry_id}` : `/events/${referral.event_id}`}>
                  {[referral.inquiry_number, referral.subject].filter(Boolean).join(' · ')}
                </Link>{' '}
                <span className="secondary">{t('service_request.filed', { moment: format.instant(referral.filed_at) })}</span>
              </p>
              <p>
                <Link to={`/referrals/${referral.id}`}>{t('service_request.referral', { number: String(referral.number) })}</Link>
              </p>
            </section>
          )}
        </section>
        <div className="event-facts">{request && <FactList facts={facts} request={request} />}</div>
      </div>
    </article>
  );
}

type FactListProps = { facts: ServiceRequestFacts; request: NonNullable<ServiceRequestFacts['request']> };

function FactList({ facts, request }: FactListProps) {
  const { t, tn, format } = useWords();
  const { organization, type } = facts;
  return (
    <dl className="facts">
      <Fact label={t('service_request.state')}>{request.status_text}</Fact>
      {request.issue_sub_type && <Fact label={t('service_request.sub_type')}>{request.issue_sub_type}</Fact>}
      {request.address && <Fact label={t('service_request.address')}>{request.address}</Fact>}
      {(facts.district || facts.neighborhood) && (
        <Fact label={t('service_request.district')}>{[facts.district, facts.neighborhood].filter(Boolean).join(' · ')}</Fact>
      )}
      <Fact label={t('service_request.group')}>
        {organization ? (
          <>
            <Link to={`/organizations/${organization.id}`}>{organization.name}</Link>
            <span className="fact-more">{organization.group}</span>
            {organization.phone && (
              <span className="fact-more">
                <PhoneText number={organization.phone} />
              </span>
            )}
          </>
        ) : (
          [request.department, request.work_group].filter(Boolean).join(' · ') || t('service_request.untold')
        )}
      </Fact>
      {request.work_order && <Fact label={t('service_request.work_order')}>{request.work_order}</Fact>}
      {request.channel && <Fact label={t('service_request.channel')}>{request.channel}</Fact>}
      {type && type.median_days !== null && (
        <Fact label={t('service_request.type_takes')}>
          {tn('service_request.median', Math.round(type.median_days))}
          <span className="fact-more">{tn('service_request.of_closed', type.closed)}</span>
        </Fact>
      )}
      {request.updated_at_source && <Fact label={t('service_request.updated')}>{format.instant(request.updated_at_source)}</Fact>}
      <Fact label={t('service_request.source')}>{t(`feed.source.${request.source}`)}</Fact>
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
