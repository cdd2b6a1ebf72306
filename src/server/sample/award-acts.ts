import { addDays, addMonths } from '../../domain/shared/dates.ts';
import type { AwardPlan, Category, Spending } from './award-plans.ts';
import type { Random } from './random.ts';

/** An act as load_sample_awards takes it: a function that people call, by whom and when; "@name" stands for what an earlier act made. */
export type SampleAct = {
  as: string;
  on: string;
  call: string;
  args: Record<string, unknown>;
  keep?: string;
  /** Acts that follow each other with the same are one. */
  with?: string;
};

export const coordinator = 'coordinator@rotunda.example';
export const manager = 'manager@rotunda.example';
export const bookkeeper = 'grace.mutua@rotunda.example';

export const act = (on: string, call: string, args: Record<string, unknown>, more: Partial<SampleAct> = {}): SampleAct => ({
  as: coordinator,
  on,
  call,
  args,
  ...more,
});

export const cents = (dollars: number): number => dollars * 100;

/** The day of the award: some weeks before its period begins, never ahead. */
export function awardDay(plan: AwardPlan, today: string): string {
  const before = addDays(plan.starts_on, -52);
  return before < today ? before : addDays(today, -24);
}

/** Entered, accepted, begun, with its budget. */
export function beginAward(plan: AwardPlan, today: string): SampleAct[] {
  const awardedOn = awardDay(plan, today);
  const acceptedOn = addDays(plan.starts_on, -20);
  const { number, federal, match = 0 } = plan;
  const saved = act(
    number ? addDays(awardedOn, 2) : addDays(today, -18),
    'save_award',
    {
      p_award: {
        award_number: number ? numberOf(number, awardedOn) : null,
        title: plan.title,
        status: number ? 'awarded' : 'applied',
        listing_id: `@listing:${plan.listing}`,
        federal_award_on: number ? awardedOn : null,
        starts_on: plan.starts_on,
        ends_on: plan.ends_on,
        federal_cents: cents(federal),
        match_cents: cents(match),
        legislation_id: plan.ordinance ? `@law:${lawOf(plan, acceptedOn)}` : null,
        fund_code: '2410',
        project_code: number ? `G${plan.starts_on.slice(2, 4)}DOJ${number[3]}` : null,
        department_id: `@org:${plan.department}`,
        lead_id: `@staff:${coordinator}`,
        notes: plan.notes ?? '',
        roles: [
          { role: 'authorized_representative', name: 'Deborah Lane', email: 'deborah.lane@rotunda.example' },
          { role: 'grant_award_administrator', staff_id: `@staff:${coordinator}` },
          { role: 'financial_manager', staff_id: `@staff:${bookkeeper}` },
        ],
        shares: (plan.shares ?? []).map(({ organization, dollars, purpose }) => ({
          organization_id: `@org:${organization}`,
          amount_cents: cents(dollars),
          purpose,
        })),
      },
    },
    { keep: plan.key },
  );
  if (!plan.ordinance) return [saved];
  const award = `@${plan.key}`;
  return [
    saved,
    act(acceptedOn, 'accept_award', { p_id: award, p_accepted_on: acceptedOn }),
    act(acceptedOn, 'save_budget', { p_award: award, p_lines: budgetLines(plan.budget), p_facts: { approved_on: awardedOn } }),
    act(plan.starts_on, 'activate_award', { p_id: award }),
  ];
}

export const lawOf = (plan: AwardPlan, acceptedOn: string): string => `${acceptedOn.slice(2, 4)}${plan.ordinance}`;

/** '15PBJA-24-GG-90317-BSCI': the year is the federal fiscal year of the award. */
function numberOf([prefix, instrument, sequence, program]: [string, string, string, string], awardedOn: string): string {
  const year = addMonths(`${awardedOn.slice(0, 7)}-01`, 3).slice(2, 4);
  return `15${prefix}-${year}-${instrument}-${sequence}-${program}`;
}

export function budgetLines(budget: AwardPlan['budget']) {
  return Object.entries(budget).map(([category, amount]) => {
    const [federal, match] = typeof amount === 'number' ? [amount, 0] : amount;
    return { category, federal_cents: cents(federal), match_cents: cents(match) };
  });
}

/** The ledger of an award: what was spent each month, and drawn for it on the eighteenth of the next. */
export function spendAward(random: Random, plan: AwardPlan, today: string): SampleAct[] {
  const acts: SampleAct[] = [];
  const until = [plan.spent_until, addDays(plan.ends_on, 1), today].filter((day) => day !== undefined).sort()[0]!;
  let first = plan.starts_on;
  for (let count = 1; addDays(first, 27) < until; count++) {
    const spentOn = addDays(first, 27);
    const drawnOn = addDays(addMonths(first, 1), 17);
    const together = `${plan.key} ${first}`;
    let federal = 0;
    for (const [index, one] of plan.spending.entries()) {
      if (count % (one.every ?? 1) !== 0) continue;
      const amount = one.dollars * random.between(94, 106);
      if (one.share !== 'match') federal += amount;
      acts.push(entry(spentOn, plan, spent(plan, one, amount, spentOn, index), together));
    }
    if (drawnOn < today && federal > 0) acts.push(entry(drawnOn, plan, draw(federal, drawnOn), `${together} drawn`));
    first = addMonths(first, 1);
  }
  return acts;
}

const spent = (plan: AwardPlan, one: Spending, amount: number, on: string, index: number) => ({
  kind: 'expenditure',
  share: one.share ?? 'federal',
  category: one.category,
  amount_cents: amount,
  entry_on: on,
  description: one.text,
  payee: one.payee ?? null,
  reference: `JV-${on.replaceAll('-', '')}-${index + 1}`,
  account_string: accountOf(plan, on, one.category),
  ...(one.subaward ? { subaward_id: `@${one.subaward}` } : {}),
});

export const draw = (amount: number, on: string, text = 'Drawdown for the month before') => ({
  kind: 'drawdown',
  amount_cents: amount,
  entry_on: on,
  description: text,
  reference: `ASAP-${on.replaceAll('-', '')}`,
});

export const entry = (on: string, plan: AwardPlan, values: Record<string, unknown>, together?: string, keep?: string): SampleAct =>
  act(
    on,
    'save_entry',
    { p_entry: { award_id: `@${plan.key}`, ...values } },
    { ...(together ? { with: together } : {}), ...(keep ? { keep } : {}) },
  );

const departments: Record<string, string> = {
  police: '2110',
  health: '5005',
  'municipal-court': '1305',
  neighborhoods: '5701',
};
const objects: Record<Category, string> = {
  personnel: 'A',
  fringe: 'A',
  travel: 'B',
  equipment: 'E',
  supplies: 'C',
  construction: 'E',
  subawards: 'X',
  procurement: 'B',
  other: 'B',
  indirect: 'B',
};

/** '27-2410-105005-B': the city's fiscal year begins in May and is called by the year in which it ends. */
function accountOf(plan: AwardPlan, on: string, category: Category): string {
  const year = Number(on.slice(2, 4)) + (on.slice(5, 7) >= '05' ? 1 : 0);
  return `${year}-2410-10${departments[plan.department]}-${objects[category]}`;
}
