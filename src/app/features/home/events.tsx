import '../../styles/event-list.css';
import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import type { EventListRow } from '../../../domain/events/list-query.ts';
import { addDays } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { EventLine } from '../../shared/events/event-line.tsx';

const shownRows = 4;
/** For who plans there are two lists: what lacks something is the shorter one, its tab has the rest. */
const shownNeeding = 3;

/** What the reader has to do with events: what lacks something, for who plans; their own of this week; otherwise what comes next. */
export function HomeEvents() {
  const { t } = useWords();
  const today = useToday();
  const plans = useAllowed('events', 'edit');
  const works = useAllowed('tasks', 'create');
  const needing = useRows({ needs_attention: true }, plans, shownNeeding);
  const mine = useRows({ mine: true, is_coming: true, when: { to: addDays(today, 7) } }, works && !plans);
  const hasOwn = works && !plans && (mine?.length ?? 1) > 0;
  const next = useRows({ is_coming: true, when: { to: addDays(today, plans ? 14 : 30) } }, !hasOwn);
  return (
    <>
      {plans && <Some rows={needing} title={t('home.events_needing')} to="/events/list?tab=attention" all={t('home.events_all')} />}
      {hasOwn && <Some rows={mine} title={t('home.events_mine')} to="/events/list?tab=mine" all={t('home.events_all')} />}
      {!hasOwn && <Some rows={next} title={t('home.events_next')} to="/events" all={t('event_list.to_calendar')} />}
    </>
  );
}

function Some({ rows, title, to, all }: { rows: EventListRow[] | null; title: string; to: string; all: string }) {
  if (!rows || rows.length === 0) return null;
  return (
    <section className="home-events" aria-label={title}>
      <div className="page-head">
        <h2 className="home-heading">{title}</h2>
        <Link to={to}>{all}</Link>
      </div>
      <ul className="event-lines">
        {rows.map((row) => (
          <EventLine key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

function useRows(filters: Record<string, unknown>, enabled: boolean, pageSize = shownRows): EventListRow[] | null {
  const { query } = useList<EventListRow>({
    resource: 'events',
    pagination: { pageSize },
    meta: { query: { filters, sort: 'starts_at' } },
    errorNotification: false,
    queryOptions: { enabled },
  });
  return query.data?.data ?? null;
}
