import { addDays } from '../../domain/shared/dates.ts';
import { act, coordinator, manager, type SampleAct } from './award-acts.ts';
import type { OrganizationPlan } from './organization-plan.ts';
import { organizationPlans } from './words-organizations.ts';

const owner = `@staff:${coordinator}`;
const weekdays = (from: string, to: string) => [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens_at: from, closes_at: to }));

/** The directory: entered over the last years, with what is agreed, how soon they answer, and what was said with them. */
export function organizationActs(today: string): SampleAct[] {
  const entered = organizationPlans.map((plan, index) =>
    act(
      addDays(today, -900 + index * 21),
      'save_organization',
      { p_organization: columnsOf(plan, index, today) },
      { keep: `org:${plan.code}` },
    ),
  );
  const agreed = organizationPlans.flatMap((plan) =>
    (plan.agreements ?? []).map(([kind, title, begun, left]) =>
      act(addDays(today, Math.max(begun, -60)), 'save_agreement', {
        p_agreement: {
          organization_id: `@org:${plan.code}`,
          kind,
          title,
          starts_on: addDays(today, begun),
          ends_on: left === null ? null : addDays(today, left),
          owner_id: owner,
        },
      }),
    ),
  );
  const said = organizationPlans.flatMap((plan) =>
    (plan.notes ?? []).map(([ago, kind, body]) =>
      act(
        addDays(today, -ago),
        'add_organization_note',
        { p_organization: `@org:${plan.code}`, p_note: { kind, body, occurred_at: `${addDays(today, -ago)}T15:00:00Z` } },
        { as: ago % 2 === 0 ? coordinator : 'staff@rotunda.example' },
      ),
    ),
  );
  return [...entered, ...departmentActs(today), ...agreed, ...said];
}

function columnsOf(plan: OrganizationPlan, index: number, today: string): Record<string, unknown> {
  const domain = `${plan.code}.example`;
  const isNonprofit = plan.kind === 'community' || plan.kind === 'neighborhood';
  return {
    name: plan.name,
    alternate_name: plan.short ?? null,
    kind: plan.kind,
    description: plan.description,
    email: `office@${domain}`,
    phone: `+1816555${String(1200 + index)}`,
    website: `https://${domain}`,
    address: plan.address,
    neighborhood: plan.neighborhood ?? null,
    district_id: plan.district ? `@district:${plan.district}` : null,
    is_nonprofit: isNonprofit,
    legal_status: isNonprofit ? '501(c)(3)' : null,
    is_interpreter_vendor: plan.interprets ?? false,
    takes_referrals: plan.takesReferrals ?? false,
    referral_email: plan.takesReferrals ? `intake@${domain}` : null,
    letter_language: plan.lettersIn ?? 'en',
    escalation_staff_id: plan.takesReferrals ? `@staff:${manager}` : null,
    relationship_staff_id: owner,
    contacts: [
      {
        role: plan.takesReferrals ? 'Intake desk' : 'Front desk',
        name: isNonprofit ? null : (plan.person ?? null),
        email: `intake@${domain}`,
        phone: `+1816555${String(1300 + index)}`,
        purpose: plan.takesReferrals ? 'Takes referrals' : 'First word',
      },
    ],
    languages: (plan.languages ?? []).map((language) => ({ language })),
    fundings: (plan.fundings ?? []).map(([source, level]) => ({ source, level })),
    hours: plan.hours ? weekdays(...plan.hours) : [],
    standards: plan.takesReferrals
      ? [{ accept_minutes: plan.acceptHours ? plan.acceptHours * 60 : 480, outcome_minutes: 4800, agreed_on: addDays(today, -400) }]
      : [],
  };
}

/** Departments: their work groups as the 311 feed knows them, and what they promised. */
function departmentActs(today: string): SampleAct[] {
  const department = (code: string, p_organization: Record<string, unknown>) =>
    act(
      addDays(today, -600),
      'save_organization',
      { p_id: `@org:${code}`, p_organization: { relationship_staff_id: owner, ...p_organization } },
      { as: 'admin@rotunda.example' },
    );
  const promised = (accept: number, outcome: number) => [
    { accept_minutes: accept, outcome_minutes: outcome, agreed_on: addDays(today, -300), note: 'Agreed with the deputy director.' },
  ];
  const referrals = (code: string) => ({
    takes_referrals: true,
    email: `${code}@city.example`,
    referral_email: `intake.${code}@city.example`,
    escalation_staff_id: `@staff:${manager}`,
  });
  return [
    department('neighborhoods', {
      ...referrals('neighborhoods'),
      description: 'Inspections of properties, illegal dumping, animal health, preservation of neighborhoods.',
      work_groups: [
        { name: 'Property preservation', feed_name: 'NHS Preservation' },
        { name: 'Illegal dumping', feed_name: 'NHS Illegal Dumping' },
        { name: 'Animal health', feed_name: 'NHS Animal Health' },
      ],
      contacts: [{ role: 'Liaison', name: 'Carla Whitfield', email: 'liaison.neighborhoods@city.example', purpose: 'Hand-offs' }],
      standards: promised(480, 9600),
    }),
    department('public-works', {
      ...referrals('public-works'),
      work_groups: [
        { name: 'Street and traffic', feed_name: 'Public Works Street and Traffic' },
        { name: 'Solid waste', feed_name: 'Public Works Solid Waste' },
      ],
      standards: promised(480, 7200),
    }),
    department('water', {
      ...referrals('water'),
      work_groups: [{ name: 'Customer service', feed_name: 'Water Services Customer' }],
      standards: promised(240, 4800),
    }),
    department('housing', { ...referrals('housing'), languages: [{ language: 'es' }], standards: promised(960, 9600) }),
    department('language-access', {
      ...referrals('language-access'),
      languages: ['es', 'so', 'sw', 'ar', 'vi'].map((language) => ({ language })),
    }),
    department('city-311', { email: '311@city.example', description: 'Where what is wrong in the street is reported; open every day.' }),
  ];
}
