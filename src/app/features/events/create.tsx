import '../../styles/record.css';
import { useCustom, useList } from '@refinedev/core';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftForm } from '../../shared/forms/use-draft-form.ts';
import { useEventActs } from './actions.ts';
import { useCalendarSearch } from './calendar/search.ts';
import { type EventContent, fromContent } from './form/content-values.ts';
import { EventForm } from './form/form.tsx';
import { type Columns, readWhen, toNewEvent, toStart } from './form/patch.ts';
import { useEventForm } from './form/use-event-form.ts';
import { type EventValues, emptyEvent, toWhen } from './form/values.ts';
import { useSeriesActs } from './series/acts.ts';
import { RecurrenceField } from './series/recurrence-field.tsx';
import { problemOfChoice, type Recurrence } from './series/recurrence-values.ts';
import { useSaySeriesDone } from './series/words.ts';
import { useTemplates } from './use-templates.ts';

/** Plans an event: from nothing, from a template (`?template=`), or like another one (`?from=`). */
export function EventCreate() {
  const { t } = useWords();
  const [search] = useSearchParams();
  const [from, template] = [search.get('from'), search.get('template')];
  const mayCreate = useAllowed('events', 'create');
  if (!mayCreate) return <NotAllowed title={t('event.new')} reason={t('event.create_not_allowed')} />;
  if (from) return <LikeEvent key={from} id={from} />;
  if (template) return <LikeTemplate key={template} id={template} />;
  return <CreateForm key="new" content={null} draft="event.new" />;
}

function LikeEvent({ id }: { id: string }) {
  const { query } = useCustom<EventContent>({
    url: 'event_content',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { meta: { live: false } },
  });
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowSkeleton rows={6} />;
  return <CreateForm content={query.data.data} draft={`event.like.${id}`} />;
}

function LikeTemplate({ id }: { id: string }) {
  const { query } = useList<{ id: string; content: EventContent }>({
    resource: 'event_templates',
    meta: { select: 'id,content' },
    filters: [{ field: 'id', operator: 'eq', value: id }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { meta: { live: false } },
  });
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowSkeleton rows={6} />;
  return <CreateForm content={query.data.data[0]?.content ?? null} draft={`event.template.${id}`} />;
}

function CreateForm({ content, draft }: { content: EventContent | null; draft: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { done } = useNotify();
  const { connection } = useOffice();
  const acts = useEventActs();
  const zone = connection.config.time_zone;
  const { districts } = useReferences();
  // A time that was chosen on the calendar is meant now, whatever was typed before.
  const [chosen] = useState(() => readChosen(search, zone, districts));
  const [start] = useState<EventValues>(() => ({ ...(content ? fromContent(content, emptyEvent(zone)) : emptyEvent(zone)), ...chosen }));
  const calendar = useCalendarSearch();
  const series = useSeriesActs();
  const saySeries = useSaySeriesDone();
  const [recurrence, setRecurrence] = useState<Recurrence | null>(() => readDraft<Recurrence>(`${draft}.repeats`));
  const error = acts.error ?? series.error;
  const form = useEventForm(
    useDraftForm(draft, () => start, chosen),
    error,
  );
  const begins = toStart(readWhen(form.values, form.reading), form.values.time_zone);
  const templates = useTemplates();
  const offered = templates.rows.filter(({ is_active }) => is_active);

  async function save() {
    const isWorking = acts.isWorking || series.isWorking;
    if (isWorking || !form.check() || (recurrence && problemOfChoice(recurrence.choice))) return;
    const event = toNewEvent(form.values, emptyEvent(zone), form.reading);
    const made = recurrence && begins ? await series.create(event, recurrence, begins) : null;
    const saved = recurrence ? made && { act: made.act, id: made.answer.event_id } : await createOne(event);
    if (!saved) return;
    form.forget();
    repeat(null);
    const said = made ? saySeries(made.answer) : t('event.created', { title: form.values.title.trim() });
    done(said, { undo: saved.act, onUndone: () => navigate(`/events${calendar()}`) });
    navigate(`/events/${saved.id}${calendar()}`);
  }
  async function createOne(event: Columns) {
    const saved = await acts.create(event);
    return saved && { act: saved.act, id: saved.answer };
  }
  function repeat(next: Recurrence | null) {
    setRecurrence(next);
    writeDraft(`${draft}.repeats`, next);
  }
  return (
    <FormFrame
      title={t('event.new')}
      save={t('event.create')}
      isRestored={form.isRestored}
      error={error}
      isWorking={acts.isWorking || series.isWorking}
      onForget={() => {
        repeat(null);
        form.reset(start);
      }}
      onSave={() => void save()}
      onCancel={() => navigate(`/events${calendar()}`)}
    >
      {offered.length > 0 && !content && (
        <p className="template-ways">
          <span className="secondary">{t('event.from_template')}</span>
          {offered.slice(0, 6).map(({ id, name }) => (
            <Link key={id} to={withSearch(search, 'template', id)}>
              {name}
            </Link>
          ))}
          <Link to="/events/templates">{t('event.template.all')}</Link>
        </p>
      )}
      <EventForm
        values={form.values}
        onChange={form.change}
        errors={form.errors}
        wanted={form.wanted}
        id={null}
        repeats={<RecurrenceField value={recurrence} onChange={repeat} start={begins} />}
      />
    </FormFrame>
  );
}

/** What the address says already: a time that was chosen in the calendar, a district that should be gone to. */
function readChosen(search: URLSearchParams, zone: string, districts: { id: string; code: string }[]): Partial<EventValues> {
  const district = districts.find(({ code }) => code === search.get('district'));
  const [starts, ends] = [Date.parse(search.get('start') ?? ''), Date.parse(search.get('end') ?? '')];
  return {
    ...(ends > starts ? toWhen(new Date(starts).toISOString(), new Date(ends).toISOString(), zone) : {}),
    ...(district ? { district_id: district.id } : {}),
  };
}

function withSearch(search: URLSearchParams, name: string, value: string): string {
  const next = new URLSearchParams(search);
  next.set(name, value);
  return `/events/create?${next}`;
}
