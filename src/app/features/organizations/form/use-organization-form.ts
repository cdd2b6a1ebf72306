import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { fieldOfHint, type Reading, readOrganization } from './columns.ts';
import type { OrganizationValues } from './values.ts';

/** What is typed into the form of an organization, kept as a draft until it is saved; and what is wrong with it. */
export function useOrganizationForm(draft: string, start: OrganizationValues, error: unknown) {
  const { t, locale } = useWords();
  const reading: Reading = { today: useToday(), locale };
  const [isRestored, setRestored] = useState(() => readDraft(draft) !== null);
  const [values, setValues] = useState<OrganizationValues>(() => ({ ...start, ...readDraft<OrganizationValues>(draft) }));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const change = (patch: Partial<OrganizationValues>) =>
    setValues((now) => {
      const next = { ...now, ...patch };
      writeDraft(draft, next);
      return next;
    });

  /** What is saved; null when something is wrong, which is said at its field. */
  async function read(notes: Record<string, string>): Promise<Record<string, unknown> | null> {
    const { columns, wrong: found } = await readOrganization(values, reading, notes);
    setWrong(Object.fromEntries(Object.entries(found).map(([field, key]) => [field, t(key)])));
    if (Object.keys(found).length === 0) return columns;
    setTimeout(() =>
      document.querySelector<HTMLElement>('.organization-form :is([aria-invalid="true"], .line:has(.field-error) input)')?.focus(),
    );
    return null;
  }
  function reset(next: OrganizationValues) {
    writeDraft(draft, null);
    setRestored(false);
    setWrong({});
    setValues(next);
  }
  // What the database refused stands at its field as well.
  const refusal = error ? toRefusal(error) : null;
  const hint = refusal?.reason;
  const field = hint ? (fieldOfHint[hint] ?? hint) : undefined;
  return {
    values,
    change,
    errors: field && refusal ? { ...wrong, [field]: refusalText(refusal, t) } : wrong,
    /** Whether the refusal stands at a field of the form. */
    isAtField: field !== undefined && (field in values || ['organization_district', 'organization_staff', 'fundings'].includes(field)),
    reading,
    read,
    isRestored,
    reset,
    forget: () => writeDraft(draft, null),
  };
}

export type OrganizationFormState = ReturnType<typeof useOrganizationForm>;
