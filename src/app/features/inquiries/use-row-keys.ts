import { useCallback, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useShortcut } from '../../shared/hooks/use-shortcut.ts';

/**
 * J and K, or the arrows, go through the rows; Enter opens the marked one, X ticks it, Shift+X ticks from the last one to it.
 * Answers the id of the marked row.
 */
export function useRowKeys(ids: string[], openId: string | undefined, tick: (id: string, isRange: boolean) => boolean): string | null {
  const navigate = useNavigate();
  const { search } = useLocation();
  const [marked, setMarked] = useState<string | null>(null);
  const current = marked !== null && ids.includes(marked) ? marked : null;

  const move = useCallback(
    (step: 1 | -1): boolean => {
      const at = ids.indexOf(current ?? openId ?? '');
      const next = ids[at < 0 ? 0 : Math.min(Math.max(at + step, 0), ids.length - 1)];
      if (!next) return false;
      setMarked(next);
      const link = document.querySelector<HTMLElement>(`[data-row="${next}"] a`);
      link?.focus({ preventScroll: true });
      link?.closest('li')?.scrollIntoView({ block: 'nearest' });
      return true;
    },
    [ids, current, openId],
  );
  useShortcut((key, event) => {
    const inList = event.target instanceof HTMLElement && (event.target.closest('.list-pane') !== null || event.target === document.body);
    if (key === 'j' || (key === 'ArrowDown' && inList)) return move(1);
    if (key === 'k' || (key === 'ArrowUp' && inList)) return move(-1);
    const focused = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
    const target = current ?? focused ?? openId;
    if ((key === 'x' || key === 'X') && target) return tick(target, key === 'X');
    if (key === 'Enter' && current && event.target === document.body) {
      navigate(`/inquiries/${current}${search}`);
      return true;
    }
    return false;
  });
  return current;
}
