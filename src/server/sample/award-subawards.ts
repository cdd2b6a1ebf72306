import { addDays } from '../../domain/shared/dates.ts';
import { act, cents, type SampleAct } from './award-acts.ts';
import type { AwardPlan } from './award-plans.ts';
import { risksOf, subawardAnswers } from './words-awards.ts';

type Subaward = {
  key: string;
  award: string;
  organization: string;
  uei: string;
  name: string;
  title: string;
  description: string;
  dollars: number;
  /** The day of the first amount. */
  issued_on: string;
  ends_on: string;
  /** Of their last year. */
  revenue: number;
  risk: keyof typeof risksOf;
  contact: string;
  more?: Record<string, unknown>;
};

const save = (one: Subaward): SampleAct =>
  act(
    one.issued_on,
    'save_subaward',
    {
      p_subaward: {
        award_id: `@${one.award}`,
        organization_id: `@org:${one.organization}`,
        subaward_number: `${one.award.toUpperCase()}-${one.key.slice(0, 3).toUpperCase()}-01`,
        title: one.title,
        recipient_uei: one.uei,
        recipient_name: one.name,
        starts_on: one.issued_on,
        ends_on: one.ends_on,
        description: one.description,
        contact_name: one.contact,
        indirect_rate_bp: 1500,
        expects_audit: false,
        executive_pay: { gross_cents: cents(one.revenue), federal_cents: cents(one.dollars), is_public: true, executives: [] },
        determination: 'subaward',
        determination_answers: subawardAnswers,
        determination_reason:
          'They carry out a part of the program by their own decisions and answer for its results; they do not sell us a thing.',
        determined_on: one.issued_on,
        first_action: { action_on: one.issued_on, amount_cents: cents(one.dollars), note: 'Issued' },
        ...one.more,
      },
    },
    { keep: one.key },
  );

/** Looked at, weighed, watched: what makes it active. The exclusion is looked up again each year. */
function watched(one: Subaward, today: string): SampleAct[] {
  const subaward = { p_subaward: `@${one.key}` };
  const looked = (on: string) =>
    act(on, 'check_exclusion', { ...subaward, p_check: { checked_on: on, result: 'clear', note: 'No active exclusion.' } });
  return [
    looked(one.issued_on),
    act(one.issued_on, 'assess_risk', { ...subaward, p_risk: { assessed_on: addDays(today, -150), ...risksOf[one.risk] } }),
    looked(addDays(today, -20)),
    act(addDays(today, -20), 'activate_subaward', { p_id: `@${one.key}` }),
  ];
}

const visit = (one: Subaward, on: string, values: Record<string, unknown>, keep?: string): SampleAct =>
  act(on, 'save_visit', { p_subaward: `@${one.key}`, p_visit: values }, keep ? { keep } : {});

/** A city that gets a share of JAG: no trouble, FFATA filed. */
export function readersActs(plan: AwardPlan, today: string): SampleAct[] {
  const one: Subaward = {
    key: 'readers',
    award: 'jag',
    organization: 'independence',
    uei: 'KQ7MDGYN4L58',
    name: 'City of Independence',
    title: 'License plate readers on two corridors',
    description: 'Fixed readers on two corridors, with a policy for keeping and sharing of what they see.',
    dollars: 61_032,
    revenue: 168_000_000,
    issued_on: addDays(plan.starts_on, 60),
    ends_on: addDays(plan.ends_on, -120),
    risk: 'low',
    contact: 'Grants office',
    more: { monitoring_plan: 'A desk review each year.' },
  };
  return [
    save(one),
    ...watched(one, today),
    visit(one, addDays(today, -210), {
      kind: 'desk_review',
      planned_on: addDays(today, -215),
      held_on: addDays(today, -210),
      notes: 'Invoices match the approved list.',
    }),
    visit(one, addDays(today, -210), { kind: 'desk_review', planned_on: addDays(today, 155) }),
  ];
}

/** The large one, raised once, with a finding that is being put right. */
export function mediationActs(plan: AwardPlan, today: string): SampleAct[] {
  const one: Subaward = {
    key: 'mediation',
    award: 'violence',
    organization: 'eastside-mediation',
    uei: 'HL3VTPXW9CE4',
    name: 'Eastside Mediation Center, Inc.',
    title: 'Street outreach and mediation, east side',
    description: 'Outreach workers mediate conflicts, and stay with families after a shooting for six months.',
    dollars: 480_000,
    revenue: 3_100_000,
    issued_on: addDays(plan.starts_on, 45),
    ends_on: addDays(plan.ends_on, -90),
    risk: 'medium',
    contact: 'Program director',
    more: {
      committed_cents: cents(640_000),
      authorized_on: addDays(plan.starts_on, -52),
      authorization_source: 'Approved budget of the award',
      monitoring_plan: 'A desk review each half-year, a visit each year, and every reimbursement with its receipts.',
      terms: 'Receipts with each reimbursement. Quarterly numbers by the tenth.',
    },
  };
  const seen = addDays(today, -40);
  const raised = addDays(plan.starts_on, 300);
  return [
    save(one),
    act(raised, 'act_on_subaward', {
      p_subaward: '@mediation',
      p_action: { action_on: raised, amount_cents: cents(120_000), note: 'Second team' },
    }),
    ...watched(one, today),
    visit(one, addDays(today, -220), {
      kind: 'desk_review',
      planned_on: addDays(today, -222),
      held_on: addDays(today, -220),
      notes: 'Time sheets complete.',
    }),
    visit(
      one,
      seen,
      { kind: 'site_visit', planned_on: seen, held_on: seen, notes: 'Two files without a signed intake. Staff and rooms as described.' },
      'seen',
    ),
    act(seen, 'save_finding', {
      p_subaward: '@mediation',
      p_finding: {
        visit_id: '@seen',
        text: 'Two of twelve case files have no signed intake form.',
        corrective_action: 'Obtain the signatures; a checklist for each new file.',
        action_due_on: addDays(today, 12),
      },
    }),
    visit(one, seen, { kind: 'desk_review', planned_on: addDays(today, 140) }),
  ];
}

/** A draft of which much is missing. */
export function referralActs(plan: AwardPlan, today: string): SampleAct[] {
  const one: Subaward = {
    key: 'referral',
    award: 'violence',
    organization: 'northland-families',
    uei: 'WJ6ZRDKA2FM7',
    name: 'Northland Family Center',
    title: 'Referral of families after a hospital stay',
    description: 'Takes referrals from the hospital and finds housing, school and counseling.',
    dollars: 45_000,
    revenue: 940_000,
    issued_on: addDays(today, -9),
    ends_on: addDays(plan.ends_on, -30),
    risk: 'medium',
    contact: 'Executive director',
    more: { indirect_rate_bp: null, executive_pay: null },
  };
  return [save(one)];
}
