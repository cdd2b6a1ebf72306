import { Link } from 'react-router';
import type { EventRecord } from '../../../domain/events/event.ts';
import { listMissing, type MissingKind, type Standing } from '../../../domain/events/readiness.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { now } from '../../shared/clock.ts';
import { useCalendarSearch } from './calendar/search.ts';
import { ClashNote } from './form/clash-note.tsx';
import { useClashes } from './form/use-clashes.ts';
import { NeededTasks, useNeededTasks } from './needed-tasks.tsx';

/** What is missing before the event can be held, each with the way to settle it; and what it collides with. */
export function Readiness({ event, standing }: { event: EventRecord; standing: Standing | null }) {
  const { t, tn } = useWords();
  const { languages } = useReferences();
  const mayEdit = useAllowed('events', 'edit');
  const isOpen = event.status !== 'held' && event.status !== 'cancelled';
  const clashes = useClashes(isOpen ? { id: event.id } : null);
  const missing = listMissing(event, standing, now());
  const isComing = isOpen && Date.parse(event.ends_at) >= Date.parse(now());
  const needed = useNeededTasks(event.id);
  const calendar = useCalendarSearch();
  if (!isComing) return null;
  const isReady = missing.length === 0 && needed.length === 0;
  const nameOf = (code: string | undefined) => languages.find((one) => one.code === code)?.name ?? '';
  return (
    <section className="readiness" aria-label={t('event.missing.heading')}>
      <h2>{isReady && clashes.length === 0 ? t('event.missing.none') : t('event.missing.heading')}</h2>
      {!isReady && (
        <ul className="missing">
          {missing.map(({ what, section, language, count }) => (
            <li key={`${what}-${language ?? ''}`}>
              <span>
                {isCounted(what)
                  ? tn(`event.missing.${what}`, count ?? 0, { language: nameOf(language) })
                  : t(`event.missing.${what}`, { language: nameOf(language) })}
              </span>
              {mayEdit && (
                <Link to={{ pathname: `/events/${event.id}/edit`, search: calendar(), hash: section === 'basics' ? '' : section }}>
                  {t(`event.settle.${what}`)}
                </Link>
              )}
            </li>
          ))}
          <NeededTasks titles={needed} />
        </ul>
      )}
      <ClashNote clashes={clashes} />
    </section>
  );
}

const counted = ['interpreter_asked_for', 'overbooked', 'accessibility', 'supplies'] as const;
const isCounted = (what: MissingKind): what is (typeof counted)[number] => (counted as readonly string[]).includes(what);
