import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import type { DraftForm } from '../../../shared/forms/use-draft-form.ts';
import { normalizePhone } from '../../../shared/phone-text.ts';
import { checkProgram, fieldOfHint } from './checks.ts';
import type { ProgramValues, Reading } from './values.ts';

/** What is wrong with what is typed of a program. */
export function useProgramForm(form: DraftForm<ProgramValues>, error: unknown) {
  const { t, locale } = useWords();
  const reading: Reading = { today: useToday(), locale };
  const { values } = form;

  /** Says what is wrong at its field; answers the phone as it is kept when all is well, else undefined. */
  async function check(): Promise<{ phone: string | null } | undefined> {
    const found: Record<string, string> = Object.fromEntries(
      Object.entries(checkProgram(values, reading)).map(([field, key]) => [field, t(key)]),
    );
    const phone = values.phone.trim() ? await normalizePhone(values.phone) : null;
    if (values.phone.trim() && !phone) found.phone = t('refusal.program_phone');
    return form.say(found) ? { phone } : undefined;
  }
  return { ...form, errors: form.errorsWith(error, fieldOfHint), reading, check };
}
