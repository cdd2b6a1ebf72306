import { useCallback, useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { FormSection } from '../../../../domain/events/readiness.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { checkEvent, sectionOfField } from './checks.ts';
import type { Reading } from './patch.ts';
import type { EventValues } from './values.ts';

/** What is typed into the form of an event, kept as a draft until it is saved; and what is wrong with it. `over` goes over a draft. */
export function useEventForm(draft: string, start: () => EventValues, error: unknown, over: Partial<EventValues> = {}) {
  const { t, locale } = useWords();
  const reading: Reading = { today: useToday(), locale };
  const [isRestored, setRestored] = useState(() => readDraft(draft) !== null);
  const [values, setValues] = useState<EventValues>(() => ({ ...start(), ...readDraft<EventValues>(draft), ...over }));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [wanted, setWanted] = useState<ReadonlySet<FormSection>>(new Set());

  const change = useCallback(
    (patch: Partial<EventValues>) =>
      setValues((now) => {
        const next = { ...now, ...patch };
        writeDraft(draft, next);
        return next;
      }),
    [draft],
  );

  /** Says what is wrong at its field and opens the parts in which it is; true when all is well. */
  function check(): boolean {
    const found = checkEvent(values, reading);
    setWrong(Object.fromEntries(Object.entries(found.errors).map(([field, key]) => [field, t(key)])));
    setWanted(new Set(found.sections));
    const isWell = Object.keys(found.errors).length === 0;
    // The keyboard goes to the first field that has to be corrected, once its part is open.
    if (!isWell) {
      setTimeout(() => document.querySelector<HTMLElement>('.event-form [aria-invalid="true"], .line:has(.field-error) input')?.focus());
    }
    return isWell;
  }

  function reset(next: EventValues) {
    writeDraft(draft, null);
    setRestored(false);
    setWrong({});
    setValues(next);
  }

  // What the database refused stands at its field as well.
  const refusal = error ? toRefusal(error) : null;
  const field = refusal?.kind === 'invalid' ? refusal.field : undefined;
  const section = field ? sectionOfField[field] : undefined;
  return {
    values,
    change,
    errors: field && refusal ? { ...wrong, [field]: refusalText(refusal, t) } : wrong,
    wanted: section ? new Set([...wanted, section]) : wanted,
    reading,
    check,
    isRestored,
    reset,
    forget: () => writeDraft(draft, null),
  };
}
