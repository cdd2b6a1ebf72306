import { Button, Input } from 'antd';
import { useState } from 'react';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { Field } from '../components/field.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { useOptions } from '../fields/use-options.ts';
import type { TaskValues, useTaskActs } from './actions.ts';
import { DueField, useReadDay } from './due-field.tsx';

type Typed = { title: string; notes: string; owner_id: string | null; due: string };

type TaskFormProps = {
  acts: ReturnType<typeof useTaskActs>;
  /** The task as it is; none for a new one. */
  task?: { title: string; notes: string; owner_id: string | null; due_on: string | null };
  /** What is typed is kept under this name until it is saved. */
  draft: string;
  onSave: (values: TaskValues) => Promise<boolean>;
  onClose: () => void;
};

/** A task in four fields. Enter saves; a new task goes to its author unless it is given to somebody. */
export function TaskForm({ acts, task, draft, onSave, onClose }: TaskFormProps) {
  const { t } = useWords();
  const { me } = useOffice();
  const { staff } = useOptions();
  const read = useReadDay();
  const [typed, setTyped] = useState<Typed>(
    () =>
      readDraft<Typed>(draft) ?? {
        title: task?.title ?? '',
        notes: task?.notes ?? '',
        owner_id: task ? task.owner_id : me.id,
        due: task?.due_on ?? '',
      },
  );
  const [isTried, setTried] = useState(false);
  const day = read(typed.due);

  function change(patch: Partial<Typed>) {
    const next = { ...typed, ...patch };
    setTyped(next);
    writeDraft(draft, next);
  }
  function close() {
    writeDraft(draft, null);
    acts.clear();
    onClose();
  }
  async function save() {
    setTried(true);
    if (typed.title.trim() === '' || day === undefined) return;
    if (await onSave({ title: typed.title.trim(), notes: typed.notes.trim(), owner_id: typed.owner_id, due_on: day })) close();
  }
  return (
    <form
      className="task-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    >
      <div className="task-form-title">
        <Field label={t('tasks.title')} error={isTried && typed.title.trim() === '' ? t('tasks.title_missing') : undefined}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={300}
              value={typed.title}
              onChange={(event) => change({ title: event.target.value })}
            />
          )}
        </Field>
      </div>
      <ChoiceField
        label={t('tasks.owner')}
        value={typed.owner_id}
        options={staff}
        emptyLabel={t('filters.nobody')}
        onChange={(owner_id) => change({ owner_id })}
      />
      <DueField
        text={typed.due}
        onChange={(due) => change({ due })}
        error={isTried && day === undefined ? t('tasks.due_unread') : undefined}
      />
      <div className="task-form-title">
        <Field label={t('tasks.notes')}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 1, maxRows: 6 }}
              maxLength={5000}
              value={typed.notes}
              onChange={(event) => change({ notes: event.target.value })}
            />
          )}
        </Field>
      </div>
      <RefusedLine error={acts.error} />
      <div className="task-form-foot">
        <Button onClick={close}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t(task ? 'tasks.save' : 'tasks.add_save')}
        </Button>
      </div>
    </form>
  );
}
