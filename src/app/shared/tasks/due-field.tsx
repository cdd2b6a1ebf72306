import { Input } from 'antd';
import { useId } from 'react';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { Field } from '../components/field.tsx';

type DueFieldProps = {
  /** What is typed, and the day it means: null for none, undefined while it cannot be read. */
  text: string;
  onChange: (text: string) => void;
  error?: string | undefined;
};

/** A due day in words: "fri", "next week", "in 3 days", "12/1". What is understood is said below while typing. */
export function DueField({ text, onChange, error }: DueFieldProps) {
  const { t, format } = useWords();
  const today = useToday();
  const read = useReadDay();
  const day = read(text);
  const list = useId();
  const hint = day === undefined ? t('tasks.due_unread') : day === null ? t('tasks.due_hint') : format.date(day, today);
  return (
    <Field label={t('tasks.due')} hint={error ? undefined : hint} error={error}>
      {(control) => (
        <>
          <Input {...control} autoComplete="off" list={list} value={text} onChange={(event) => onChange(event.target.value)} />
          <datalist id={list}>
            {[t('tasks.day_today'), t('tasks.day_tomorrow'), t('tasks.day_next_week')].map((words) => (
              <option key={words} value={words} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** Reads a due day as the reader's language has it: null for nothing typed, undefined for what is no day. */
export function useReadDay(): (text: string) => string | null | undefined {
  const { locale } = useWords();
  const today = useToday();
  return (text) => (text.trim() === '' ? null : (readDay(text, today, locale) ?? undefined));
}
