import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import type { DraftForm } from '../../../shared/forms/use-draft-form.ts';
import { checkOpportunity, fieldOfHint, type OpportunityValues, type Reading } from './values.ts';

/** What is wrong with what is typed of an opportunity. */
export function useOpportunityForm(form: DraftForm<OpportunityValues>, error: unknown) {
  const { t, locale } = useWords();
  const reading: Reading = { today: useToday(), locale };
  return {
    ...form,
    errors: form.errorsWith(error, fieldOfHint),
    reading,
    /** Says what is wrong at its field; true when all is well. */
    check: () =>
      form.say(Object.fromEntries(Object.entries(checkOpportunity(form.values, reading)).map(([field, key]) => [field, t(key)]))),
  };
}
