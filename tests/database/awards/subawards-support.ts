import type { Json } from '../../../src/data/database.types.ts';
import type { Role } from '../../support/databases.ts';
import type { TestOffice } from '../../support/office.ts';

export const questions = [
  'eligibility',
  'objectives',
  'decisions',
  'compliance',
  'purpose',
  'usual_business',
  'many_buyers',
  'competition',
  'ancillary',
  'not_bound',
];
export const determined = (determination: 'subaward' | 'contract') => ({
  determination,
  determination_reason: 'By its substance.',
  determination_answers: Object.fromEntries(
    questions.map((question, n) => [question, { answer: n < 5 === (determination === 'subaward') ? 'yes' : 'no' }]),
  ),
});
export const factors = (...levels: number[]) =>
  Object.fromEntries(
    ['experience', 'audits', 'changes', 'federal_monitoring', 'size'].map((factor, n) => [factor, { level: levels[n] ?? levels[0] ?? 1 }]),
  );
/** What 2 CFR 200.332 asks for. */
export const whole = {
  recipient_uei: 'ABCDEFGH1234',
  recipient_name: 'MATTIE RHODES CENTER',
  starts_on: '2026-10-01',
  ends_on: '2027-09-30',
  description: 'Street outreach in three neighborhoods.',
  indirect_rate_bp: 1500,
  contact_name: 'Rosa Peña',
};

/** An office with awards of its own, and every act on a subaward. */
export function subawardsOf(office: TestOffice) {
  let number = 0;
  const id = async (sql: string, values: unknown[] = []) => String((await office.exec<{ id: string }>(sql, values))[0]?.id);
  const organization = () => id(`insert into organizations (name, kind) values ('Center ' || gen_random_uuid(), 'community') returning id`);
  const addAward = (more = '') =>
    id(
      `insert into awards (award_number, title, status, starts_on, ends_on, accepted_on, federal_award_on, federal_cents, total_cents)
       values ($1, 'Outreach', 'active', '2026-10-01', '2027-09-30', '2026-10-01', '2026-09-20', 50000000, 50000000) returning id ${more}`,
      [`15PBJA-26-GG-${String(++number).padStart(5, '0')}-TEST`],
    );
  type Made = { data: unknown; error: { message: string; hint?: string; code?: string } | null };
  const answered = async <Answer = string>(asked: PromiseLike<Made>) => {
    const { data, error } = await asked;
    if (error) throw error;
    return data as Answer;
  };
  const as = (role: Role) => office.as(role);
  const save = (subaward: object, p_id?: string, role: Role = 'coordinator') =>
    as(role).rpc('save_subaward', { p_subaward: subaward as Json, ...(p_id ? { p_id } : {}) });
  const make = async (more: object = {}) =>
    answered(save({ award_id: await addAward(), organization_id: await organization(), title: 'Outreach', ...more }));
  const act = (p_subaward: string, action_on: string, amount_cents: number | string) =>
    as('coordinator').rpc('act_on_subaward', { p_subaward, p_action: { action_on, amount_cents } as Json });
  const today = async () => String((await office.exec<{ day: string }>(`select private.local_date(now())::text as day`))[0]?.day);
  const gaps = async (subaward: string, day: string) =>
    (
      await office.exec<{ gap: { code: string; needed: boolean; since?: string; count?: number } }>(
        `select g as gap from subawards s, jsonb_array_elements(private.subaward_gaps(s, $2)) g where s.id = $1`,
        [subaward, day],
      )
    ).map(({ gap }) => gap);
  const codes = async (subaward: string, day: string) => (await gaps(subaward, day)).map(({ code }) => code);
  const ffata = async (subaward: string) =>
    (
      await office.exec<{ on_day: string; due: string; total: string }>(
        `select reportable_on::text as on_day, private.ffata_due_on(reportable_on)::text as due, total_cents::text as total from private.ffata_events($1)`,
        [subaward],
      )
    )[0] ?? null;
  return { id, organization, addAward, answered, save, make, act, today, gaps, codes, ffata };
}
