import { Button, Input, InputNumber } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type FormEvent, useRef, useState } from 'react';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import type { AfterPart } from './after.tsx';

type NewIssue = { words: string; topic_id: string | null; voices: number; attendance_id: string | null };
const nothing: NewIssue = { words: '', topic_id: null, voices: 1, attendance_id: null };

/** What somebody said, noted in a line. The draft is kept; after saving the next one begins. */
export function AfterNewIssue({ event, after, facts }: AfterPart) {
  const { t } = useWords();
  const { done } = useNotify();
  const { topics } = useReferences();
  const draft = `event.issue.${event.id}`;
  const [issue, setIssue] = useState<NewIssue>(() => readDraft<NewIssue>(draft) ?? nothing);
  const [error, setError] = useState<string>();
  const words = useRef<TextAreaRef>(null);
  function change(patch: Partial<NewIssue>) {
    const next = { ...issue, ...patch };
    setIssue(next);
    writeDraft(draft, next.words.trim() ? next : null);
  }
  async function save(submitted: FormEvent) {
    submitted.preventDefault();
    const isEmpty = issue.words.trim() === '';
    setError(isEmpty ? t('after.issue_missing') : undefined);
    words.current?.focus();
    if (isEmpty) return;
    // The next one may be typed while this one is saved; it is often about the same.
    setIssue({ ...nothing, topic_id: issue.topic_id });
    const act = await after.noteIssue(issue);
    if (!act) return setIssue((now) => (now.words.trim() === '' ? issue : now));
    if ((readDraft<NewIssue>(draft)?.words ?? '') === issue.words) writeDraft(draft, null);
    done(t('after.issue_noted'), { undo: act });
  }
  return (
    <form className="after-new" onSubmit={(submitted) => void save(submitted)}>
      <Field label={t('after.issue_words')} error={error}>
        {(control) => (
          <Input.TextArea
            {...control}
            ref={words}
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={4000}
            value={issue.words}
            onChange={(typed) => change({ words: typed.target.value })}
            onKeyDown={(pressed) => {
              if (pressed.key === 'Enter' && (pressed.ctrlKey || pressed.metaKey)) void save(pressed);
            }}
          />
        )}
      </Field>
      <ChoiceField
        label={t('after.issue_topic')}
        value={issue.topic_id}
        options={topics.filter((one) => one.is_active).map((one) => ({ value: one.id, label: one.name }))}
        onChange={(topic_id) => change({ topic_id })}
      />
      <Field label={t('after.issue_voices')}>
        {(control) => (
          <InputNumber
            {...control}
            min={1}
            max={10000}
            precision={0}
            value={issue.voices}
            onChange={(voices) => change({ voices: voices ?? 1 })}
          />
        )}
      </Field>
      <ChoiceField
        label={t('after.issue_who')}
        value={issue.attendance_id}
        emptyLabel={t('after.issue_who_none')}
        options={facts.people.map((one) => ({ value: one.id, label: one.name }))}
        onChange={(attendance_id) => change({ attendance_id })}
      />
      <Button htmlType="submit">{t('after.issue_add')}</Button>
    </form>
  );
}
