import '../../styles/things.css';
import { Link } from 'react-router';
import { addDays } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { TaskLine } from './task-line.tsx';
import { useTaskRows } from './use-tasks.ts';

const shownRows = 5;

/** The reader's tasks that are late, due today or tomorrow, to tick on the spot. Nothing at all when there is none. */
export function DueTasks() {
  const { t } = useWords();
  const today = useToday();
  const hasTasks = useAllowed('tasks', 'create');
  const query = useTaskRows({ filters: { mine: true, due_before: addDays(today, 2) }, sort: 'due_on' }, shownRows, hasTasks);
  const rows = query.data?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="home-tasks" aria-labelledby="home-tasks">
      <div className="page-head">
        <h2 id="home-tasks" className="home-heading">
          {t('home.your_tasks')}
        </h2>
        <Link to="/tasks">{t('home.all_tasks')}</Link>
      </div>
      <ul className="tasks">
        {rows.map((task) => (
          <TaskLine key={task.id} task={task} withRecord />
        ))}
      </ul>
    </section>
  );
}
