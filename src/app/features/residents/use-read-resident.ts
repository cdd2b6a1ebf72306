import { useWords } from '../../providers/i18n.tsx';
import type { DraftForm } from '../../shared/forms/use-draft-form.ts';
import { normalizePhone } from '../../shared/phone-text.ts';
import { type ResidentValues, toSavedResident } from './form-values.ts';

/** What is typed of a resident, as save_resident takes it; null when something is wrong, which is said at its field. */
export function useReadResident(form: Pick<DraftForm<ResidentValues>, 'values' | 'say'>) {
  const { t } = useWords();
  return async () => {
    const { resident, problems } = await toSavedResident(form.values, normalizePhone);
    return form.say(Object.fromEntries(problems.map(({ at, problem }) => [at, t(`residents.wrong_${problem}`)]))) ? resident : null;
  };
}
