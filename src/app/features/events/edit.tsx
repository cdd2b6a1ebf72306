import '../../styles/record.css';
import { useState } from 'react';
import { useLocation, useParams } from 'react-router';
import type { EventRecord } from '../../../domain/events/event.ts';
import type { Scope, Series } from '../../../domain/events/series-change.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { EditPage } from '../../shared/forms/edit-page.tsx';
import { useEditing } from '../../shared/forms/use-editing.ts';
import { useEventActs } from './actions.ts';
import { EventForm } from './form/form.tsx';
import { type Columns, listEventConflicts, mergeEvent, readWhen, toEventPatch, toStart } from './form/patch.ts';
import { useConflictWords } from './form/use-conflict-words.ts';
import { useEventForm } from './form/use-event-form.ts';
import { toEventValues } from './form/values.ts';
import { useSeriesActs } from './series/acts.ts';
import { ScopeDialog } from './series/scope-dialog.tsx';
import { useSaySeriesDone } from './series/words.ts';
import { useEvent } from './use-event.ts';

/** Changes an event and its parts. */
export function EventEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useEvent(id);
  const mayEdit = useAllowed('events', 'edit');
  if (!mayEdit) return <NotAllowed title={t('event.edit')} reason={t('event.read_only')} />;
  if (record.error) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.event) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.event} />;
}

/** What is noted of one event and never of its series. */
const ofOneOnly: ReadonlySet<string> = new Set(['status', 'is_published', 'slug']);

function EditForm({ latest }: { latest: EventRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const { search } = useLocation();
  const acts = useEventActs();
  const edit = useEditing({
    draft: `event.edit.${latest.id}`,
    latest,
    version: ({ version }) => version,
    toValues: toEventValues,
    back: `/events/${latest.id}${search}`,
  });
  const form = useEventForm(edit.form, acts.error);
  const [isScoping, setScoping] = useState(false);
  const series = useSeriesActs();
  const saySeries = useSaySeriesDone();
  const { opened, three } = edit;
  const { start, mine, theirs } = three;
  const words = useConflictWords(form.reading);

  async function save() {
    if (acts.isWorking || !form.check()) return;
    const patch = toEventPatch(form.values, start, form.reading);
    if (Object.keys(patch).length === 0) return edit.leave();
    if (edit.hasMoved) return edit.compare();
    if (latest.series_id && Object.keys(patch).some((column) => !ofOneOnly.has(column))) {
      series.clear();
      return setScoping(true);
    }
    await saveOne(patch);
  }
  async function saveOne(patch: Columns) {
    const saved = await acts.save(latest.id, opened.version, patch);
    if (!saved) return;
    done(t('event.saved'), { undo: saved.act });
    edit.leave();
  }
  /** The change holds for this one, for those that follow too, or for all. */
  async function saveScope(scope: Scope, of: Series) {
    const patch = toEventPatch(form.values, start, form.reading);
    if (scope === 'this') {
      setScoping(false);
      return saveOne(patch);
    }
    const { starts_at, ends_at: _ends, time_zone: _zone, ...rest } = patch;
    const begins = starts_at === undefined ? null : toStart(readWhen(form.values, form.reading), form.values.time_zone);
    const from = { id: latest.id, version: opened.version, occurrence_at: latest.occurrence_at ?? latest.starts_at };
    const made = await series.change(from, of, scope, rest, begins ? { start: begins } : undefined);
    if (!made) return;
    done(saySeries(made.answer), { undo: made.act });
    edit.leave();
  }
  return (
    <EditPage
      title={t('event.edit')}
      name={latest.title}
      save={t('event.save')}
      edit={edit}
      acts={acts}
      onSave={() => void save()}
      conflicts={() => listEventConflicts(start, mine, theirs, form.reading).map((field) => words(field, three))}
      merge={(takeTheirs) => mergeEvent(start, mine, theirs, takeTheirs, form.reading)}
    >
      <EventForm values={form.values} onChange={form.change} errors={form.errors} wanted={form.wanted} id={latest.id} />
      {isScoping && (
        <ScopeDialog
          event={latest}
          moves={'starts_at' in toEventPatch(form.values, start, form.reading)}
          onChoose={(scope, of) => void saveScope(scope, of)}
          onClose={() => setScoping(false)}
          isWorking={series.isWorking}
          error={series.error}
        />
      )}
    </EditPage>
  );
}
