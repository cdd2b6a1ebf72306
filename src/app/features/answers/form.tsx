import '../../styles/record.css';
import '../../styles/event-form.css';
import '../../styles/awards.css';
import '../../styles/answers.css';
import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { AnswerCardFacts } from '../../../domain/legislation/answer-card.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice, useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Grade } from '../../shared/answers/grade.tsx';
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
import { type CitationLine, CitationLines, citationLines } from './citation-lines.tsx';
import { useAnswer } from './use-answer.ts';

type TextLine = { key: string; language: string; body: string };
type Values = {
  title: string;
  topic_id: string | null;
  owner_id: string | null;
  review_by: string;
  texts: TextLine[];
  citations: CitationLine[];
};
const fieldOfHint: Record<string, keyof Values> = {
  card_title: 'title',
  card_topic: 'topic_id',
  card_owner: 'owner_id',
  card_review_by: 'review_by',
  card_texts: 'texts',
  card_citations: 'citations',
};

/** Writes an answer in its languages, with what it rests on. */
export function AnswerForm() {
  const { t } = useWords();
  const { id } = useParams();
  const mayEdit = useAllowed('answer_cards', id ? 'edit' : 'create');
  const record = useAnswer(id ?? '');
  if (!mayEdit) return <NotAllowed title={t(id ? 'answers.edit' : 'answers.new')} reason={t('answers.read_only')} />;
  if (!id) return <Form latest={null} />;
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  return record.facts ? <Form key={id} latest={record.facts} /> : <RowSkeleton rows={6} />;
}

const toTexts = (texts: TextLine[]) => texts.map(({ language, body }) => ({ language, body }));
const toCitations = (lines: CitationLine[]) =>
  lines.filter(({ legislation_id }) => legislation_id).map(({ legislation_id, section_id }) => ({ legislation_id, section_id }));

function Form({ latest }: { latest: AnswerCardFacts | null }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { me } = useOffice();
  const today = useToday();
  const { staff, topics } = useReferences();
  const acts = useActs(['answer_cards']);
  const one = latest?.card;
  const form = useDraftValues<Values>(`answer.${latest?.id ?? 'new'}`, {
    title: one?.title ?? '',
    topic_id: one?.topic_id ?? null,
    owner_id: one ? one.owner_id : me.id,
    review_by: one?.review_by ?? '',
    texts: latest
      ? latest.texts.map(({ language, body }) => ({ key: language, language, body }))
      : [{ key: 'en', language: 'en', body: '' }],
    citations: citationLines(latest?.citations ?? []),
  });
  const { values, change, start } = form;
  const [wrong, setWrong] = useState<Partial<Record<keyof Values, string>>>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const field = refusal ? fieldOfHint[refusal.reason] : undefined;
  const errors = field && refusal ? { ...wrong, [field]: refusalText(refusal, t) } : wrong;

  async function save() {
    if (acts.isWorking) return;
    const review_by = values.review_by.trim() === '' ? null : (readDay(values.review_by, today, locale) ?? undefined);
    const found: typeof wrong = {
      ...(values.title.trim() ? {} : { title: t('refusal.card_title') }),
      ...(review_by === undefined ? { review_by: t('award.wrong.day') } : {}),
      ...(values.texts.some(({ body }) => body.trim()) ? {} : { texts: t('refusal.card_texts') }),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.award-form [aria-invalid="true"], .award-form textarea')?.focus());
      return;
    }
    const now = { ...values, review_by, texts: toTexts(values.texts), citations: toCitations(values.citations) };
    const before: Record<string, unknown> = {
      ...start,
      review_by: start.review_by || null,
      texts: toTexts(start.texts),
      citations: toCitations(start.citations),
    };
    // Only what was changed: what somebody else wrote meanwhile stays.
    const p_card = latest
      ? Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])))
      : now;
    const saved = await acts.rpc<string>(
      'save_answer_card',
      { p_card, ...(latest ? { p_id: latest.id, p_version: latest.card.version } : {}) },
      ({ act }) => done(t('answers.saved'), { undo: act, ...(latest ? {} : { onUndone: () => navigate('/answers') }) }),
    );
    if (!saved) return;
    form.forget();
    navigate(`/answers/${saved.answer}`);
  }
  return (
    <FormFrame
      title={t(latest ? 'answers.edit' : 'answers.new')}
      save={t(latest ? 'award.save' : 'answers.create')}
      isRestored={form.isRestored}
      error={field ? null : acts.error}
      isWorking={acts.isWorking}
      onForget={form.reset}
      onSave={() => void save()}
      onCancel={() => {
        form.forget();
        navigate(latest ? `/answers/${latest.id}` : '/answers');
      }}
    >
      <div className="event-form award-form">
        <TextField
          label={t('answers.question')}
          maxLength={300}
          value={values.title}
          onChange={(title) => change({ title })}
          error={errors.title}
        />
        <TextLines texts={values.texts} onChange={(texts) => change({ texts })} error={errors.texts} />
        <CitationLines lines={values.citations} onChange={(citations) => change({ citations })} error={errors.citations} />
        <div className="form-grid">
          <ChoiceField
            label={t('field.topic_id')}
            emptyLabel={t('answers.any_topic')}
            value={values.topic_id}
            options={topics
              .filter(({ id, is_active }) => is_active || id === values.topic_id)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(topic_id) => change({ topic_id })}
            error={errors.topic_id}
          />
          <ChoiceField
            label={t('answers.owner')}
            emptyLabel={t('changes.nobody')}
            value={values.owner_id}
            options={staff
              .filter(({ id, is_active }) => is_active || id === values.owner_id)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(owner_id) => change({ owner_id })}
            error={errors.owner_id}
          />
          {one?.state === 'current' && (
            <DayField
              label={t('answers.review_by')}
              value={values.review_by}
              onChange={(review_by) => change({ review_by })}
              error={errors.review_by}
            />
          )}
        </div>
      </div>
    </FormFrame>
  );
}

/** The answer in each language, with how hard it is to read. */
function TextLines({ texts, onChange, error }: { texts: TextLine[]; onChange: (texts: TextLine[]) => void; error: string | undefined }) {
  const { t } = useWords();
  const { languages } = useReferences();
  const free = languages.filter(({ code, is_active }) => is_active && !texts.some((text) => text.language === code));
  return (
    <Lines
      legend={t('answers.texts')}
      hint={t('answers.texts_hint')}
      rows={texts}
      onChange={onChange}
      empty={() => ({ key: crypto.randomUUID(), language: free[0]?.code ?? 'en', body: '' })}
      add={t('answers.add_language')}
      className="answer-line"
      errors={{}}
      error={error}
      note={(row) => <Grade text={row.body} language={row.language} />}
    >
      {(row, patch, number) => (
        <>
          <ChoiceField
            label={t('answers.language_of', { number })}
            value={row.language}
            options={languages
              .filter(({ code, is_active }) => code === row.language || (is_active && !texts.some((text) => text.language === code)))
              .map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(language) => patch({ language: language ?? 'en' })}
          />
          <Input.TextArea
            aria-label={t('answers.text_of', { number })}
            lang={row.language}
            autoSize={{ minRows: 4, maxRows: 16 }}
            maxLength={10000}
            value={row.body}
            onChange={({ target }) => patch({ body: target.value })}
          />
        </>
      )}
    </Lines>
  );
}
