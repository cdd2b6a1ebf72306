import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import { Button } from 'antd';
import { Suspense } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { OrganizationFacts } from '../../../domain/organizations/organization.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { type OrganizationTab, organizationTabs } from './tabs.tsx';
import { useOrganization } from './use-organization.ts';

/** One organization: what it is and how to reach it, then its parts. */
export function OrganizationShow() {
  const { id = '' } = useParams();
  const record = useOrganization(id);
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={record.facts} />;
}

function Record({ facts }: { facts: OrganizationFacts }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayEdit = useAllowed('organizations', 'edit');
  const [params] = useSearchParams();
  const { organization: one } = facts;
  useRemembered({ to: `/organizations/${facts.id}`, title: one.name, second: t(`organization.kind.${one.kind}`) });
  const current = organizationTabs.find(({ key }) => key === params.get('tab')) ?? organizationTabs[0];
  const Current = current?.component;
  return (
    <article className="award-record" aria-label={one.name}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/organizations">{t('organization.back')}</Link>
        </p>
        <PageTitle title={one.name} />
        <p className="record-tags">
          <Tag tone="plain">{t(`organization.kind.${one.kind}`)}</Tag>
          {!one.is_active && <Tag tone="brick">{t('organization.retired')}</Tag>}
          {one.takes_referrals && <Tag tone="river">{t('organization.takes_referrals')}</Tag>}
          {one.is_interpreter_vendor && <Tag tone="violet">{t('organization.interprets')}</Tag>}
          {one.is_language_office && <Tag tone="violet">{t('organization.language_office')}</Tag>}
          {one.is_311 && <Tag tone="river">{t('organization.is_311')}</Tag>}
          {one.alternate_name && <span className="secondary">{one.alternate_name}</span>}
        </p>
        {mayEdit ? (
          <p>
            <Button onClick={() => navigate(`/organizations/${facts.id}/edit`)}>{t('organization.edit')}</Button>
          </p>
        ) : (
          <p className="secondary">{t('organization.read_only')}</p>
        )}
      </header>
      <nav className="tabs event-tabs" aria-label={t('organization.tabs')}>
        <ul>
          {organizationTabs.map((tab) => (
            <li key={tab.key}>
              <TabLink tab={tab} facts={facts} isCurrent={tab === current} />
            </li>
          ))}
        </ul>
      </nav>
      <Suspense fallback={<RowSkeleton rows={3} />}>{Current && <Current facts={facts} />}</Suspense>
    </article>
  );
}

function TabLink({ tab, facts, isCurrent }: { tab: OrganizationTab; facts: OrganizationFacts; isCurrent: boolean }) {
  const { t, format } = useWords();
  const [params] = useSearchParams();
  const count = tab.count?.(facts) ?? null;
  const next = new URLSearchParams(params);
  if (tab.key === organizationTabs[0]?.key) next.delete('tab');
  else next.set('tab', tab.key);
  return (
    <Link to={{ search: next.toString() }} aria-current={isCurrent ? 'page' : undefined} replace>
      {t(tab.label)}
      {count !== null && count > 0 && <span className="tab-count">{format.number(count)}</span>}
    </Link>
  );
}
