import { useState } from 'react';
import { Link } from 'react-router';
import { daysBetween } from '../../../domain/shared/dates.ts';
import { recordPage } from '../../../domain/shared/record.ts';
import type { TaskRow } from '../../../domain/tasks/task.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { Tag } from '../components/tag.tsx';
import { useTaskActs } from './actions.ts';
import { TaskForm } from './task-form.tsx';

type TaskLineProps = {
  task: TaskRow;
  /** Names the record that the task is on; not needed on the record itself. */
  withRecord?: boolean;
  isMarked?: boolean;
};

/** One task: the box to tick, what is to be done, whose it is and until when. */
export function TaskLine({ task, withRecord = false, isMarked = false }: TaskLineProps) {
  const { t } = useWords();
  const acts = useTaskActs();
  const [isEditing, setEditing] = useState(false);
  const isDone = task.done_at !== null;
  if (isEditing) {
    return (
      <li className="task">
        <TaskForm
          acts={acts}
          task={task}
          draft={`task.${task.id}`}
          onSave={(values) => acts.save(task, values)}
          onClose={() => setEditing(false)}
        />
      </li>
    );
  }
  return (
    <li className={`task${isMarked ? ' row-marked' : ''}`} data-task={task.id}>
      <div className="task-row">
        <label className="task-tick">
          <input
            type="checkbox"
            checked={acts.isWorking ? !isDone : isDone}
            disabled={!task.may_do || acts.isWorking}
            onChange={() => void (isDone ? acts.reopen(task) : acts.complete(task))}
          />
          <span className={isDone ? 'task-title task-done' : 'task-title'}>{task.title}</span>
        </label>
        <TaskFacts task={task} withRecord={withRecord} />
        {task.notes && <p className="task-notes">{task.notes}</p>}
        {task.may_do && !isDone && (
          <p className="task-acts">
            <button type="button" className="link" onClick={() => setEditing(true)} aria-label={t('tasks.edit_of', { title: task.title })}>
              {t('tasks.edit')}
            </button>
            <button
              type="button"
              className="link"
              onClick={() => void acts.drop(task)}
              aria-label={t('tasks.drop_of', { title: task.title })}
              disabled={acts.isWorking}
            >
              {t('tasks.drop')}
            </button>
          </p>
        )}
        <RefusedLine error={acts.error} />
      </div>
    </li>
  );
}

function TaskFacts({ task, withRecord }: { task: TaskRow; withRecord: boolean }) {
  const { t, format } = useWords();
  const { staff } = useReferences();
  const nameOf = (id: string | null) => staff.find((one) => one.id === id)?.name ?? t('timeline.somebody');
  if (task.done_at) {
    return (
      <p className="secondary task-facts">
        {t(task.outcome === 'dropped' ? 'tasks.dropped_by' : 'tasks.done_by', {
          name: nameOf(task.done_by),
          date: format.instant(task.done_at),
        })}
        {withRecord && <RecordLink task={task} />}
      </p>
    );
  }
  return (
    <p className="secondary task-facts">
      <TaskDue due={task.due_on} />
      <span>{task.owner_name ?? (task.owner_role ? t(`tasks.role_${task.owner_role}`) : t('filters.nobody'))}</span>
      {task.is_required && <Tag tone="amber">{t(task.record_table === 'inquiries' ? 'tasks.required' : 'tasks.required_event')}</Tag>}
      {withRecord && <RecordLink task={task} />}
      {!task.may_do && <span>{t('tasks.not_yours')}</span>}
    </p>
  );
}

function RecordLink({ task }: { task: TaskRow }) {
  return task.record_table && task.record_id ? <Link to={recordPage(task.record_table, task.record_id)}>{task.record_title}</Link> : null;
}

/** When a task is due, in words: late, today, or the day. A task without a day says nothing. */
export function TaskDue({ due }: { due: string | null }) {
  const { t, tn, format } = useWords();
  const today = useToday();
  if (due === null) return null;
  if (due < today) return <span className="late">{tn('due.overdue', daysBetween(due, today))}</span>;
  if (due === today) return <span className="soon">{t('due.today')}</span>;
  return <span>{t('due.on', { date: format.date(due, today) })}</span>;
}
