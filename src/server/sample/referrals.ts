import { addDays } from '../../domain/shared/dates.ts';
import type { Backend } from '../backend/index.ts';
import { act, coordinator, type SampleAct } from './award-acts.ts';
import { runSampleActs } from './sample-acts.ts';
import { type ReferralPlan, referralPlans } from './words-referrals.ts';

type Source = { id: string; subject: string; language: string; opened_at: string; closed_at: string | null };
const SENT = '09:40';
const senders = ['staff@rotunda.example', coordinator];
const told = ['name', 'phone', 'language', 'interpreter', 'district', 'question'];
const kinds = { accept: 'accepted', decline: 'declined', ask: 'asked', progress: 'progress', outcome: 'outcome' } as const;

/** Matters handed to partners and departments over the last two months, and what became of them. Partners and programs come before. */
export async function createSampleReferrals({ service }: Pick<Backend, 'service'>, { today }: { today: string }): Promise<void> {
  const { data, error } = await service
    .from('inquiries')
    .select('id, subject, language, opened_at, closed_at')
    .in('subject', [...new Set(referralPlans.map(({ subject }) => subject))])
    .not('resident_id', 'is', null)
    .gte('opened_at', addDays(today, -120))
    .order('number', { ascending: false })
    .limit(1000);
  if (error) throw error;
  const sources = new Map<ReferralPlan, Source>();
  for (const plan of referralPlans) {
    const source = sourceOf(plan, data, [...sources.values()], today);
    if (source) sources.set(plan, source);
  }
  const planned = [...sources].filter(([{ after }]) => !after || [...sources.keys()].some(({ key }) => key === after));
  const names = await runSampleActs(
    { service },
    planned.flatMap(([plan, source], n) => actsOf(plan, source, n, today)),
  );
  const p_times = planned.map(([plan], n) => ({
    id: names[nameOf(plan, n)],
    sent: `${workday(today, plan.ago)}T${SENT}`,
    steps: Object.fromEntries(plan.steps.map(([after, time, what]) => [kinds[what], `${workday(today, plan.ago - after)}T${time}`])),
  }));
  const placed = await service.rpc('load_sample_referrals', { p_times });
  if (placed.error) throw placed.error;
}

const nameOf = ({ key }: ReferralPlan, n: number): string => `referral:${key ?? n}`;

/** So many days ago; where nobody worked then, the Friday before. */
function workday(today: string, ago: number): string {
  const day = addDays(today, -ago);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 0 ? -2 : weekday === 6 ? -1 : 0);
}

/** The latest inquiry of that name from before, rather one that was open still; each once. */
function sourceOf(plan: ReferralPlan, found: Source[], used: Source[], today: string): Source | undefined {
  const sent = workday(today, plan.ago);
  const before = found.filter((one) => one.subject === plan.subject && one.opened_at.slice(0, 10) < sent && !used.includes(one));
  return before.find(({ closed_at }) => !closed_at || closed_at.slice(0, 10) > sent) ?? before[0];
}

function actsOf(plan: ReferralPlan, source: Source, n: number, today: string): SampleAct[] {
  const as = senders[n % senders.length]!;
  const name = nameOf(plan, n);
  const on = workday(today, plan.ago);
  const begun = plan.after ? { previous_id: `@referral:${plan.after}` } : { inquiry_id: source.id };
  const p_referral = {
    ...begun,
    organization_id: `@org:${plan.org}`,
    ...(plan.program ? { program_id: `@program:${plan.program}` } : {}),
    request: plan.request,
    shared_fields: told,
  };
  const p_consent = { how: 'spoken', language: source.language };
  return [
    act(on, 'save_referral', { p_referral }, { as, keep: name }),
    act(on, 'send_referral', { p_id: `@${name}`, p_version: null, p_consent }, { as }),
    ...plan.steps.map(([after, , what, facts = {}]) =>
      act(
        workday(today, plan.ago - after),
        'record_referral',
        { p_id: `@${name}`, p_act: what, p_facts: { receiver: 'Intake desk', ...facts } },
        { as },
      ),
    ),
  ];
}
