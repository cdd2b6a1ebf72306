import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { sayConflict, type Three } from '../../../shared/forms/three-way.ts';
import type { ProgramValues } from './values.ts';

type FormField = keyof ProgramValues;

const labels: Partial<Record<FormField, MessageKey>> = {
  organization_id: 'program.organization',
  name: 'program.name',
  alternate_name: 'program.alternate_name',
  description: 'program.description',
  spanish: 'program.section.spanish',
  status: 'program.status_label',
  alert: 'program.alert',
  application_process: 'program.application_process',
  url: 'program.url',
  email: 'program.email',
  phone: 'program.phone',
  opens_on: 'program.opens_on',
  closes_on: 'program.closes_on',
  needs: 'program.needs',
  languages: 'program.languages',
  districts: 'program.where',
  income_basis: 'program.income_basis',
  income_percent: 'program.income_percent',
  tenure: 'program.tenure_label',
  minimum_age: 'program.minimum_age',
  maximum_age: 'program.maximum_age',
  minimum_household: 'program.minimum_household',
  eligibility_description: 'program.eligibility_description',
  maximum_amount: 'program.maximum_amount',
  is_free: 'program.is_free',
  costs: 'program.costs',
  documents: 'program.documents',
  places: 'program.places',
  times: 'program.times',
  fundings: 'program.fundings',
  review_by: 'program.review_by',
  owner_id: 'program.owner',
  primary_section: 'field.primary_section',
};

/** What two people's entries are compared by; the rest follows from it. */
export const comparedFields = Object.keys(labels) as FormField[];

/** Says fields of the form in words, for the dialog that compares two people's entries. */
export function useConflictWords() {
  const { t } = useWords();
  const { staff, organizations } = useReferences();
  const named = (id: string) => [...staff, ...organizations].find((one) => one.id === id)?.name ?? t('value.gone');
  const line = (one: unknown): string => {
    if (typeof one !== 'object' || one === null) return String(one);
    const { key: _key, id: _id, others: _others, award_id: _award, time: _time, ...rest } = one as Record<string, unknown>;
    return Object.values(rest).flat().filter(Boolean).join(' ');
  };
  const said = (field: FormField, values: ProgramValues): string => {
    const value = values[field];
    if (field === 'status') return t(`program.status.${values.status}`);
    if (field === 'is_free') return t(`program.costs_say.${values.is_free}`);
    if (field === 'tenure' && values.tenure) return t(`program.tenure.${values.tenure}`);
    if (field === 'income_basis' && values.income_basis) return t(`program.basis.${values.income_basis}`);
    if (Array.isArray(value)) return value.map(line).join(', ') || t('value.none');
    if (value === null || value === '') return t('value.none');
    return field.endsWith('_id') ? named(String(value)) : line(value);
  };
  return (field: FormField, three: Three<ProgramValues>) => sayConflict(field, t(labels[field] ?? 'program.name'), said, three);
}
