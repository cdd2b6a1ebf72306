import '../../styles/record.css';
import '../../styles/event-form.css';
import '../../styles/awards.css';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import {
  type Capability,
  capabilities,
  type InitiativeFacts,
  type InitiativeKind,
  initiativeKinds,
} from '../../../domain/initiatives/initiative.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice, useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { type NamedOrganization, OrganizationsField } from '../../shared/fields/organizations-field.tsx';
import { ProgramField } from '../../shared/fields/program-field.tsx';
import { SectionsField } from '../../shared/fields/sections-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftValues } from '../../shared/forms/use-draft-values.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { useInitiative } from './use-initiative.ts';

type Values = {
  title: string;
  kind: InitiativeKind;
  capability: Capability | null;
  problem: string;
  proposal: string;
  organizations: NamedOrganization[];
  program_id: string | null;
  owner_id: string | null;
  proposed_on: string;
  next_step: string;
  next_on: string;
  primary_section: number;
  sections: number[];
};
const fieldOfHint: Record<string, string> = {
  initiative_title: 'title',
  initiative_kind: 'kind',
  initiative_proposal: 'proposal',
  initiative_owner: 'owner_id',
  initiative_program: 'program_id',
};

/** Writes down what is proposed, with whom, and what comes next. Where it stands has verbs of its own. */
export function InitiativeForm() {
  const { t } = useWords();
  const { id } = useParams();
  const mayEdit = useAllowed('initiatives', id ? 'edit' : 'create');
  const record = useInitiative(id ?? '');
  if (!mayEdit) return <NotAllowed title={t(id ? 'initiative.edit' : 'initiative.new')} reason={t('initiative.read_only')} />;
  if (!id) return <Form latest={null} />;
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  return record.facts ? <Form key={id} latest={record.facts} /> : <RowSkeleton rows={6} />;
}

function Form({ latest }: { latest: InitiativeFacts | null }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { me } = useOffice();
  const today = useToday();
  const { staff } = useReferences();
  const acts = useActs(['initiatives', 'tasks']);
  const one = latest?.initiative;
  const [params] = useSearchParams();
  // From the page of a partner: it is there already.
  const [with_] = useState(() => {
    const [id, name] = [params.get('organization'), params.get('name')];
    return id && name ? [{ id, name }] : [];
  });
  const form = useDraftValues<Values>(`initiative.${latest?.id ?? 'new'}`, {
    title: one?.title ?? '',
    kind: one?.kind ?? 'program',
    capability: one?.capability ?? null,
    problem: one?.problem ?? '',
    proposal: one?.proposal ?? '',
    organizations: latest?.organizations ?? with_,
    program_id: one?.program_id ?? null,
    owner_id: one ? one.owner_id : me.id,
    proposed_on: one?.proposed_on ?? today,
    next_step: one?.next_step ?? '',
    next_on: one?.next_on ?? '',
    primary_section: one?.primary_section ?? 4,
    sections: one?.sections ?? [4],
  });
  const { values, change, start } = form;
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const field = refusal ? (fieldOfHint[refusal.reason] ?? refusal.reason) : '';
  const errors = field in values && refusal ? { ...wrong, [field]: refusalText(refusal, t) } : wrong;
  const dayOf = (text: string) => (text.trim() === '' ? null : (readDay(text, today, locale) ?? undefined));

  async function save() {
    if (acts.isWorking) return;
    const [proposed_on, next_on] = [dayOf(values.proposed_on), dayOf(values.next_on)];
    const found: Record<string, string> = {
      ...(values.title.trim() ? {} : { title: t('refusal.initiative_title') }),
      ...(values.kind === 'app' && !values.capability ? { capability: t('refusal.capability') } : {}),
      ...(proposed_on ? {} : { proposed_on: t('award.wrong.day_needed') }),
      ...(next_on === undefined ? { next_on: t('award.wrong.day') } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.award-form [aria-invalid="true"]')?.focus());
      return;
    }
    const now = { ...values, proposed_on, next_on, organizations: values.organizations.map(({ id }) => id) };
    const before: Record<string, unknown> = {
      ...start,
      next_on: start.next_on || null,
      organizations: start.organizations.map(({ id }) => id),
    };
    // Only what was changed: what somebody else wrote meanwhile stays.
    const p_initiative = latest
      ? Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])))
      : now;
    const saved = await acts.rpc<string>(
      'save_initiative',
      { p_initiative, ...(latest ? { p_id: latest.id, p_version: latest.initiative.version } : {}) },
      ({ act }) => done(t('initiative.saved'), { undo: act, ...(latest ? {} : { onUndone: () => navigate('/initiatives') }) }),
    );
    if (!saved) return;
    form.forget();
    navigate(`/initiatives/${saved.answer}`);
  }
  const text = (name: 'title' | 'problem' | 'proposal' | 'next_step', maxLength: number, rows?: number) => (
    <TextField
      label={t(`initiative.${name}`)}
      maxLength={maxLength}
      value={values[name]}
      onChange={(next) => change({ [name]: next })}
      error={errors[name]}
      {...(rows ? { rows } : {})}
    />
  );
  return (
    <FormFrame
      title={t(latest ? 'initiative.edit' : 'initiative.new')}
      save={t(latest ? 'award.save' : 'initiative.create')}
      isRestored={form.isRestored}
      error={field in values ? null : acts.error}
      isWorking={acts.isWorking}
      onForget={form.reset}
      onSave={() => void save()}
      onCancel={() => {
        form.forget();
        navigate(latest ? `/initiatives/${latest.id}` : '/initiatives');
      }}
    >
      <div className="event-form award-form">
        {text('title', 300)}
        <div className="form-grid">
          <ChoiceField
            label={t('initiative.kind')}
            value={values.kind}
            options={initiativeKinds.map((kind) => ({ value: kind, label: t(`initiative.kind.${kind}`) }))}
            onChange={(next) => {
              const kind = (next ?? 'other') as InitiativeKind;
              const section = kind === 'app' ? 7 : 4;
              change({ kind, capability: kind === 'app' ? values.capability : null, primary_section: section, sections: [section] });
            }}
            error={errors.kind}
          />
          {values.kind === 'app' && (
            <ChoiceField
              label={t('initiative.capability')}
              placeholder={t('initiative.capability_choose')}
              value={values.capability}
              options={capabilities.map((one) => ({ value: one, label: t(`initiative.capability.${one}`) }))}
              onChange={(capability) => change({ capability: capability as Capability | null })}
              error={errors.capability}
            />
          )}
        </div>
        {text('problem', 10000, 3)}
        {text('proposal', 20000, 4)}
        <ProgramField
          label={t('initiative.program')}
          hint={t('initiative.program_hint')}
          value={values.program_id}
          name={latest?.program?.name}
          onChange={(program_id) => change({ program_id })}
          emptyLabel={t('initiative.program_none')}
          error={errors.program_id}
        />
        <OrganizationsField
          label={t('initiative.organizations')}
          value={values.organizations}
          onChange={(organizations) => change({ organizations })}
          error={errors.organizations}
        />
        {text('next_step', 500)}
        <div className="form-grid">
          <DayField
            label={t('initiative.next_on')}
            value={values.next_on}
            onChange={(next_on) => change({ next_on })}
            error={errors.next_on}
          />
          <DayField
            label={t('initiative.proposed_on')}
            value={values.proposed_on}
            onChange={(proposed_on) => change({ proposed_on })}
            error={errors.proposed_on}
          />
          <ChoiceField
            label={t('initiative.owner')}
            emptyLabel={t('changes.nobody')}
            value={values.owner_id}
            options={staff
              .filter(({ id, is_active }) => is_active || id === values.owner_id)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(owner_id) => change({ owner_id })}
            error={errors.owner_id}
          />
        </div>
        <SectionsField values={values} onChange={(sections) => change(sections)} error={errors.sections} />
      </div>
    </FormFrame>
  );
}
