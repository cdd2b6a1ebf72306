import { addDays, lastDayOfMonth } from '../../domain/shared/dates.ts';
import type { Backend } from '../backend/index.ts';
import {
  act,
  beginAward,
  bookkeeper,
  budgetLines,
  cents,
  coordinator,
  draw,
  entry,
  lawOf,
  manager,
  type SampleAct,
  spendAward,
} from './award-acts.ts';
import { measures } from './award-measures.ts';
import { type AwardPlan, planAwards } from './award-plans.ts';
import { mediationActs, readersActs, referralActs } from './award-subawards.ts';
import { findOpportunities } from './opportunities.ts';
import { createRandom, type Random } from './random.ts';
import { awardOrganizations, awardPayees, conditions } from './words-awards.ts';

/**
 * Gives a sample office the grants that it coordinates, written as its people would have written them. They need their accounts first:
 * every act is somebody's. Does nothing where there are awards already.
 */
export async function createSampleAwards(
  backend: Pick<Backend, 'service'>,
  { seed, today }: { seed: number; today: string },
): Promise<void> {
  const there = await backend.service.from('awards').select('id').limit(1);
  if (there.error) throw there.error;
  if (there.data.length > 0) return;
  const loaded = await backend.service.rpc('load_sample_awards', { p_plan: inventAwards(createRandom(seed), today) as never });
  if (loaded.error) throw loaded.error;
}

/** What load_sample_awards takes: the same for the same seed and day. */
export function inventAwards(random: Random, today: string) {
  const plans = planAwards(today);
  const acts = plans.flatMap((plan) => {
    const begun = beginAward(plan, today);
    return [
      ...begun,
      ...(subawards[plan.key]?.(plan, today) ?? []),
      ...spendAward(random, plan, today),
      ...(stories[plan.key]?.(plan, today) ?? []),
      ...(measures[plan.key]?.(plan, today) ?? []),
    ];
  });
  const filed = plans.map((plan) => fileReports(plan, today));
  return {
    uei: 'RTNDAKCM2468',
    sam_expires_on: addDays(today, 38),
    legislation: plans
      .filter((plan) => plan.ordinance)
      .map((plan) => ({ plan, acceptedOn: addDays(plan.starts_on, -20) }))
      .map(({ plan, acceptedOn }) => ({
        file_number: lawOf(plan, acceptedOn),
        title: `Accepting a grant of the U.S. Department of Justice: ${plan.title}`,
        passed_on: addDays(acceptedOn, -6),
      })),
    organizations: awardOrganizations,
    acts: [...acts, ...filed, ...afterwards(today), ...findOpportunities(today)],
    tasks: [
      { award: 'capacity', title: 'Collect the time sheets of the analysts for the quarter', owner: bookkeeper, due_on: addDays(today, 5) },
      { award: 'treatment', title: 'Bring the acceptance ordinance to committee', owner: coordinator, due_on: addDays(today, 8) },
      { award: 'cameras', title: 'Ask for the last invoice of the storage contract', owner: bookkeeper, due_on: addDays(today, -1) },
    ],
  };
}

/** Everything that was due is filed, but for one performance report; one financial report of a year ago came late. */
function fileReports(plan: AwardPlan, today: string): SampleAct {
  const yearAgo = quarterEnd(addDays(today, -330));
  return act(today, 'file_reports', {
    award: plan.key,
    kinds: ['ffr', 'performance', 'pmt', 'ffata'],
    before: today,
    late: plan.key === 'jag' ? { [`ffr:${yearAgo}`]: 9 } : {},
    except: plan.key === 'cops' ? [`performance:${copsPeriodEnd(addDays(today, -7))}`] : [],
  });
}

/** A report that came back: JustGrants shows a day six days ago, and nobody has filed it again. */
function afterwards(today: string): SampleAct[] {
  const report = `@report:cops:performance:${copsPeriodEnd(addDays(today, -7))}`;
  const source = 'JustGrants: returned for correction, new day in the task list';
  return [act(addDays(today, -20), 'override_report', { p_id: report, p_due_on: addDays(today, -6), p_source: source })];
}

/** The last day of the quarter before the one in which a day lies. */
function quarterEnd(day: string): string {
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return addDays(`${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`, -1);
}

/** COPS counts from February to July and from August to January. */
function copsPeriodEnd(until: string): string {
  const year = Number(until.slice(0, 4));
  return [`${year}-07-31`, `${year}-01-31`, `${year - 1}-07-31`].find((day) => day <= until)!;
}

/** Passed on before money goes to it. */
const subawards: Record<string, (plan: AwardPlan, today: string) => SampleAct[]> = {
  jag: readersActs,
  violence: (plan, today) => [...mediationActs(plan, today), ...referralActs(plan, today)],
};

/** What else happened to each award. */
const stories: Record<string, (plan: AwardPlan, today: string) => SampleAct[]> = {
  capacity: (plan, today) => [
    act(
      addDays(plan.starts_on, 4),
      'save_condition',
      { p_award: '@capacity', p_condition: conditionOf('training', 125_000, addDays(plan.starts_on, 90)) },
      { keep: 'trained' },
    ),
    act(addDays(plan.starts_on, 80), 'clear_condition', {
      p_id: '@trained',
      p_on: addDays(plan.starts_on, 78),
      p_evidence: conditions.training.evidence,
    }),
    act(addDays(plan.starts_on, 4), 'save_condition', {
      p_award: '@capacity',
      p_condition: conditionOf('budget', 40_000, addDays(today, 21)),
    }),
    // Cash that lies about for longer than ten days.
    entry(addDays(today, -16), plan, draw(cents(18_000), addDays(today, -16), 'Advance for the peer exchange')),
  ],
  violence: (plan, today) => [
    act(
      addDays(plan.starts_on, 6),
      'save_condition',
      { p_award: '@violence', p_condition: conditionOf('subawards', 0, addDays(plan.starts_on, 160)) },
      { keep: 'policy' },
    ),
    act(addDays(plan.starts_on, 120), 'clear_condition', {
      p_id: '@policy',
      p_on: addDays(plan.starts_on, 118),
      p_evidence: 'Policy as signed by the director, with the mail of the grant manager.',
    }),
    // Together 184,000 of 2,000,000: near the ten percent.
    ...(
      [
        [-260, 'procurement', 'personnel', 90_000, 'A supervisor in place of a contractor'],
        [-95, 'indirect', 'personnel', 94_000, 'Two more outreach workers'],
      ] as const
    ).map(([days, from, to, dollars, note]) =>
      act(addDays(today, days), 'move_budget', {
        p_award: '@violence',
        p_move: { from_category: from, to_category: to, amount_cents: cents(dollars), moved_on: addDays(today, days), reason: note },
      }),
    ),
  ],
  court: courtActs,
  cameras: camerasActs,
  youth: (_plan, today) => [
    act(
      addDays(today, -68),
      'terminate_award',
      {
        p_id: '@youth',
        p_facts: {
          terminated_on: addDays(today, -70),
          termination_notice_on: addDays(today, -70),
          authority: '2 CFR 200.340(a)(4)',
          reason: 'The notice says that the award no longer effectuates the priorities of the agency.',
          appealed_on: addDays(today, -48),
          claimable_cents: cents(38_400),
          claimable_note: 'Notice periods of the mentors, and one invoice for training that was ordered before.',
        },
      },
      { as: manager },
    ),
  ],
};

function conditionOf(key: keyof typeof conditions, withheld: number, due_on: string) {
  const { number, text } = conditions[key];
  return { number, text, withheld_cents: cents(withheld), due_on, owner_id: `@staff:${coordinator}` };
}

/** A budget modification and an extension that were approved; another that waits. */
function courtActs(plan: AwardPlan, today: string): SampleAct[] {
  const award = { p_award: '@court' };
  const asked = (on: string, keep: string, values: Record<string, unknown>) => [
    act(addDays(on, -6), 'save_modification', { ...award, p_modification: values }, { keep }),
    act(on, 'submit_modification', { p_id: `@${keep}`, p_on: on, p_number: values.gam_number }),
  ];
  const approved = (on: string, keep: string) => act(on, 'decide_modification', { p_id: `@${keep}`, p_decision: 'approved', p_on: on });
  const lines = budgetLines({
    ...plan.budget,
    personnel: [290_000, 60_000],
    fringe: [92_000, 19_000],
    travel: 8_000,
    procurement: [120_000, 58_500],
  });
  return [
    ...asked(addDays(today, -250), 'rebudget', {
      subtype: 'budget_modification',
      gam_number: 'GAM-604118',
      reason: 'The clinic charges less for beds than planned; a second clinician serves more people than beds do.',
      lines,
    }),
    approved(addDays(today, -228), 'rebudget'),
    ...asked(addDays(today, -190), 'longer', {
      subtype: 'period_extension',
      gam_number: 'GAM-611902',
      reason: 'The clinician started eight months late. A year more at no cost serves as many people as planned.',
      new_ends_on: lastDayOfMonth(addDays(plan.ends_on, 362)),
    }),
    approved(addDays(today, -171), 'longer'),
    ...asked(addDays(today, -12), 'rate', {
      subtype: 'cost_change',
      gam_number: 'GAM-638450',
      reason: 'The trainer asks for a day rate above the threshold of the component.',
    }),
  ];
}

/** Over, and on the way to its close: a contract that is not paid off, and the last month not drawn. */
function camerasActs(plan: AwardPlan, today: string): SampleAct[] {
  const ordered = addDays(plan.starts_on, 40);
  const storage = { category: 'procurement', payee: awardPayees.storage };
  const paid = [70_000, 68_500].map((dollars, index) => {
    const on = addDays(plan.starts_on, 200 + index * 330);
    return entry(on, plan, {
      ...storage,
      kind: 'expenditure',
      amount_cents: cents(dollars),
      entry_on: on,
      description: 'Video storage, a year',
      reference: `AP-90${index + 1}14`,
      obligation_id: '@storage',
    });
  });
  const drawn = [70_000, 68_500].map((dollars, index) => {
    const on = addDays(plan.starts_on, 214 + index * 330);
    return entry(on, plan, { ...draw(cents(dollars), on, 'Drawdown for the storage contract'), reference: `ASAP-S${index + 1}` });
  });
  return [
    entry(
      ordered,
      plan,
      {
        ...storage,
        kind: 'obligation',
        amount_cents: cents(150_000),
        entry_on: ordered,
        description: 'Video storage, contract for two years',
        reference: 'PO-77120',
      },
      undefined,
      'storage',
    ),
    ...paid,
    ...drawn,
    act(addDays(plan.ends_on, 9) < today ? addDays(plan.ends_on, 9) : addDays(today, -1), 'begin_closeout', { p_id: '@cameras' }),
  ];
}
