import { toRefusal } from '../../../../data/refusals.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import type { DraftForm } from '../../../shared/forms/use-draft-form.ts';
import { refusalText } from '../../../shared/refusal-text.ts';
import { fieldOfHint, type Reading, readOrganization } from './columns.ts';
import type { OrganizationValues } from './values.ts';

/** What is wrong with what is typed of an organization. */
export function useOrganizationForm(form: DraftForm<OrganizationValues>, error: unknown) {
  const { t, locale } = useWords();
  const reading: Reading = { today: useToday(), locale };
  const { values, wrong } = form;

  /** What is saved; null when something is wrong, which is said at its field. */
  async function read(notes: Record<string, string>): Promise<Record<string, unknown> | null> {
    const { columns, wrong: found } = await readOrganization(values, reading, notes);
    return form.say(Object.fromEntries(Object.entries(found).map(([field, key]) => [field, t(key)]))) ? columns : null;
  }
  // What the database refused stands at its field as well.
  const refusal = error ? toRefusal(error) : null;
  const hint = refusal?.reason;
  const field = hint ? (fieldOfHint[hint] ?? hint) : undefined;
  return {
    ...form,
    errors: field && refusal ? { ...wrong, [field]: refusalText(refusal, t) } : wrong,
    /** Whether the refusal stands at a field of the form. */
    isAtField: field !== undefined && (field in values || ['organization_district', 'organization_staff', 'fundings'].includes(field)),
    reading,
    read,
  };
}
