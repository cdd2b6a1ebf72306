import '../../styles/record.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { EventRecord } from '../../../domain/events/event.ts';
import type { Scope, Series } from '../../../domain/events/series-change.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { ConflictDialog } from '../../shared/components/conflict-dialog.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useEventActs } from './actions.ts';
import { EventForm } from './form/form.tsx';
import { type Columns, type EventField, listEventConflicts, mergeEvent, readWhen, toEventPatch, toStart } from './form/patch.ts';
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
  if (!mayEdit) {
    return (
      <div className="page">
        <PageTitle title={t('event.edit')} />
        <p>{t('event.read_only')}</p>
      </div>
    );
  }
  if (record.error) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.event) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.event} />;
}

/** What is noted of one event and never of its series. */
const ofOneOnly: ReadonlySet<string> = new Set(['status', 'is_published', 'slug']);

/** `latest` is what the database has now; the form starts from what it was when it opened, also after a reload. */
function EditForm({ latest }: { latest: EventRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { search } = useLocation();
  const acts = useEventActs();
  const draft = `event.edit.${latest.id}`;
  const [opened, setOpened] = useState<EventRecord>(() =>
    readDraft(draft) === null ? latest : (readDraft<EventRecord>(`${draft}.opened`) ?? latest),
  );
  const form = useEventForm(draft, () => toEventValues(opened), acts.error);
  const [isConflict, setConflict] = useState(false);
  const [isScoping, setScoping] = useState(false);
  const series = useSeriesActs();
  const saySeries = useSaySeriesDone();
  const [start, theirs] = [toEventValues(opened), toEventValues(latest)];
  const words = useConflictWords(form.reading);
  const back = `/events/${latest.id}${search}`;

  function change(patch: Parameters<typeof form.change>[0]) {
    writeDraft(`${draft}.opened`, opened);
    form.change(patch);
  }
  function leave() {
    form.forget();
    writeDraft(`${draft}.opened`, null);
    navigate(back);
  }
  async function save() {
    if (acts.isWorking || !form.check()) return;
    const patch = toEventPatch(form.values, start, form.reading);
    if (Object.keys(patch).length === 0) return leave();
    if (latest.version !== opened.version) return setConflict(true);
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
    leave();
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
    leave();
  }
  // A refused save has read the record again by now: then the two versions differ, and the dialog compares them.
  const isConflicting =
    (isConflict || (acts.error !== null && toRefusal(acts.error).kind === 'conflict')) && latest.version !== opened.version;

  function settle(takeTheirs: ReadonlySet<EventField>) {
    form.change(mergeEvent(start, form.values, theirs, takeTheirs, form.reading));
    setOpened(latest);
    writeDraft(`${draft}.opened`, latest);
    setConflict(false);
    acts.clear();
  }
  return (
    <form
      className="page form-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    >
      <p className="record-back-always">
        <Link to={back}>{latest.title}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('event.edit')} />
        {form.isRestored && (
          <span className="draft-note">
            <Tag tone="river">{t('event.draft')}</Tag>
            <button
              type="button"
              className="link"
              onClick={() => {
                writeDraft(`${draft}.opened`, null);
                setOpened(latest);
                form.reset(theirs);
              }}
            >
              {t('event.draft_forget')}
            </button>
          </span>
        )}
      </div>
      <EventForm values={form.values} onChange={change} errors={form.errors} wanted={form.wanted} id={latest.id} />
      {!isConflicting && <RefusedLine error={acts.error} />}
      <div className="form-foot event-foot">
        <Button onClick={leave}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('event.save')}
        </Button>
      </div>
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
      {isConflicting && (
        <ConflictDialog
          conflicts={listEventConflicts(start, form.values, theirs, form.reading).map((field) => words(field, start, form.values, theirs))}
          onSettle={settle}
        />
      )}
    </form>
  );
}
