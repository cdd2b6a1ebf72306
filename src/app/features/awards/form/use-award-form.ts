import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import type { DraftForm } from '../../../shared/forms/use-draft-form.ts';
import { refusalText } from '../../../shared/refusal-text.ts';
import { type AwardSection, checkAward, fieldOfHint, sectionOfField, sumOf } from './checks.ts';
import type { AwardValues, Reading } from './values.ts';

/** What is wrong with what is typed of an award, and in which parts of the form. */
export function useAwardForm(form: DraftForm<AwardValues>, error: unknown) {
  const { t, locale, format } = useWords();
  const reading: Reading = { today: useToday(), locale };
  const [wanted, setWanted] = useState<ReadonlySet<AwardSection>>(new Set());
  const sum = format.money(sumOf(form.values) ?? 0);

  /** Says what is wrong at its field and opens the parts in which it is; true when all is well. */
  function check(): boolean {
    const found = checkAward(form.values, reading);
    setWanted(new Set(found.sections));
    return form.say(Object.fromEntries(Object.entries(found.errors).map(([field, key]) => [field, t(key, { sum })])));
  }
  const refusal = error ? toRefusal(error) : null;
  const section = refusal?.kind === 'invalid' && refusal.field ? sectionOfField[refusal.field] : undefined;
  return {
    ...form,
    errors: form.errorsWith(error, fieldOfHint, (one) => refusalText(one, t).replace('{sum}', sum)),
    wanted: section ? new Set([...wanted, section]) : wanted,
    reading,
    check,
  };
}
