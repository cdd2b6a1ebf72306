import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Which fields somebody was in and left: what is wrong there is told from then on. While a button of the pointer is down it waits:
 * a sentence that appears between pressing and letting go would move away what is pressed.
 */
export function useLeft(): { left: ReadonlySet<string>; leave: (id: string) => void } {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const isDown = useRef(false);
  const waiting = useRef<string[]>([]);
  const take = useCallback((ids: string[]) => setLeft((now) => (ids.every((id) => now.has(id)) ? now : new Set([...now, ...ids]))), []);
  useEffect(() => {
    const down = () => {
      isDown.current = true;
    };
    const up = () => {
      isDown.current = false;
      // After the click that this was.
      setTimeout(() => take(waiting.current.splice(0)));
    };
    document.addEventListener('pointerdown', down, true);
    document.addEventListener('pointerup', up, true);
    document.addEventListener('pointercancel', up, true);
    return () => {
      document.removeEventListener('pointerdown', down, true);
      document.removeEventListener('pointerup', up, true);
      document.removeEventListener('pointercancel', up, true);
    };
  }, [take]);
  const leave = useCallback(
    (id: string) => {
      if (isDown.current) waiting.current.push(id);
      else take([id]);
    },
    [take],
  );
  return { left, leave };
}
