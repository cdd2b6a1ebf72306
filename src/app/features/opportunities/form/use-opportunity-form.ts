import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { checkOpportunity, fieldOfHint, type OpportunityValues, type Reading } from './values.ts';

/** What is typed into the form of an opportunity, kept as a draft until it is saved; and what is wrong with it. */
export function useOpportunityForm(draft: string, start: OpportunityValues, error: unknown) {
  const { t, locale } = useWords();
  const reading: Reading = { today: useToday(), locale };
  const [isRestored, setRestored] = useState(() => readDraft(draft) !== null);
  const [values, setValues] = useState<OpportunityValues>(() => ({ ...start, ...readDraft<OpportunityValues>(draft) }));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const change = (patch: Partial<OpportunityValues>) =>
    setValues((now) => {
      const next = { ...now, ...patch };
      writeDraft(draft, next);
      return next;
    });

  /** Says what is wrong at its field; true when all is well. */
  function check(): boolean {
    const found = checkOpportunity(values, reading);
    setWrong(Object.fromEntries(Object.entries(found).map(([field, key]) => [field, t(key)])));
    if (Object.keys(found).length === 0) return true;
    setTimeout(() => document.querySelector<HTMLElement>('.award-form [aria-invalid="true"]')?.focus());
    return false;
  }
  function reset(next: OpportunityValues) {
    writeDraft(draft, null);
    setRestored(false);
    setWrong({});
    setValues(next);
  }
  // What the database refused stands at its field as well.
  const refusal = error ? toRefusal(error) : null;
  const hint = refusal?.kind === 'invalid' ? refusal.field : undefined;
  const field = hint ? (fieldOfHint[hint] ?? hint) : undefined;
  return {
    values,
    change,
    errors: field && refusal ? { ...wrong, [field]: refusalText(refusal, t) } : wrong,
    reading,
    check,
    isRestored,
    reset,
    forget: () => writeDraft(draft, null),
  };
}

export type OpportunityFormState = ReturnType<typeof useOpportunityForm>;
