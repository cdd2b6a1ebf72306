import { type RefObject, useEffect } from 'react';
import { passTabStop } from './use-grid-keys.ts';

/**
 * The library says of its boxes that they are a table with rows and cells, but not of all of them, and puts buttons into buttons:
 * worse for a screen reader than saying nothing. Its roles are taken away as it draws; the events themselves are links, the days
 * buttons, and the same events stand in a real table in the view of that name.
 */
export function useGridRoles(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = frame.current;
    if (!root) return;
    const mend = () => {
      for (const box of root.querySelectorAll('.rbc-calendar [role]:not(.rbc-time-content)')) {
        for (const name of ['role', 'tabindex', 'aria-sort', 'aria-label']) box.removeAttribute(name);
      }
      // One stop of Tab for the days and one for the events; the arrows go on from there.
      for (const kind of ['[data-day]', '[data-event]']) {
        const all = [...root.querySelectorAll<HTMLElement>(kind)];
        const first = all.find((one) => one.tabIndex === 0) ?? all.find((one) => one.closest('.rbc-now')) ?? all[0];
        if (first) passTabStop(root, first);
      }
      // What scrolls can be reached by keyboard.
      const hours = root.querySelector('.rbc-time-content');
      hours?.setAttribute('tabindex', '0');
      hours?.setAttribute('role', 'group');
    };
    mend();
    const watcher = new MutationObserver(mend);
    watcher.observe(root, { childList: true, subtree: true });
    return () => watcher.disconnect();
  }, [frame]);
}
