import '../../../styles/record.css';
import '../../../styles/event-record.css';
import '../../../styles/awards-subawards.css';
import { Link, useParams } from 'react-router';
import { isUrgent, type SubawardFacts } from '../../../../domain/awards/subaward.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useRemembered } from '../../../shared/recents.ts';
import { SubawardData } from './data.tsx';
import { useGapWords } from './gap-words.ts';
import { SubawardMoney } from './money.tsx';
import { riskTones, statusTones } from './tones.ts';
import { useSubaward } from './use-subawards.ts';
import { SubawardVerbs } from './verbs.tsx';
import { SubawardWatch } from './watch.tsx';

/** One subaward: what is missing first, then what it is, its money, and how it is watched. */
export function SubawardShow() {
  const { subaward: id = '' } = useParams();
  const record = useSubaward(id);
  if (record.error && !record.subaward) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.subaward) return <RowSkeleton rows={6} />;
  return <Record key={id} subaward={record.subaward} />;
}

function Record({ subaward }: { subaward: SubawardFacts }) {
  const { t, format } = useWords();
  const { award } = subaward;
  const title = subaward.organization_name;
  useRemembered({
    to: `/awards/${subaward.award_id}/subawards/${subaward.id}`,
    title: `${title}: ${subaward.title}`,
    second: t('subaward.all'),
  });
  return (
    <article className="event-record subaward" aria-label={title}>
      <header className="event-head">
        <p className="record-back-always">
          <Link to={`/awards/${subaward.award_id}?tab=subawards`}>{award.award_number ?? award.title}</Link>
        </p>
        <PageTitle title={title} />
        <p className="event-sentence">{[subaward.title, subaward.subaward_number].filter(Boolean).join(' · ')}</p>
        <p className="record-tags">
          <Tag tone={statusTones[subaward.status]}>{t(`subaward.status.${subaward.status}`)}</Tag>
          {subaward.determination && <Tag tone="plain">{t(`subaward.kind.${subaward.determination}`)}</Tag>}
          {subaward.risk && <Tag tone={riskTones[subaward.risk]}>{t(`subaward.risk.${subaward.risk}`)}</Tag>}
        </p>
        {subaward.status === 'suspended' && subaward.suspended_on && (
          <p className="notice notice-amber">
            {t('subaward.suspended_since', { day: format.dateWithYear(subaward.suspended_on), reason: subaward.status_reason ?? '' })}
          </p>
        )}
        {subaward.terminated_on && (
          <p className="notice notice-brick">
            {t('subaward.terminated_on', { day: format.dateWithYear(subaward.terminated_on), reason: subaward.status_reason ?? '' })}
          </p>
        )}
      </header>
      <div className="event-overview">
        <div className="event-verbs">
          <SubawardVerbs subaward={subaward} />
        </div>
        <div className="event-story">
          <Missing subaward={subaward} />
          <SubawardMoney subaward={subaward} />
          <SubawardWatch subaward={subaward} />
        </div>
        <div className="event-facts">
          <SubawardData subaward={subaward} />
        </div>
      </div>
    </article>
  );
}

/** What keeps it from being active, then what else is open. */
function Missing({ subaward }: { subaward: SubawardFacts }) {
  const { t } = useWords();
  const words = useGapWords();
  const isDraft = subaward.status === 'draft';
  const needed = subaward.gaps.filter((gap) => isDraft && gap.needed);
  const others = subaward.gaps.filter((gap) => !needed.includes(gap));
  return (
    <section className="readiness" aria-labelledby="subaward-missing">
      <h2 id="subaward-missing">{t(isDraft ? 'subaward.before_active' : 'subaward.open')}</h2>
      {needed.length === 0 && (
        <p>{t(isDraft ? 'subaward.nothing_missing' : others.length > 0 ? 'subaward.look_at' : 'subaward.nothing_open')}</p>
      )}
      {needed.length > 0 && (
        <ul className="missing">
          {needed.map((gap) => (
            <li key={gap.code}>{words(gap)}</li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <>
          {isDraft && <h3>{t('subaward.also_open')}</h3>}
          <ul className="missing">
            {others.map((gap) => (
              <li key={gap.code} className={isUrgent(gap) ? 'late' : undefined}>
                {words(gap)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
