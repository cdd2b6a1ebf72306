import { addDays } from '../../domain/shared/dates.ts';
import { act, cents, coordinator, type SampleAct } from './award-acts.ts';
import type { ProgramPlan } from './program-plan.ts';
import { homePrograms } from './words-directory-home.ts';
import { lifePrograms } from './words-directory-life.ts';
import { workPrograms } from './words-directory-work.ts';

/** The directory of programs, entered over the last months; some are to be looked at again by now. Organizations come first. */
export function programActs(today: string): SampleAct[] {
  return [...homePrograms, ...lifePrograms, ...workPrograms].map((plan, index) => {
    const entered = addDays(today, -150 + index * 3);
    return act(entered, 'save_program', { p_program: columnsOf(plan, today, entered) }, { keep: `program:${plan.name}` });
  });
}

function columnsOf(plan: ProgramPlan, today: string, entered: string) {
  const on = (days: number | undefined) => (days === undefined ? null : addDays(today, days));
  const costs = plan.costs === undefined ? [] : (plan.costs ?? []);
  const schedules = plan.times ? [{ freq: 'WEEKLY', byday: plan.times[0], opens_at: plan.times[1], closes_at: plan.times[2] }] : [];
  return {
    organization_id: `@org:${plan.org}`,
    name: plan.name,
    description: plan.description,
    translations: plan.es ? { es: { name: plan.es[0], description: plan.es[1] } } : {},
    needs: plan.needs,
    languages: plan.languages ?? ['en'],
    districts: plan.districts ?? [],
    status: plan.status ?? 'active',
    alert: plan.alert ?? '',
    phone: plan.phone ?? null,
    opens_on: on(plan.opens),
    closes_on: on(plan.closes),
    income_basis: plan.income?.[0] ?? null,
    income_percent: plan.income?.[1] ?? null,
    tenure: plan.tenure ?? null,
    minimum_age: plan.ages?.[0] ?? null,
    maximum_age: plan.ages?.[1] ?? null,
    minimum_household: plan.household ?? null,
    is_for_veterans: plan.veterans ?? false,
    is_for_disabled: plan.disabled ?? false,
    eligibility_description: plan.eligibility ?? '',
    application_process: plan.apply ?? '',
    maximum_amount_cents: plan.most ? cents(plan.most) : null,
    is_free: plan.costs === null ? null : costs.every(([, dollars]) => dollars === 0),
    costs: costs.map(([option, dollars, words]) => ({ option, amount_cents: cents(dollars), amount_description: words ?? '' })),
    documents: (plan.documents ?? []).map((document) => ({ document })),
    schedules: plan.place ? [] : schedules,
    locations: plan.place ? [placeOf(plan.place, schedules)] : [],
    fundings: plan.fundings.map(([source, level]) => ({ source, level })),
    owner_id: `@staff:${coordinator}`,
    reviewed_on: entered,
    review_by: on(plan.review) ?? addDays(entered, 182),
    sections: plan.fundings.some(([, level]) => level === 'federal' || level === 'state') ? [4, 5] : [4],
  };
}

const placeOf = ([address_1, postal_code, latitude, longitude]: NonNullable<ProgramPlan['place']>, schedules: object[]) => ({
  address_1,
  city: 'Kansas City',
  state_province: 'MO',
  postal_code,
  latitude,
  longitude,
  schedules,
});
