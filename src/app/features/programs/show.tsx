import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import '../../styles/programs.css';
import { Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ProgramFacts } from '../../../domain/programs/program.ts';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useProgramWords } from '../../shared/programs/use-program-words.ts';
import { useRemembered } from '../../shared/recents.ts';
import { type ProgramTabEntry, programTabs } from './tabs.tsx';
import { useProgram } from './use-program.ts';

/** One program: what it is and whether one can have it now, then its parts. */
export function ProgramShow() {
  const { id = '' } = useParams();
  const record = useProgram(id);
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={record.facts} />;
}

function Record({ facts }: { facts: ProgramFacts }) {
  const { t } = useWords();
  const [params] = useSearchParams();
  const { program, organization, needs } = facts;
  useRemembered({ to: `/programs/${facts.id}`, title: program.name, second: organization.name });
  const window = useProgramWords().window(program);
  const current = programTabs.find(({ key }) => key === params.get('tab')) ?? programTabs[0];
  const Current = current?.component;
  return (
    <article className="award-record" aria-label={program.name}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/programs">{t('program.back')}</Link>
        </p>
        <PageTitle title={program.name} />
        <p className="record-tags">
          <Tag tone={window.tone}>{window.words}</Tag>
          {facts.is_stale && <Tag tone="amber">{t('program.to_review')}</Tag>}
          <Link className="link" to={`/organizations/${organization.id}`}>
            {organization.name}
          </Link>
          <span className="secondary">{needs.map(({ name }) => name).join(', ')}</span>
        </p>
      </header>
      <nav className="tabs event-tabs" aria-label={t('program.tabs')}>
        <ul>
          {programTabs.map((tab) => (
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

function TabLink({ tab, facts, isCurrent }: { tab: ProgramTabEntry; facts: ProgramFacts; isCurrent: boolean }) {
  const { t, format } = useWords();
  const [params] = useSearchParams();
  const count = tab.count?.(facts) ?? 0;
  const next = new URLSearchParams(params);
  if (tab.key === programTabs[0]?.key) next.delete('tab');
  else next.set('tab', tab.key);
  return (
    <Link to={{ search: next.toString() }} aria-current={isCurrent ? 'page' : undefined} replace>
      {t(tab.label)}
      {count > 0 && <span className="tab-count">{format.number(count)}</span>}
    </Link>
  );
}
