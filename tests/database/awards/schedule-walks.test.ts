import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  await office.exec(walk);
});
afterAll(() => office.close());

/**
 * Walks one award through a life that chance writes (the same for the same number): extended, shortened, terminated and not, filed, waived,
 * overridden, its listing and its rules changed. After each step: what is settled is as it was, overrides are there, periods follow
 * each other without gap or overlap, and to write the schedule once more changes nothing. Answers how many steps of each kind it took.
 */
const walk = `create function walk(p_seed integer, p_steps integer) returns jsonb language plpgsql as $$
declare
  v_award uuid;
  v_state bigint := p_seed;
  v_what integer;
  v_far integer;
  v_counts jsonb := '{}';
  v_before jsonb;
  v_wrong jsonb;
  v_listing uuid;
begin
  insert into public.awards (title, status, award_number, accepted_on, starts_on, ends_on, federal_cents, total_cents)
  values ('Walk', 'active', '15PBJA-24-GG-' || lpad(p_seed::text, 5, '0') || '-WALK', '2020-01-01', date '2020-01-01' + p_seed * 97 % 3000, date '2020-01-01' + p_seed * 97 % 3000 + 700 + p_seed * 53 % 700, 2000000 + p_seed % 2 * 5000000, 2000000 + p_seed % 2 * 5000000)
  returning id into v_award;
  for n in 1 .. p_steps loop
    v_state := (v_state * 1103515245 + 12345) % 2147483648;
    v_what := (v_state / 65536) % 9;
    v_far := (v_state / 1024) % 400;
    select coalesce(jsonb_object_agg(id, to_jsonb(r) - '{version,updated_at,schedule_key,period_start,period_end,is_final,rule_id,opens_on,computed_due_on,due_reason,is_unasked,acknowledged_at,acknowledged_by}'::text[]), '{}') into v_before
    from public.award_reports r where award_id = v_award and override_due_on is not null;
    select v_before || coalesce(jsonb_object_agg(id, to_jsonb(r) - '{version,updated_at}'::text[]), '{}') into v_before
    from public.award_reports r where award_id = v_award and (filed_on is not null or waived_on is not null);
    case v_what
      when 0 then update public.awards set ends_on = ends_on + v_far where id = v_award;
      when 1 then update public.awards set ends_on = greatest(starts_on, coalesce(terminated_on, starts_on), ends_on - v_far) where id = v_award;
      when 2 then update public.awards set terminated_on = greatest(starts_on, ends_on - v_far * 2) where id = v_award;
      when 3 then update public.awards set terminated_on = null where id = v_award;
      when 4, 5 then
        update public.award_reports r set filed_on = r.due_on where r.id in (
          select id from public.award_reports where award_id = v_award and kind = case when v_far % 2 = 0 then 'ffr' else 'performance' end and filed_on is null and waived_on is null and not is_unasked
          order by period_start limit 1 + v_far % 3);
        perform private.regenerate_award_reports(v_award);
      when 6 then
        update public.award_reports r set override_due_on = r.computed_due_on + 3, override_source = 'JustGrants', override_of = r.computed_due_on where r.id in (
          select id from public.award_reports where award_id = v_award and kind in ('ffr', 'performance', 'closeout') and filed_on is null and waived_on is null and override_due_on is null
          order by schedule_key offset v_far % 4 limit 1);
      when 7 then
        update public.award_reports r set waived_on = '2030-01-01', waived_reason = 'A test' where r.id in (
          select id from public.award_reports where award_id = v_award and kind = 'performance' and filed_on is null and waived_on is null and not is_unasked order by period_start offset 1 limit 1);
        perform private.regenerate_award_reports(v_award);
      else
        select id into v_listing from public.assistance_listings where number = (array['16.710', '16.738', '16.753'])[1 + v_far % 3];
        update public.awards set listing_id = v_listing, federal_cents = v_far * 10000, total_cents = v_far * 10000 where id = v_award;
    end case;
    v_counts := v_counts || jsonb_build_object(v_what::text, coalesce((v_counts ->> v_what::text)::integer, 0) + 1);

    select jsonb_agg(b.key) into v_wrong from jsonb_each(v_before) b where not exists (
      select from public.award_reports r where r.id = b.key::uuid and (to_jsonb(r) @> b.value or b.value -> 'filed_on' = 'null' and b.value -> 'waived_on' = 'null' and (r.filed_on is not null or r.waived_on is not null)));
    if v_wrong is not null then raise exception 'seed % step % (%): settled or overridden reports changed: %', p_seed, n, v_what, v_wrong; end if;

    with lines as (
      select r.kind, r.period_start, r.period_end, a.starts_on, a.performance_ends_on as last_on, lag(r.period_end) over w as before, lead(r.period_start) over w as after
      from public.award_reports r join public.awards a on a.id = r.award_id
      where a.id = v_award and r.kind in ('ffr', 'performance') and not r.is_unasked and r.due_reason -> 'again' is null and r.period_start <= a.performance_ends_on and r.period_end >= a.starts_on
      window w as (partition by r.kind order by r.period_start))
    select jsonb_agg(l) into v_wrong from lines l where l.period_start <> coalesce(l.before + 1, l.starts_on) or l.after is null and l.period_end < l.last_on;
    if v_wrong is not null then raise exception 'seed % step % (%): gap or overlap: %', p_seed, n, v_what, v_wrong; end if;

    select jsonb_agg(k.kind) into v_wrong from (values ('ffr'), ('performance')) k (kind) where not exists (
      select from public.award_reports r join public.awards a on a.id = r.award_id where a.id = v_award and r.kind = k.kind and (r.is_final and r.period_end >= a.performance_ends_on or r.waived_on is not null and r.period_end >= a.performance_ends_on));
    if v_wrong is not null then raise exception 'seed % step % (%): no final report: %', p_seed, n, v_what, v_wrong; end if;

    v_wrong := private.regenerate_award_reports(v_award);
    if v_wrong - 'kept' <> '{"added": 0, "changed": 0, "removed": 0}' then raise exception 'seed % step % (%): once more changed something: %', p_seed, n, v_what, v_wrong; end if;
  end loop;
  return v_counts;
end $$`;

test('whatever happens to an award, what was settled stays, periods cover it whole, and writing the schedule again changes nothing', async () => {
  const counts = (await office.exec<{ counts: Record<string, number> }>('select walk(s, 30) as counts from generate_series(1, 25) s')).map(
    ({ counts }) => counts,
  );
  // Every kind of step was taken: chance had something to say.
  for (let what = 0; what <= 8; what++)
    expect(
      counts.some((one) => (one[what] ?? 0) > 0),
      `step ${what}`,
    ).toBe(true);
}, 60_000);

test('a rule that changes back and forth leaves settled reports as they are, and periods whole', async () => {
  await office.exec(`select walk(s, 12) from generate_series(101, 112) s`);
  const settled = () =>
    office.exec(
      `select id, to_jsonb(r) - '{version,updated_at}'::text[] as row from award_reports r where filed_on is not null or waived_on is not null order by id`,
    );
  const before = await settled();
  const overridden = async () =>
    (await office.exec<{ n: number }>('select count(*)::integer as n from award_reports where override_due_on is not null'))[0]?.n;
  const had = await overridden();
  await office.exec(`insert into award_report_rules (code, kind, name, period_months, period_anchor_month, due_days, final_due_days, listing_numbers, valid_from, source)
    values ('performance_test', 'performance', 'Quarterly', 3, 1, 15, 60, '{16.738,16.753}', '2021-05-10', 'A test')`);
  const wrong = `with lines as (select a.id, r.kind, r.period_start, r.period_end, a.starts_on, a.performance_ends_on as last_on, lag(r.period_end) over w as before, lead(r.period_start) over w as after
      from award_reports r join awards a on a.id = r.award_id where r.kind in ('ffr', 'performance') and not r.is_unasked and r.due_reason -> 'again' is null
        and r.period_start <= a.performance_ends_on and r.period_end >= a.starts_on window w as (partition by a.id, r.kind order by r.period_start))
    select * from lines where period_start <> coalesce(before + 1, starts_on) or after is null and period_end < last_on limit 3`;
  expect(await office.exec(wrong)).toEqual([]);
  expect(await settled()).toEqual(before);
  expect(
    (
      await office.exec<{ n: number }>(`select count(*)::integer as n from award_reports where due_reason ->> 'rule' = 'performance_test'`)
    )[0]?.n,
  ).toBeGreaterThan(10);
  await office.exec(`update award_report_rules set is_active = false where code = 'performance_test'`);
  expect(await office.exec(wrong)).toEqual([]);
  expect(await settled()).toEqual(before);
  expect(await overridden()).toBe(had);
}, 60_000);
