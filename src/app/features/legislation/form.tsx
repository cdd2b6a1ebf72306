import '../../styles/record.css';
import '../../styles/event-form.css';
import '../../styles/awards.css';
import '../../styles/answers.css';
import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import {
  isDoubtfulNumber,
  type LegislationFacts,
  type LegislationKind,
  type LegislationState,
  legislationKinds,
  legislationStates,
} from '../../../domain/legislation/legislation.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { Lines } from '../../shared/fields/lines.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftValues } from '../../shared/forms/use-draft-values.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { useLegislation } from './use-legislation.ts';

type SectionLine = { key: string; id: string | null; number: string; title: string; body: string };
type Values = {
  file_number: string;
  kind: LegislationKind;
  title: string;
  summary: string;
  state: LegislationState;
  introduced_on: string;
  passed_on: string;
  url: string;
  sections: SectionLine[];
};
const fieldOfHint: Record<string, keyof Values> = {
  law_number: 'file_number',
  law_kind: 'kind',
  law_title: 'title',
  law_summary: 'summary',
  law_state: 'state',
  law_url: 'url',
  law_passed_on: 'passed_on',
  law_sections: 'sections',
};

/** Writes a file of the register with its sections. */
export function LegislationForm() {
  const { t } = useWords();
  const { id } = useParams();
  const mayEdit = useAllowed('legislation', id ? 'edit' : 'create');
  const record = useLegislation(id ?? '');
  if (!mayEdit) return <NotAllowed title={t(id ? 'law.edit' : 'law.new')} reason={t('law.read_only')} />;
  if (!id) return <Form latest={null} />;
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  return record.facts ? <Form key={id} latest={record.facts} /> : <RowSkeleton rows={6} />;
}

const blank = (): SectionLine => ({ key: crypto.randomUUID(), id: null, number: '', title: '', body: '' });

function Form({ latest }: { latest: LegislationFacts | null }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const today = useToday();
  const acts = useActs(['legislation']);
  const one = latest?.legislation;
  const form = useDraftValues<Values>(`legislation.${latest?.id ?? 'new'}`, {
    file_number: one?.file_number ?? '',
    kind: one?.kind ?? 'ordinance',
    title: one?.title ?? '',
    summary: one?.summary ?? '',
    state: one?.state ?? 'passed',
    introduced_on: one?.introduced_on ?? '',
    passed_on: one?.passed_on ?? '',
    url: one?.url ?? '',
    sections: (latest?.sections ?? []).map((section) => ({ key: section.id, ...section })),
  });
  const { values, change, start } = form;
  const [wrong, setWrong] = useState<Partial<Record<keyof Values, string>>>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const field = refusal ? fieldOfHint[refusal.reason] : undefined;
  const errors = field && refusal ? { ...wrong, [field]: refusalText(refusal, t) } : wrong;
  const isOther = values.state === 'amended' || values.state === 'repealed';

  async function save() {
    if (acts.isWorking) return;
    const dayOf = (text: string) => (text.trim() === '' ? null : (readDay(text, today, locale) ?? undefined));
    const [introduced_on, passed_on] = [dayOf(values.introduced_on), dayOf(values.passed_on)];
    const found: typeof wrong = {
      ...(/^\d{6}$/.test(values.file_number.trim()) ? {} : { file_number: t('refusal.law_number') }),
      ...(values.title.trim() ? {} : { title: t('refusal.law_title') }),
      ...(introduced_on === undefined ? { introduced_on: t('award.wrong.day') } : {}),
      ...(passed_on === undefined ? { passed_on: t('award.wrong.day') } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.award-form [aria-invalid="true"]')?.focus());
      return;
    }
    const now = { ...values, introduced_on, passed_on, sections: values.sections.map(({ key: _key, ...section }) => section) };
    const before: Record<string, unknown> = {
      ...start,
      introduced_on: start.introduced_on || null,
      passed_on: start.passed_on || null,
      sections: start.sections.map(({ key: _key, ...section }) => section),
    };
    // Only what was changed: what somebody else wrote meanwhile stays.
    const p_legislation = latest
      ? Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])))
      : now;
    const saved = await acts.rpc<string>(
      'save_legislation',
      { p_legislation, ...(latest ? { p_id: latest.id, p_version: latest.legislation.version } : {}) },
      ({ act }) => done(t('law.saved'), { undo: act, ...(latest ? {} : { onUndone: () => navigate('/legislation') }) }),
    );
    if (!saved) return;
    form.forget();
    navigate(`/legislation/${saved.answer}`);
  }
  return (
    <FormFrame
      title={t(latest ? 'law.edit' : 'law.new')}
      save={t(latest ? 'award.save' : 'law.create')}
      isRestored={form.isRestored}
      error={field ? null : acts.error}
      isWorking={acts.isWorking}
      onForget={form.reset}
      onSave={() => void save()}
      onCancel={() => {
        form.forget();
        navigate(latest ? `/legislation/${latest.id}` : '/legislation');
      }}
    >
      <div className="event-form award-form">
        <div className="form-grid">
          <TextField
            label={t('law.file_number')}
            hint={t(isDoubtfulNumber(values.file_number.trim()) ? 'law.number_doubtful' : 'law.file_number_hint')}
            inputMode="numeric"
            maxLength={6}
            value={values.file_number}
            onChange={(file_number) => change({ file_number })}
            error={errors.file_number}
          />
          <ChoiceField
            label={t('law.kind')}
            value={values.kind}
            options={legislationKinds.map((kind) => ({ value: kind, label: t(`legislation.${kind}`) }))}
            onChange={(kind) => change({ kind: (kind ?? 'other') as LegislationKind })}
            error={errors.kind}
          />
        </div>
        <TextField
          label={t('law.title')}
          rows={2}
          maxLength={2000}
          value={values.title}
          onChange={(title) => change({ title })}
          error={errors.title}
        />
        <TextField
          label={t('law.summary')}
          rows={3}
          maxLength={5000}
          value={values.summary}
          onChange={(summary) => change({ summary })}
          error={errors.summary}
        />
        <div className="form-grid">
          {!isOther && (
            <ChoiceField
              label={t('law.state')}
              value={values.state}
              options={legislationStates
                .filter((state) => state !== 'amended' && state !== 'repealed')
                .map((state) => ({ value: state, label: t(`law.state.${state}`) }))}
              onChange={(state) => change({ state: (state ?? 'passed') as LegislationState })}
              error={errors.state}
            />
          )}
          <DayField
            label={t('law.introduced_on')}
            value={values.introduced_on}
            onChange={(introduced_on) => change({ introduced_on })}
            error={errors.introduced_on}
          />
          <DayField
            label={t('law.passed_on')}
            value={values.passed_on}
            onChange={(passed_on) => change({ passed_on })}
            error={errors.passed_on}
          />
        </div>
        <TextField
          label={t('law.url')}
          inputMode="url"
          maxLength={1000}
          value={values.url}
          onChange={(url) => change({ url })}
          error={errors.url}
        />
        <Lines
          legend={t('law.sections')}
          hint={t('law.sections_hint')}
          rows={values.sections}
          onChange={(sections) => change({ sections })}
          empty={blank}
          add={t('law.add_section')}
          className="law-line"
          errors={{}}
          error={errors.sections}
        >
          {(row, patch, number) => (
            <>
              <Input
                aria-label={t('law.section_number', { number })}
                placeholder="§"
                maxLength={40}
                value={row.number}
                onChange={({ target }) => patch({ number: target.value })}
              />
              <Input
                aria-label={t('law.section_title', { number })}
                placeholder={t('law.section_title_short')}
                maxLength={300}
                value={row.title}
                onChange={({ target }) => patch({ title: target.value })}
              />
              <Input.TextArea
                aria-label={t('law.section_body', { number })}
                placeholder={t('law.section_body_short')}
                autoSize={{ minRows: 1, maxRows: 12 }}
                maxLength={20000}
                value={row.body}
                onChange={({ target }) => patch({ body: target.value })}
              />
            </>
          )}
        </Lines>
      </div>
    </FormFrame>
  );
}
