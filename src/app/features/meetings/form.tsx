import '../../styles/record.css';
import '../../styles/event-form.css';
import '../../styles/awards.css';
import '../../styles/organizations.css';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { MeetingFacts } from '../../../domain/meetings/meeting.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { Lines } from '../../shared/fields/lines.tsx';
import { type NamedOrganization, OrganizationsField } from '../../shared/fields/organizations-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftValues } from '../../shared/forms/use-draft-values.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { useMeeting } from './use-meeting.ts';

type ActionLine = { key: string; title: string; owner_id: string; due_on: string };
type Values = {
  title: string;
  held_on: string;
  organizations: NamedOrganization[];
  decisions: string;
  notes: string;
  actions: ActionLine[];
};
const fieldOfHint: Record<string, string> = { meeting_title: 'title', meeting_notes: 'notes', meeting_decisions: 'decisions' };
let last = 0;
const emptyAction = (): ActionLine => ({ key: `new-${++last}`, title: '', owner_id: '', due_on: '' });

/** Writes a meeting down, or what was written: with who it was, what was decided, and who does what. */
export function MeetingForm() {
  const { t } = useWords();
  const { id } = useParams();
  const mayEdit = useAllowed('meetings', id ? 'edit' : 'create');
  const record = useMeeting(id ?? '');
  if (!mayEdit) return <NotAllowed title={t(id ? 'meeting.edit' : 'meeting.new')} reason={t('meeting.read_only')} />;
  if (!id) return <Form latest={null} />;
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  return record.facts ? <Form key={id} latest={record.facts} /> : <RowSkeleton rows={6} />;
}

function Form({ latest }: { latest: MeetingFacts | null }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const today = useToday();
  const { staff } = useReferences();
  const [params] = useSearchParams();
  const acts = useActs(['meetings', 'tasks']);
  // From the page of a partner: it is there already.
  const [with_] = useState(() => {
    const [id, name] = [params.get('organization'), params.get('name')];
    return id && name ? [{ id, name }] : [];
  });
  const form = useDraftValues<Values>(`meeting.${latest?.id ?? 'new'}`, {
    title: latest?.meeting.title ?? '',
    held_on: latest?.meeting.held_on ?? today,
    organizations: latest?.organizations ?? with_,
    decisions: latest?.meeting.decisions ?? '',
    notes: latest?.meeting.notes ?? '',
    actions: [],
  });
  const { values, change, start } = form;
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const field = refusal ? (fieldOfHint[refusal.reason] ?? refusal.reason) : '';
  const errors = field in values && refusal ? { ...wrong, [field]: refusalText(refusal, t) } : wrong;
  const back = latest ? `/meetings/${latest.id}` : '/meetings';

  async function save() {
    if (acts.isWorking) return;
    const held_on = readDay(values.held_on, today, locale);
    const found: Record<string, string> = {};
    if (!values.title.trim()) found.title = t('refusal.meeting_title');
    if (!held_on) found.held_on = t('award.wrong.day_needed');
    const actions = values.actions.map(({ key, title, owner_id, due_on }) => {
      const day = due_on.trim() === '' ? null : readDay(due_on, today, locale);
      if (!title.trim()) found[key] = t('refusal.actions');
      if (due_on.trim() !== '' && !day) found[key] = t('award.wrong.day');
      return { title, owner_id: owner_id || null, due_on: day };
    });
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const now = {
      title: values.title,
      held_on,
      decisions: values.decisions,
      notes: values.notes,
      organizations: values.organizations.map(({ id }) => id),
    };
    const before = { ...start, organizations: start.organizations.map(({ id }) => id) };
    // Only what was changed: what somebody else wrote meanwhile stays.
    const changed = latest
      ? Object.fromEntries(
          Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Values])),
        )
      : now;
    const saved = await acts.rpc<string>(
      'save_meeting',
      { p_meeting: { ...changed, actions }, ...(latest ? { p_id: latest.id, p_version: latest.meeting.version } : {}) },
      ({ act }) => done(t('meeting.saved'), { undo: act, ...(latest ? {} : { onUndone: () => navigate('/meetings') }) }),
    );
    if (!saved) return;
    form.forget();
    navigate(`/meetings/${saved.answer}`);
  }
  return (
    <FormFrame
      title={t(latest ? 'meeting.edit' : 'meeting.new')}
      save={t(latest ? 'award.save' : 'meeting.create')}
      isRestored={form.isRestored}
      error={field in values ? null : acts.error}
      isWorking={acts.isWorking}
      onForget={form.reset}
      onSave={() => void save()}
      onCancel={() => {
        form.forget();
        navigate(back);
      }}
    >
      <div className="event-form award-form">
        <TextField
          label={t('meeting.title')}
          maxLength={300}
          value={values.title}
          onChange={(title) => change({ title })}
          error={errors.title}
        />
        <DayField label={t('meeting.held_on')} value={values.held_on} onChange={(held_on) => change({ held_on })} error={errors.held_on} />
        <OrganizationsField
          label={t('meeting.organizations')}
          value={values.organizations}
          onChange={(organizations) => change({ organizations })}
          error={errors.organizations}
        />
        <TextField
          label={t('meeting.decisions')}
          rows={3}
          maxLength={20000}
          value={values.decisions}
          onChange={(decisions) => change({ decisions })}
          error={errors.decisions}
        />
        <Lines
          legend={t('meeting.actions')}
          hint={t(latest ? 'meeting.actions_more' : 'meeting.actions_hint')}
          rows={values.actions}
          onChange={(actions) => change({ actions })}
          empty={emptyAction}
          add={t('meeting.add_action')}
          className="line-action"
          errors={errors}
          error={errors.actions}
        >
          {(row, patch, number) => (
            <>
              <Input
                aria-label={t('meeting.action_of', { number })}
                placeholder={t('meeting.action')}
                maxLength={300}
                value={row.title}
                onChange={(event) => patch({ title: event.target.value })}
              />
              <Select
                aria-label={t('meeting.action_owner_of', { number })}
                showSearch
                optionFilterProp="label"
                value={row.owner_id}
                options={[
                  { value: '', label: t('changes.nobody') },
                  ...staff.filter(({ is_active }) => is_active).map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={(owner_id: string) => patch({ owner_id })}
              />
              <Input
                aria-label={t('meeting.action_due_of', { number })}
                placeholder={t('meeting.action_due')}
                maxLength={40}
                value={row.due_on}
                onChange={(event) => patch({ due_on: event.target.value })}
              />
            </>
          )}
        </Lines>
        <TextField
          label={t('meeting.notes')}
          rows={6}
          maxLength={50000}
          value={values.notes}
          onChange={(notes) => change({ notes })}
          error={errors.notes}
        />
      </div>
    </FormFrame>
  );
}
