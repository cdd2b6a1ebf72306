import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import { Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { AwardFacts } from '../../../domain/awards/award.ts';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { type AwardTab, awardTabs } from './tabs.tsx';
import { awardTones } from './tones.ts';
import { useAward } from './use-award.ts';
import { useAwardSentence } from './use-award-sentence.ts';

/** One award: what it is and where it stands, then its parts. */
export function AwardShow() {
  const { id = '' } = useParams();
  const record = useAward(id);
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={record.facts} />;
}

function Record({ facts }: { facts: AwardFacts }) {
  const { t, format } = useWords();
  const [params] = useSearchParams();
  const { award, component, listing } = facts;
  useRemembered({ to: `/awards/${facts.id}`, title: award.title, second: award.award_number ?? t('nav.awards') });
  const sentence = useAwardSentence(facts);
  const current = awardTabs.find(({ key }) => key === params.get('tab')) ?? awardTabs[0];
  const Current = current?.component;
  return (
    <article className="award-record" aria-label={award.title}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/awards">{t('award.back')}</Link>
        </p>
        <PageTitle title={award.title} />
        <p className="record-tags">
          <Tag tone={awardTones[award.status]}>{t(`award.status.${award.status}`)}</Tag>
          {award.legal_hold_since && <Tag tone="violet">{t('award.is_held')}</Tag>}
          {award.award_number && <span className="award-number">{award.award_number}</span>}
          {component && <span className="secondary">{component.code}</span>}
          {listing && <span className="secondary">{listing.number}</span>}
          <strong>{format.money(award.total_cents)}</strong>
        </p>
        <p className="event-sentence">{sentence}</p>
      </header>
      {awardTabs.length > 1 && (
        <nav className="tabs event-tabs" aria-label={t('award.tabs')}>
          <ul>
            {awardTabs.map((tab) => (
              <li key={tab.key}>
                <TabLink tab={tab} facts={facts} isCurrent={tab === current} />
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Suspense fallback={<RowSkeleton rows={3} />}>{Current && <Current facts={facts} />}</Suspense>
    </article>
  );
}

function TabLink({ tab, facts, isCurrent }: { tab: AwardTab; facts: AwardFacts; isCurrent: boolean }) {
  const { t, format } = useWords();
  const [params] = useSearchParams();
  const count = (tab.count ?? noCount)(facts);
  const next = new URLSearchParams(params);
  if (tab.key === awardTabs[0]?.key) next.delete('tab');
  else next.set('tab', tab.key);
  return (
    <Link to={{ search: next.toString() }} aria-current={isCurrent ? 'page' : undefined} replace>
      {t(tab.label)}
      {count !== null && count > 0 && <span className="tab-count">{format.number(count)}</span>}
    </Link>
  );
}

const noCount = (): null => null;
