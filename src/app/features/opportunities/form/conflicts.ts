import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import type { Conflict } from '../../../shared/components/conflict-dialog.tsx';
import { useComponents, useListings } from '../../../shared/grants/use-grant-references.ts';
import type { OpportunityValues } from './values.ts';

export type FormField = keyof OpportunityValues;
const fields = (values: OpportunityValues) => Object.keys(values) as FormField[];
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The fields that both changed, each to something else. */
export const listConflicts = (start: OpportunityValues, mine: OpportunityValues, theirs: OpportunityValues): FormField[] =>
  fields(start).filter(
    (field) => !isSame(mine[field], start[field]) && !isSame(theirs[field], start[field]) && !isSame(mine[field], theirs[field]),
  );

/** Mine where I changed something and do not give way, theirs everywhere else. */
export function mergeValues(
  start: OpportunityValues,
  mine: OpportunityValues,
  theirs: OpportunityValues,
  takeTheirs: ReadonlySet<FormField>,
): OpportunityValues {
  const own = fields(start).filter((field) => !isSame(mine[field], start[field]) && !takeTheirs.has(field));
  return { ...theirs, ...Object.fromEntries(own.map((field) => [field, mine[field]])) };
}

const labels: Record<FormField, MessageKey> = {
  opportunity_number: 'opportunity.number',
  title: 'opportunity.title',
  agency: 'opportunity.agency',
  listing_id: 'award.listing',
  component_id: 'award.component',
  posted_on: 'opportunity.posted_on',
  grants_gov_due_on: 'opportunity.grants_gov_due_on',
  due_on: 'opportunity.due_on',
  ceiling: 'opportunity.ceiling',
  request: 'opportunity.request',
  match_percent: 'opportunity.match_percent',
  match: 'opportunity.match',
  council_action: 'opportunity.council_action',
  legislation_id: 'opportunity.legislation',
  url: 'opportunity.url',
  owner_id: 'opportunity.owner',
  departments: 'opportunity.departments',
  notes: 'award.form.notes',
};

/** Says fields of the form in words, for the dialog that compares two people's entries. */
export function useConflictWords() {
  const { t } = useWords();
  const { staff, organizations } = useReferences();
  const listings = (useListings() ?? []).map(({ id, number }) => ({ id, name: number }));
  const components = useComponents() ?? [];
  const people: { id: string; name: string }[] = [...staff, ...organizations, ...components, ...listings];
  const named = (id: string) => people.find((one) => one.id === id)?.name ?? t('value.gone');
  const said = (field: FormField, values: OpportunityValues): string => {
    const value = values[field];
    if (field === 'council_action') return t(`opportunity.council.${values.council_action}`);
    if (Array.isArray(value)) return value.map(named).join(', ') || t('value.none');
    if (value === null || value === '') return t('value.none');
    return field.endsWith('_id') ? named(value) : value;
  };
  return (conflicting: FormField[], start: OpportunityValues, mine: OpportunityValues, theirs: OpportunityValues): Conflict<FormField>[] =>
    conflicting.map((field) => ({
      field,
      label: t(labels[field]),
      was: said(field, start),
      mine: said(field, mine),
      theirs: said(field, theirs),
    }));
}
