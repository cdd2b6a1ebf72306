import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { fieldsOf, sayConflict, type Three } from '../../../shared/forms/three-way.ts';
import { useComponents, useListings } from '../../../shared/grants/use-grant-references.ts';
import type { AwardValues } from './values.ts';

type FormField = keyof AwardValues;

/** The total only checks a sum: it is nobody's entry. */
export const comparedFields = (values: AwardValues) => fieldsOf(values).filter((field) => field !== 'total');

const labels: Partial<Record<FormField, MessageKey>> = {
  award_number: 'award.number',
  title: 'award.form.title',
  listing_id: 'award.listing',
  component_id: 'award.component',
  instrument: 'award.instrument',
  federal_award_on: 'award.federal_award_on',
  accepted_on: 'award.form.accepted_on',
  starts_on: 'award.form.starts_on',
  ends_on: 'award.form.ends_on',
  federal: 'award.form.federal',
  match: 'award.form.match',
  program_income: 'award.form.program_income',
  uniform_guidance_version: 'award.guidance',
  legislation_id: 'award.form.legislation',
  fund_code: 'award.form.fund_code',
  project_code: 'award.form.project_code',
  department_id: 'award.department',
  lead_id: 'award.lead',
  recipient_uei: 'award.form.uei',
  performance_rule: 'award.form.performance_rule',
  watches_ten_percent: 'award.ten_percent',
  ten_percent_floor: 'award.form.floor',
  notes: 'award.form.notes',
  roles: 'award.roles',
  shares: 'award.shares',
  primary_section: 'field.primary_section',
  sections: 'field.other_sections',
};

/** Says fields of the form in words, for the dialog that compares two people's entries. */
export function useConflictWords() {
  const { t } = useWords();
  const { staff, organizations } = useReferences();
  const components = useComponents() ?? [];
  const listings = useListings() ?? [];
  const named = (rows: { id: string; name: string }[], id: string | null) =>
    id === null ? t('value.none') : (rows.find((row) => row.id === id)?.name ?? t('value.gone'));

  function said(field: FormField, values: AwardValues): string {
    switch (field) {
      case 'listing_id':
        return listings.find(({ id }) => id === values.listing_id)?.number ?? t('value.none');
      case 'component_id':
        return named(components, values.component_id);
      case 'department_id':
        return named(organizations, values.department_id);
      case 'lead_id':
        return named(staff, values.lead_id);
      case 'instrument':
        return values.instrument ? t(`award.instrument.${values.instrument}`) : t('value.none');
      case 'roles':
        return values.roles
          .map((one) => `${one.staff_id ? named(staff, one.staff_id) : one.name} (${t(`award.role.${one.role}`)})`)
          .join(', ');
      case 'shares':
        return values.shares.map((one) => `${named(organizations, one.organization_id)} $${one.amount}`).join(', ');
      case 'sections':
        return values.sections.map((section) => `§ ${section}`).join(', ');
      default: {
        const value = values[field];
        return typeof value === 'boolean' ? t(value ? 'value.yes' : 'value.no') : String(value ?? '') || t('value.none');
      }
    }
  }
  return (field: FormField, three: Three<AwardValues>) =>
    sayConflict(field, t(labels[field] ?? 'award.number'), (one, values) => said(one, values) || t('value.none'), three);
}
