import '../../styles/record.css';
import '../../styles/event-record.css';
import { lazy, Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { EventRecord } from '../../../domain/events/event.ts';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { useCalendarSearch } from './calendar/search.ts';
import { type EventTab, eventTabs } from './tabs.tsx';
import { eventTones } from './tones.ts';
import { useEvent, useStanding } from './use-event.ts';
import { useEventSentence } from './use-event-sentence.ts';

const SeriesLine = lazy(async () => ({ default: (await import('./series/line.tsx')).SeriesLine }));

/** One event, over the calendar or as a page. */
export function EventShow() {
  const { id = '' } = useParams();
  const record = useEvent(id);
  if (record.error) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.event) return <RowSkeleton rows={6} />;
  return <Record key={id} event={record.event} />;
}

function Record({ event }: { event: EventRecord }) {
  const { t, format } = useWords();
  const calendar = useCalendarSearch();
  const [params] = useSearchParams();
  const standing = useStanding(event.id);
  const sentence = useEventSentence(event, standing);
  useRemembered({ to: `/events/${event.id}`, title: event.title, second: format.range(event.starts_at, event.ends_at, event.time_zone) });
  const tabs = eventTabs.filter((tab) => tab.isFor?.(event) ?? true);
  const current = tabs.find(({ key }) => key === params.get('tab')) ?? tabs[0];
  const Current = current?.component;
  return (
    <article className="event-record" aria-label={event.title}>
      <header className="event-head">
        <p className="record-back">
          <Link to={`/events${calendar()}`}>{t('event.back')}</Link>
        </p>
        <PageTitle title={event.title} />
        <p className="record-tags">
          <Tag tone={eventTones[event.status]}>{t(`event.status.${event.status}`)}</Tag>
          <Tag tone="plain">{t(`event.kind.${event.kind}`)}</Tag>
          {event.published_at && <Tag tone="green">{t('event.is_public')}</Tag>}
          {event.series_id && <Tag tone="plain">{t(event.is_override ? 'event.of_series_changed' : 'event.of_series')}</Tag>}
        </p>
        <p className="event-sentence">{sentence}</p>
        {event.series_id && (
          <Suspense>
            <SeriesLine event={event} />
          </Suspense>
        )}
      </header>
      {tabs.length > 1 && (
        <nav className="tabs event-tabs" aria-label={t('event.tabs')}>
          <ul>
            {tabs.map((tab) => (
              <li key={tab.key}>
                <TabLink tab={tab} event={event} isCurrent={tab === current} />
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Suspense fallback={<RowSkeleton rows={3} />}>{Current && <Current event={event} />}</Suspense>
    </article>
  );
}

function TabLink({ tab, event, isCurrent }: { tab: EventTab; event: EventRecord; isCurrent: boolean }) {
  const { t, format } = useWords();
  const [params] = useSearchParams();
  const count = (tab.count ?? noCount)(event);
  const next = new URLSearchParams(params);
  if (tab.key === eventTabs[0]?.key) next.delete('tab');
  else next.set('tab', tab.key);
  return (
    <Link to={{ search: next.toString() }} aria-current={isCurrent ? 'page' : undefined} replace>
      {t(tab.label)}
      {count !== null && <span className="tab-count">{format.number(count)}</span>}
    </Link>
  );
}

const noCount = (): null => null;
