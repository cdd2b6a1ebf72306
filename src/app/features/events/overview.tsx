import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { now } from '../../shared/clock.ts';
import { LogEncounter } from '../../shared/encounters/log-encounter.tsx';
import { RecordTranslations } from '../../shared/encounters/record-translations.tsx';
import { RecordReferrals } from '../../shared/referrals/record-referrals.tsx';
import { useEventActs } from './actions.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { EventFacts } from './facts.tsx';
import { Readiness } from './readiness.tsx';
import { Roster } from './roster.tsx';
import { EventStory } from './story.tsx';
import type { EventTabProps } from './tabs.tsx';
import { TemplateDialog } from './template-dialog.tsx';
import { useStanding } from './use-event.ts';
import { Verbs } from './verbs.tsx';
import { WorkForm } from './work-form.tsx';

const RecordCredits = lazy(async () => ({ default: (await import('../../shared/credits/record-credits.tsx')).RecordCredits }));
const SeriesEndDialog = lazy(async () => ({ default: (await import('./series/end-dialog.tsx')).SeriesEndDialog }));
const SeriesMakeDialog = lazy(async () => ({ default: (await import('./series/make-dialog.tsx')).SeriesMakeDialog }));

/** The event itself: what is missing, what is planned, what was; facts and verbs at the side. */
export function Overview({ event }: EventTabProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const acts = useEventActs();
  const standing = useStanding(event.id);
  const [dialog, setDialog] = useState<'cancel' | 'template' | 'repeat' | null>(null);
  const isOver = event.status === 'held' || (event.status !== 'cancelled' && Date.parse(event.ends_at) < Date.parse(now()));
  const open = (which: 'cancel' | 'template' | 'repeat') => {
    acts.clear();
    setDialog(which);
  };
  return (
    <div className="event-overview">
      <div className="event-verbs">
        <Verbs
          event={event}
          acts={acts}
          isDialogOpen={dialog !== null}
          onCancel={() => open('cancel')}
          onTemplate={() => open('template')}
          onRepeat={() => open('repeat')}
        />
      </div>
      <section className="event-story" aria-label={t('event.story')}>
        <Readiness event={event} standing={standing} />
        {isOver && <WorkForm event={event} />}
        <EventStory event={event} />
        <Roster event={event} />
        <RecordReferrals record={{ table: 'events', id: event.id }} />
        <LogEncounter record={{ table: 'events', id: event.id, district_id: event.district_id }} />
        <RecordTranslations record={{ table: 'events', id: event.id, name: event.title }} />
        <Suspense>
          <RecordCredits table="events" id={event.id} />
        </Suspense>
      </section>
      <div className="event-facts">
        <EventFacts event={event} standing={standing} />
      </div>
      {dialog === 'cancel' && event.series_id === null && (
        <CancelDialog event={event} standing={standing} acts={acts} onDone={() => setDialog(null)} />
      )}
      <Suspense>
        {dialog === 'cancel' && event.series_id !== null && (
          <SeriesEndDialog
            event={event}
            onDone={(gone) => (gone ? navigate('/events') : setDialog(null))}
            onClose={() => setDialog(null)}
          />
        )}
        {dialog === 'repeat' && <SeriesMakeDialog event={event} onClose={() => setDialog(null)} />}
      </Suspense>
      {dialog === 'template' && <TemplateDialog event={event} acts={acts} onDone={() => setDialog(null)} />}
    </div>
  );
}
