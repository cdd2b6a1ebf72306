import { useCallback, useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { type AwardSection, checkAward, fieldOfHint, sectionOfField, sumOf } from './checks.ts';
import type { AwardValues, Reading } from './values.ts';

/** What is typed into the form of an award, kept as a draft until it is saved; and what is wrong with it. */
export function useAwardForm(draft: string, start: () => AwardValues, error: unknown) {
  const { t, locale, format } = useWords();
  const reading: Reading = { today: useToday(), locale };
  const [isRestored, setRestored] = useState(() => readDraft(draft) !== null);
  const [values, setValues] = useState<AwardValues>(() => ({ ...start(), ...readDraft<AwardValues>(draft) }));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [wanted, setWanted] = useState<ReadonlySet<AwardSection>>(new Set());

  const change = useCallback(
    (patch: Partial<AwardValues>) =>
      setValues((now) => {
        const next = { ...now, ...patch };
        writeDraft(draft, next);
        return next;
      }),
    [draft],
  );

  /** Says what is wrong at its field and opens the parts in which it is; true when all is well. */
  function check(): boolean {
    const found = checkAward(values, reading);
    const sum = format.money(sumOf(values) ?? 0);
    setWrong(Object.fromEntries(Object.entries(found.errors).map(([field, key]) => [field, t(key, { sum })])));
    setWanted(new Set(found.sections));
    const isWell = Object.keys(found.errors).length === 0;
    if (!isWell) focusOnWrong();
    return isWell;
  }

  function reset(next: AwardValues) {
    writeDraft(draft, null);
    setRestored(false);
    setWrong({});
    setValues(next);
  }

  // What the database refused stands at its field as well.
  const refusal = error ? toRefusal(error) : null;
  const hint = refusal?.kind === 'invalid' ? refusal.field : undefined;
  const field = hint ? (fieldOfHint[hint] ?? hint) : undefined;
  const section = hint ? sectionOfField[hint] : undefined;
  return {
    values,
    change,
    errors: field && refusal ? { ...wrong, [field]: refusalText(refusal, t).replace('{sum}', format.money(sumOf(values) ?? 0)) } : wrong,
    wanted: section ? new Set([...wanted, section]) : wanted,
    reading,
    check,
    isRestored,
    reset,
    forget: () => writeDraft(draft, null),
  };
}

export type AwardFormState = ReturnType<typeof useAwardForm>;

/** The keyboard goes to the first field that has to be corrected, once its part is open. */
export const focusOnWrong = () =>
  setTimeout(() => document.querySelector<HTMLElement>('.award-form [aria-invalid="true"], .line:has(.field-error) input')?.focus());
