import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { FormSection } from '../../../../domain/events/readiness.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import type { DraftForm } from '../../../shared/forms/use-draft-form.ts';
import { checkEvent, sectionOfField } from './checks.ts';
import type { Reading } from './patch.ts';
import type { EventValues } from './values.ts';

/** What is wrong with what is typed of an event, and in which parts of the form. */
export function useEventForm(form: DraftForm<EventValues>, error: unknown) {
  const { t, locale } = useWords();
  const reading: Reading = { today: useToday(), locale };
  const [wanted, setWanted] = useState<ReadonlySet<FormSection>>(new Set());

  /** Says what is wrong at its field and opens the parts in which it is; true when all is well. */
  function check(): boolean {
    const found = checkEvent(form.values, reading);
    setWanted(new Set(found.sections));
    return form.say(Object.fromEntries(Object.entries(found.errors).map(([field, key]) => [field, t(key)])));
  }
  const refusal = error ? toRefusal(error) : null;
  const section = refusal?.kind === 'invalid' && refusal.field ? sectionOfField[refusal.field] : undefined;
  return {
    ...form,
    errors: form.errorsWith(error),
    wanted: section ? new Set([...wanted, section]) : wanted,
    reading,
    check,
  };
}
