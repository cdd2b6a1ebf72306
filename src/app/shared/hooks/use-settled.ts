import { useEffect, useState } from 'react';

/** The value, once it has stayed the same for `ms` milliseconds: so that typing asks once, not at every letter. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
