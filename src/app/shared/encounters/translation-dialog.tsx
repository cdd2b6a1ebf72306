import '../../styles/event-form.css';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { readCount } from '../../../domain/language-encounters/form.ts';
import type { TranslationFacts } from '../../../domain/language-encounters/translation.ts';
import { readCents, writeCents } from '../../../domain/shared/money.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DayField } from '../fields/day-field.tsx';
import { ProgramField } from '../fields/program-field.tsx';
import { RecordField } from '../fields/record-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { useOptions } from '../fields/use-options.ts';
import { refusalText } from '../refusal-text.ts';
import { useInterpreters, useLanguageActs } from './use-encounters.ts';

type Values = {
  title: string;
  language: string | null;
  source_words: string;
  is_vital: boolean;
  /** 'staff:…' or 'vendor:…'. */
  translator: string | null;
  reviewer_id: string | null;
  inquiry_id: string | null;
  event_id: string | null;
  program_id: string | null;
  due_on: string;
  cost: string;
  note: string;
};
/** The record that it is asked for. */
export type TranslationFor = { table: 'inquiries' | 'events' | 'programs'; id: string; name: string; language?: string | null };
const columns = { inquiries: 'inquiry_id', events: 'event_id', programs: 'program_id' } as const;
const empty: Values = {
  title: '',
  language: null,
  source_words: '',
  is_vital: false,
  translator: null,
  reviewer_id: null,
  inquiry_id: null,
  event_id: null,
  program_id: null,
  due_on: '',
  cost: '',
  note: '',
};
const fieldOfHint: Record<string, keyof Values> = {
  translation_title: 'title',
  translation_language: 'language',
  translation_words: 'source_words',
  translation_translator: 'translator',
  translation_vendor: 'translator',
  translation_reviewer: 'reviewer_id',
  translation_cost: 'cost',
  translation_note: 'note',
};

function toValues({ translation: one }: TranslationFacts): Values {
  return {
    title: one.title,
    language: one.language,
    source_words: one.source_words === null ? '' : String(one.source_words),
    is_vital: one.is_vital,
    translator: one.translator_staff_id ? `staff:${one.translator_staff_id}` : one.vendor_id ? `vendor:${one.vendor_id}` : null,
    reviewer_id: one.reviewer_id,
    inquiry_id: one.inquiry_id,
    event_id: one.event_id,
    program_id: one.program_id,
    due_on: one.due_on ?? '',
    cost: writeCents(one.cost_cents),
    note: one.note,
  };
}

/** Asks for a translation, or changes what is asked for. */
export function TranslationDialog({
  facts,
  record,
  onClose,
  onSaved,
}: {
  facts?: TranslationFacts;
  record?: TranslationFor;
  onClose: () => void;
  onSaved?: (id: string) => void;
}) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useLanguageActs();
  const choices = useInterpreters();
  const draft = `translation.${facts?.id ?? record?.id ?? 'new'}`;
  const [values, setValues] = useState<Values>(() => ({
    ...(facts ? toValues(facts) : empty),
    ...(record
      ? {
          [columns[record.table]]: record.id,
          language: record.language && !['en', 'und'].includes(record.language) ? record.language : null,
        }
      : {}),
    ...readDraft<Values>(draft),
  }));
  const nameOf = (table: TranslationFor['table'], known: string | null | undefined) => (record?.table === table ? record.name : known);
  const [wrong, setWrong] = useState<Partial<Record<keyof Values, string>>>({});
  const options = useOptions({ language: values.language });
  const change = (patch: Partial<Values>) =>
    setValues((now) => {
      const next = { ...now, ...patch };
      writeDraft(draft, next);
      return next;
    });
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const refused = refusal?.field ? fieldOfHint[refusal.field] : undefined;
  const errors = refused && refusal ? { ...wrong, [refused]: refusalText(refusal, t) } : wrong;
  const writers = new Set(choices?.staff.filter((one) => one.language === values.language && one.skill !== 'spoken').map(({ id }) => id));
  const translators = [
    ...options.staff.map(({ value, label }) => ({
      value: `staff:${value}`,
      label: writers.has(value) ? t('translation.writes_it', { name: label }) : label,
    })),
    ...(choices?.vendors ?? []).filter((one) => one.is_active).map(({ id, name }) => ({ value: `vendor:${id}`, label: name })),
  ].sort((a, b) => Number(writers.has(b.value.slice(6))) - Number(writers.has(a.value.slice(6))));

  async function save() {
    const due = values.due_on ? readDay(values.due_on, today, locale) : '';
    const found: typeof wrong = {
      ...(values.title.trim() ? {} : { title: t('refusal.translation_title') }),
      ...(values.language ? {} : { language: t('refusal.translation_language') }),
      ...(readCount(values.source_words) === undefined ? { source_words: t('refusal.translation_words') } : {}),
      ...(readCents(values.cost) === undefined ? { cost: t('refusal.translation_cost') } : {}),
      ...(due === null ? { due_on: t('encounter.wrong_day') } : {}),
    };
    setWrong(found);
    acts.clear();
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.translation-form [aria-invalid="true"]')?.focus());
      return;
    }
    const [kind, who] = values.translator?.split(':') ?? [];
    const p_translation = {
      title: values.title,
      language: values.language,
      source_words: readCount(values.source_words) ?? null,
      is_vital: values.is_vital,
      translator_staff_id: kind === 'staff' ? who : null,
      vendor_id: kind === 'vendor' ? who : null,
      reviewer_id: values.reviewer_id,
      inquiry_id: values.inquiry_id,
      event_id: values.event_id,
      program_id: values.program_id,
      due_on: due || null,
      cost_cents: readCents(values.cost) ?? null,
      note: values.note,
    };
    const saved = await acts.rpc<string>(
      'save_translation',
      facts ? { p_translation, p_id: facts.id, p_version: facts.translation.version } : { p_translation },
      ({ act }) => {
        writeDraft(draft, null);
        onClose();
        done(t(facts ? 'translation.saved' : 'translation.requested'), { undo: act });
      },
    );
    if (saved) onSaved?.(saved.answer);
  }
  const close = () => {
    writeDraft(draft, null);
    onClose();
  };
  return (
    <Modal open title={t(facts ? 'translation.edit' : 'translation.new')} footer={null} onCancel={onClose} destroyOnHidden width={600}>
      <form
        className="dialog-form translation-form encounter-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t('translation.title')}
          maxLength={300}
          value={values.title}
          onChange={(title) => change({ title })}
          error={errors.title}
        />
        <div className="form-grid">
          <ChoiceField
            label={t('translation.into')}
            value={values.language}
            options={options.languages.filter(({ value }) => value !== 'und')}
            onChange={(language) => change({ language })}
            error={errors.language}
          />
          <TextField
            label={t('translation.words')}
            inputMode="numeric"
            maxLength={10}
            value={values.source_words}
            onChange={(source_words) => change({ source_words })}
            error={errors.source_words}
          />
          <ChoiceField
            label={t('translation.translator')}
            value={values.translator}
            emptyLabel={t('translation.nobody')}
            options={translators}
            onChange={(translator) => change({ translator })}
            error={errors.translator}
          />
          <ChoiceField
            label={t('translation.reviewer')}
            hint={t('translation.reviewer_hint')}
            value={values.reviewer_id}
            emptyLabel={t('translation.nobody')}
            options={options.staff}
            onChange={(reviewer_id) => change({ reviewer_id })}
            error={errors.reviewer_id}
          />
          <DayField label={t('translation.due_on')} value={values.due_on} onChange={(due_on) => change({ due_on })} error={errors.due_on} />
          <TextField
            label={t('encounter.cost')}
            inputMode="decimal"
            maxLength={14}
            value={values.cost}
            onChange={(cost) => change({ cost })}
            error={errors.cost}
          />
        </div>
        <RecordField
          table="inquiries"
          label={t('translation.inquiry')}
          value={values.inquiry_id}
          name={nameOf('inquiries', facts?.inquiry && `${facts.inquiry.number} ${facts.inquiry.subject}`)}
          onChange={(inquiry_id) => change({ inquiry_id })}
          emptyLabel={t('translation.for_none')}
          placeholder={t('translation.find_inquiry')}
        />
        <RecordField
          table="events"
          label={t('translation.event')}
          value={values.event_id}
          name={nameOf('events', facts?.event?.title)}
          onChange={(event_id) => change({ event_id })}
          emptyLabel={t('translation.for_none')}
          placeholder={t('translation.find_event')}
        />
        <ProgramField
          label={t('translation.program')}
          value={values.program_id}
          name={nameOf('programs', facts?.program?.name) ?? undefined}
          onChange={(program_id) => change({ program_id })}
          emptyLabel={t('translation.for_none')}
        />
        <label className="check">
          <input type="checkbox" checked={values.is_vital} onChange={({ target }) => change({ is_vital: target.checked })} />
          {t('encounter.is_vital')}
        </label>
        <TextField
          label={t('translation.note')}
          rows={2}
          maxLength={2000}
          value={values.note}
          onChange={(note) => change({ note })}
          error={errors.note}
        />
        {!refused && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(facts ? 'encounter.save' : 'translation.ask')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
