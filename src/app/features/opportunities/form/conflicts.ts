import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { sayConflict, type Three } from '../../../shared/forms/three-way.ts';
import { useComponents, useListings } from '../../../shared/grants/use-grant-references.ts';
import type { OpportunityValues } from './values.ts';

type FormField = keyof OpportunityValues;

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
  return (field: FormField, three: Three<OpportunityValues>) => sayConflict(field, t(labels[field]), said, three);
}
