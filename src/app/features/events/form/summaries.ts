import type { FormSection } from '../../../../domain/events/readiness.ts';
import { readCents, sumCents } from '../../../../domain/shared/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import type { EventValues } from './values.ts';

/** What stands in each part of the form, in a few words. */
export function useFormSummaries(values: EventValues): Record<FormSection, string> {
  const { t, tn, format } = useWords();
  const { staff, organizations, languages, districts, topics } = useReferences();
  const nameOf = (rows: { id: string; name: string }[], id: string | null) => rows.find((row) => row.id === id)?.name;
  const list = (words: (string | null | undefined | false)[]) => words.filter(Boolean).join(', ') || t('event.form.nothing_yet');
  const planned = sumCents(values.costs.map((row) => readCents(row.planned)));
  const actual = sumCents(values.costs.map((row) => readCents(row.actual)));
  return {
    basics: '',
    place: list([
      values.address,
      nameOf(districts, values.district_id),
      values.neighborhood,
      values.online_url && t('event.form.is_online'),
    ]),
    people: list(values.staff.map(({ staff_id }) => nameOf(staff, staff_id))),
    partners: list(values.organizations.map(({ organization_id }) => nameOf(organizations, organization_id))),
    languages: list([
      ...values.languages.map(({ language }) => languages.find(({ code }) => code === language)?.name),
      values.accessibility && t('event.form.accessibility').toLowerCase(),
    ]),
    content: list([
      ...values.programs,
      ...values.topics.map((id) => nameOf(topics, id)),
      values.plan && t('event.form.plan').toLowerCase(),
    ]),
    things: list([...values.supplies.map(({ item }) => item), ...values.equipment]),
    costs: list([
      planned !== null && t('event.form.planned_sum', { amount: format.money(planned) }),
      actual !== null && t('event.form.actual_sum', { amount: format.money(actual) }),
    ]),
    public: values.is_published ? t('event.form.is_published') : t('event.form.not_published'),
    registration: values.takes_registrations
      ? values.capacity.trim()
        ? tn('event.form.places', Number(values.capacity) || 0)
        : t('event.form.no_limit')
      : t('event.form.takes_none'),
  };
}
