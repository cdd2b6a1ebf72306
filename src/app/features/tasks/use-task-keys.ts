import { useState } from 'react';
import type { TaskRow } from '../../../domain/tasks/task.ts';
import { useShortcut } from '../../shared/hooks/use-shortcut.ts';

/** J and K, or the arrows, go through the tasks; X ticks the marked one, Enter opens its record. Answers the marked id. */
export function useTaskKeys(tasks: Pick<TaskRow, 'id'>[]): string | null {
  const [marked, setMarked] = useState<string | null>(null);
  const ids = tasks.map((task) => task.id);
  const current = marked !== null && ids.includes(marked) ? marked : null;
  const row = () => (current ? document.querySelector(`[data-task="${current}"]`) : null);

  function move(step: 1 | -1): boolean {
    const at = current ? ids.indexOf(current) : -1;
    const next = ids[at < 0 ? 0 : Math.min(Math.max(at + step, 0), ids.length - 1)];
    if (!next) return false;
    setMarked(next);
    const target = document.querySelector(`[data-task="${next}"]`);
    target?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'nearest' });
    return true;
  }
  useShortcut((key) => {
    if (key === 'j' || key === 'ArrowDown') return move(1);
    if (key === 'k' || key === 'ArrowUp') return move(-1);
    if (key === 'x' && current) {
      row()?.querySelector<HTMLElement>('input[type="checkbox"]')?.click();
      return true;
    }
    if (key === 'Enter' && current) {
      const link = row()?.querySelector<HTMLElement>('.task-facts a');
      link?.click();
      return Boolean(link);
    }
    return false;
  });
  return current;
}
