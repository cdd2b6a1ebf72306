import { useCallback, useEffect, useRef, useState } from 'react';
import { type Refusal, toRefusal } from '../../../data/refusals.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { refusalText } from '../refusal-text.ts';

// A choice says it on its frame as well, which takes no keys.
const firstWrong = '.form-page :is(:is(input, textarea, [tabindex])[aria-invalid="true"], .line:has(.field-error) input)';

/** What is typed into a form, kept as a draft until it is saved; and what is wrong with it. `over` goes over a draft. */
export function useDraftForm<Values extends object>(draft: string, start: () => Values, over: Partial<Values> = {}) {
  const { t } = useWords();
  const [isRestored, setRestored] = useState(() => readDraft(draft) !== null);
  const [values, setValues] = useState<Values>(() => ({ ...start(), ...readDraft<Values>(draft), ...over }));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const isSeeking = useRef(false);
  useEffect(() => {
    if (!isSeeking.current || Object.keys(wrong).length === 0) return;
    isSeeking.current = false;
    // Once the part of the form is open in which it is.
    setTimeout(() => document.querySelector<HTMLElement>(firstWrong)?.focus());
  }, [wrong]);
  const change = useCallback(
    (patch: Partial<Values>) =>
      setValues((now) => {
        const next = { ...now, ...patch };
        writeDraft(draft, next);
        return next;
      }),
    [draft],
  );

  /** Says what is wrong, by field or by the key of a line, and brings the keyboard to the first; true when all is well. */
  function say(found: Readonly<Record<string, string>>): boolean {
    setWrong(found);
    isSeeking.current = true;
    return Object.keys(found).length === 0;
  }
  /** What was found wrong; and what the database refused, at its field as well. */
  function errorsWith(
    error: unknown,
    fieldOfHint: Readonly<Record<string, string>> = {},
    text = (refusal: Refusal) => refusalText(refusal, t),
  ): Readonly<Record<string, string>> {
    const refusal = error ? toRefusal(error) : null;
    const hint = refusal?.kind === 'invalid' ? refusal.field : undefined;
    return refusal && hint ? { ...wrong, [fieldOfHint[hint] ?? hint]: text(refusal) } : wrong;
  }
  function reset(next: Values) {
    writeDraft(draft, null);
    setRestored(false);
    setWrong({});
    setValues(next);
  }
  return { values, change, wrong, say, errorsWith, isRestored, reset, forget: () => writeDraft(draft, null) };
}

export type DraftForm<Values extends object> = ReturnType<typeof useDraftForm<Values>>;
