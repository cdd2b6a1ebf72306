import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { normalizePhone } from '../../../shared/phone-text.ts';
import { refusalText } from '../../../shared/refusal-text.ts';
import { checkProgram, fieldOfHint } from './checks.ts';
import type { ProgramValues, Reading } from './values.ts';

/** What is typed into the form of a program, kept as a draft until it is saved; and what is wrong with it. */
export function useProgramForm(draft: string, start: ProgramValues, error: unknown) {
  const { t, locale } = useWords();
  const reading: Reading = { today: useToday(), locale };
  const [isRestored, setRestored] = useState(() => readDraft(draft) !== null);
  const [values, setValues] = useState<ProgramValues>(() => ({ ...start, ...readDraft<ProgramValues>(draft) }));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const change = (patch: Partial<ProgramValues>) =>
    setValues((now) => {
      const next = { ...now, ...patch };
      writeDraft(draft, next);
      return next;
    });

  /** Says what is wrong at its field; answers the phone as it is kept when all is well, else undefined. */
  async function check(): Promise<{ phone: string | null } | undefined> {
    const found: Record<string, string> = Object.fromEntries(
      Object.entries(checkProgram(values, reading)).map(([field, key]) => [field, t(key)]),
    );
    const phone = values.phone.trim() ? await normalizePhone(values.phone) : null;
    if (values.phone.trim() && !phone) found.phone = t('refusal.program_phone');
    setWrong(found);
    if (Object.keys(found).length === 0) return { phone };
    setTimeout(() => document.querySelector<HTMLElement>('.award-form [aria-invalid="true"], .award-form .field-error')?.focus());
    return undefined;
  }
  function reset(next: ProgramValues) {
    writeDraft(draft, null);
    setRestored(false);
    setWrong({});
    setValues(next);
  }
  // What the database refused stands at its field as well.
  const refusal = error ? toRefusal(error) : null;
  const hint = refusal?.kind === 'invalid' ? refusal.field : undefined;
  const field = hint ? fieldOfHint[hint] : undefined;
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
export type ProgramFormState = ReturnType<typeof useProgramForm>;
