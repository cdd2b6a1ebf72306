import { useState } from 'react';
import { readDraft, writeDraft } from '../../providers/drafts.ts';

/** What is typed into a form, kept as a draft until it is saved or forgotten; also what it started from, for whoever else saves meanwhile. */
export function useDraftValues<Values extends object>(name: string, fresh: Values) {
  const [kept] = useState(() => readDraft<{ start: Values; values: Values }>(name));
  const [isRestored, setRestored] = useState(kept !== null);
  const [start, setStart] = useState<Values>(kept?.start ?? fresh);
  const [values, setValues] = useState<Values>({ ...fresh, ...kept?.values });
  return {
    values,
    start,
    isRestored,
    change: (patch: Partial<Values>) =>
      setValues((now) => {
        const next = { ...now, ...patch };
        writeDraft(name, { start, values: next });
        return next;
      }),
    forget: () => writeDraft(name, null),
    reset: () => {
      writeDraft(name, null);
      setRestored(false);
      setStart(fresh);
      setValues(fresh);
    },
  };
}
