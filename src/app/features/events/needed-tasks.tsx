import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useRecordTasks } from '../../shared/tasks/use-tasks.ts';

/** Tasks that a checklist calls needed and nobody has done. They are told here and hold nothing up: the event is held all the same. */
export function useNeededTasks(event: string): string[] {
  const { open } = useRecordTasks({ table: 'events', id: event });
  return (open ?? []).filter((task) => task.is_required).map((task) => task.title);
}

export function NeededTasks({ titles }: { titles: string[] }) {
  const { t } = useWords();
  return titles.map((title) => (
    <li key={title}>
      <span>{t('event_things.needed', { title })}</span>
      <Link to={{ search: '?tab=tasks' }}>{t('event_things.to_tasks')}</Link>
    </li>
  ));
}
