import '../../styles/things.css';
import { useState } from 'react';
import type { RecordRef } from '../../../domain/shared/record.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused } from '../components/refused.tsx';
import { useTaskActs } from './actions.ts';
import { ApplyChecklist } from './apply-checklist.tsx';
import { TaskForm } from './task-form.tsx';
import { TaskLine } from './task-line.tsx';
import { useRecordTasks } from './use-tasks.ts';

type RecordTasksProps = {
  record: RecordRef;
  /** The topic of an inquiry: its checklist is offered first. */
  topicId?: string | undefined;
  /** A closed inquiry takes no checklist any more. */
  isClosed?: boolean;
};

/** The tasks of a record: to tick, to add, or a whole checklist at once. What is settled stands folded below. */
export function RecordTasks({ record, topicId, isClosed = false }: RecordTasksProps) {
  const { t, tn } = useWords();
  const mayAdd = useAllowed('tasks', 'create');
  const acts = useTaskActs();
  const tasks = useRecordTasks(record);
  const [adding, setAdding] = useState<'task' | 'checklist' | null>(null);
  const isEmpty = tasks.open?.length === 0 && tasks.settled.length === 0;
  return (
    <section className="things" aria-label={t('tasks.heading')}>
      <div className="things-head">
        <h2>{t('tasks.heading')}</h2>
        {mayAdd && (
          <p className="things-ways">
            <button type="button" className="link" onClick={() => setAdding('task')}>
              {t('tasks.add')}
            </button>
            {!isClosed && (
              <button type="button" className="link" onClick={() => setAdding('checklist')}>
                {t('tasks.use_checklist')}
              </button>
            )}
          </p>
        )}
      </div>
      {tasks.error && <Refused error={tasks.error} onRetry={tasks.retry} />}
      {isEmpty && adding === null && <p className="secondary">{t(mayAdd ? 'tasks.none_here' : 'tasks.none')}</p>}
      <ul className="tasks">
        {(tasks.open ?? []).map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
      {adding === 'task' && (
        <TaskForm
          acts={acts}
          draft={`task.new.${record.id}`}
          onSave={(values) => acts.add(values, record)}
          onClose={() => setAdding(null)}
        />
      )}
      {adding === 'checklist' && <ApplyChecklist record={record} topicId={topicId} onClose={() => setAdding(null)} />}
      {tasks.settled.length > 0 && (
        <details className="things-done">
          <summary>{tn('tasks.settled', tasks.settled.length)}</summary>
          <ul className="tasks">
            {tasks.settled.map((task) => (
              <TaskLine key={task.id} task={task} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
