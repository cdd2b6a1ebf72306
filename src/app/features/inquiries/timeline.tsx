import { Select } from 'antd';
import { lazy, Suspense, useId } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { CreditsOf } from '../../../domain/awards/performance.ts';
import {
  readStoryKinds,
  type StoryEntry,
  type StoryKind,
  storyKinds,
  tellAct,
  writeStoryKinds,
} from '../../../domain/inquiries/timeline.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useCredits } from '../../shared/credits/use-credits.ts';
import { initials } from '../../shared/format.ts';
import { useActWords } from '../../shared/history/act-words.ts';
import { EntryWords } from './timeline-entry.tsx';
import type { InquiryRecord } from './use-inquiry.ts';
import { useTimeline } from './use-timeline.ts';

const CreditLine = lazy(async () => ({ default: (await import('../../shared/credits/credit-line.tsx')).CreditLine }));

/** The story: what was said, done, changed, newest first; which kinds of it are shown stands in the address. */
export function Timeline({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  const { hash, pathname, search } = useLocation();
  const navigate = useNavigate();
  const id = useId();
  const kinds = readStoryKinds(hash);
  const story = useTimeline(inquiry.id, kinds);
  const { who } = useActWords(story.known);
  const credits = useCredits('inquiries', inquiry.id);
  const shown = story.entries?.filter((entry) => entry.kind !== 'act' || tellAct(entry.act) !== null) ?? null;
  return (
    <section className="story" aria-label={t('inquiry.story')}>
      <div className="things-head">
        <h2>{t('inquiry.story')}</h2>
        <Select
          id={id}
          className="story-kinds"
          aria-label={t('story.show')}
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          optionFilterProp="label"
          placeholder={t('story.everything')}
          value={kinds}
          options={storyKinds.map((value) => ({ value, label: t(`story.kind.${value}`) }))}
          onChange={(chosen: StoryKind[]) => navigate(`${pathname}${search}${writeStoryKinds(chosen)}`, { replace: true })}
        />
      </div>
      {story.error ? (
        <Refused error={story.error} onRetry={story.retry} />
      ) : shown === null ? (
        <RowSkeleton rows={4} />
      ) : (
        <ol className="timeline" aria-busy={story.isStale || undefined}>
          {shown.map((entry) => (
            <li key={entry.key} className={classOf(entry)}>
              <span className="who" aria-hidden="true">
                {(entry.who && initials(who(entry.who))) || '·'}
              </span>
              <div className="told">
                <EntryWords entry={entry} known={story.known} />
                {entry.kind === 'said' && credits && <ContactCredits id={entry.id} credits={credits} />}
              </div>
            </li>
          ))}
        </ol>
      )}
      {shown?.length === 0 && !story.more && <p className="secondary">{t('story.none')}</p>}
      {story.more && (
        <p>
          <button type="button" className="link" onClick={story.more} disabled={story.isLoadingMore}>
            {t('story.older')}
          </button>
        </p>
      )}
    </section>
  );
}

/** What a contact counts for; nothing is loaded where no grant could count it. */
function ContactCredits({ id, credits }: { id: string; credits: CreditsOf }) {
  const record = credits.records.find((one) => one.id === id);
  if (!record || record.credits.length + record.offered.length === 0) return null;
  return (
    <Suspense>
      <CreditLine table="interactions" record={record} measures={credits.measures} />
    </Suspense>
  );
}

function classOf(entry: StoryEntry): string {
  if (entry.kind === 'said' || entry.kind === 'answer' || entry.kind === 'mail') return 'said';
  return entry.kind === 'act' && entry.act.undone ? 'happened happened-undone' : 'happened';
}
