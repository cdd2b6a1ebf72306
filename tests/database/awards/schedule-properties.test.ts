import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { schedulesOf } from './schedule-support.ts';

let office: TestOffice;
let on: ReturnType<typeof schedulesOf>;
beforeAll(async () => {
  office = await openOffice();
  on = schedulesOf(office);
  await workOut();
});
afterAll(() => office.close());

/**
 * Every line of the schedules of many awards at once, worked out in one query and written nowhere. Periods of performance of 2020 to 2040:
 * they begin and end on many days of the month, are a day to five years long, some are terminated, some accepted late.
 */
async function workOut() {
  await office.exec(`create or replace view many_awards as
    with given as (
      select n, s.starts_on, s.starts_on + (n * 37 % 1830) as ends_on
      from generate_series(0, 599) n, lateral (select date '2020-01-01' + (n * 7919 % 5800) as starts_on) s),
    varied as (
      select *, case when n % 7 = 0 then starts_on + (n * 13 % (ends_on - starts_on + 1)) end as terminated_on, case when n % 4 = 0 then starts_on + n % 400 end as accepted_on,
        (array['16.710', '16.738', '16.753', '16.738', null])[1 + n % 5] as number, case when n % 2 = 0 then 2499999 else 50000000 end as cents from given)
    select v.*, jsonb_populate_record(null::public.awards, jsonb_build_object('starts_on', v.starts_on, 'ends_on', v.ends_on, 'terminated_on', v.terminated_on, 'accepted_on', v.accepted_on,
      'federal_cents', v.cents, 'listing_id', l.id)) as award, coalesce(v.terminated_on, v.ends_on) as last_on
    from varied v left join public.assistance_listings l on l.number = v.number`);
  await office.exec('drop table if exists lines');
  await office.exec(
    'create table lines as select a.n, a.number, a.starts_on, a.last_on, a.accepted_on, s.* from many_awards a cross join lateral private.award_schedule(a.award) s',
  );
}
const nothing = async (what: string) => expect(await office.exec(`${what} limit 5`)).toEqual([]);

describe('whatever the period of performance', () => {
  test('no report is due before its period ends, none opens after it is due, and interim ones are due within the bounds of their rule', () =>
    nothing(`select * from lines where computed_due_on <= coalesce(period_end, last_on) and accepted_on is null or computed_due_on < coalesce(period_end, last_on)
      or computed_due_on < accepted_on and kind <> 'closeout' or opens_on > computed_due_on and due_reason -> 'accepted_late' is null
      or not is_final and kind <> 'closeout' and due_reason -> 'accepted_late' is null and computed_due_on - 30 <> (due_reason ->> 'from')::date`));

  test('FFRs are due on Jan, Apr, Jul and Oct 30, semi-annual reports on Jan and Jul 30, those of COPS on Aug 30 and on Mar 2, or Mar 1 of a leap year', () =>
    nothing(`select * from lines where not is_final and due_reason -> 'accepted_late' is null and kind in ('ffr', 'performance', 'pmt') and to_char(computed_due_on, 'MM-DD') <> all (case
      when kind in ('ffr', 'pmt') then array['01-30', '04-30', '07-30', '10-30']
      when due_reason ->> 'rule' = 'performance_cops' then array['08-30', case when extract(day from make_date(extract(year from computed_due_on)::integer, 3, 1) - 1) = 29 then '03-01' else '03-02' end]
      when due_reason ->> 'rule' = 'performance_jag_annual' then array['01-30'] else array['01-30', '07-30'] end)`));

  test('periods follow each other from the first day to the last, without a gap and without an overlap', () =>
    nothing(`with follow as (select n, kind, period_start, period_end, starts_on, last_on, lag(period_end) over w as before, lead(period_start) over w as after
        from lines where kind in ('ffr', 'performance', 'pmt') window w as (partition by n, kind order by period_start))
      select * from follow where period_start <> coalesce(before + 1, starts_on) or period_end <> coalesce(after - 1, last_on) or period_end < period_start`));

  test('each award has one final FFR, one final performance report and one closeout, 120 days after its end', () =>
    nothing(`with counted as (select a.n, k.kind, a.last_on, a.accepted_on, count(l.n) as finals, min(l.computed_due_on) as due from many_awards a cross join (values ('ffr'), ('performance'), ('closeout')) k (kind)
        left join lines l on l.n = a.n and l.kind = k.kind and (l.is_final or l.kind = 'closeout') group by 1, 2, 3, 4)
      select * from counted where finals <> 1 or due <> case when kind = 'closeout' then last_on + 120 else greatest(last_on + 120, accepted_on) end`));

  test('each award has one line of a kind for a period, and each line names a rule that holds', () =>
    nothing(`with twice as (select n, schedule_key from lines group by 1, 2 having count(*) > 1)
      select n, schedule_key from twice union all
      select n, schedule_key from lines l where not exists (select from public.award_report_rules r where r.id = l.rule_id and r.code = l.due_reason ->> 'rule'
        and coalesce(l.period_end, l.last_on) between r.valid_from and coalesce(r.valid_until, 'infinity'))`));

  test('days to file by are business days, at most the day itself and a few days before it', () =>
    nothing(`select d, f from generate_series(date '2027-01-01', date '2028-12-31', interval '1 day') g (at), lateral (select at::date as d) d, lateral (select private.file_by(d) as f offset 0) f
      where f > d or f < d - 5 or not private.is_business_day(f, 'city')`));

  test('fiscal years follow each other, and each audit is due on the last day of the ninth month after its year', () =>
    expect(
      office.exec(`select * from (select *, lag(period_end) over (order by period_start) as before from private.office_schedule('2020-01-01', '2040-12-31')) y
        where period_start <> coalesce(before + 1, period_start) or to_char(computed_due_on, 'MM-DD') <> '01-31' or extract(year from computed_due_on) <> extract(year from period_end) + 1`),
    ).resolves.toEqual([]));

  test('each day of two years, one of them a leap year, lies in one period of each length, whichever month periods are counted from', () =>
    expect(
      office.exec(`select d, m, a from generate_series(date '2027-01-01', date '2028-12-31', interval '1 day') g (at), lateral (select at::date as d) d,
          unnest(array[3, 6, 12]) m, unnest(array[1, 2, 5]) a, lateral (select private.report_period_end(d, m, a) as e) e
        where e < d or e >= d + make_interval(months => m) or extract(day from e + 1) <> 1 or (extract(month from e + 1)::integer - a + 12) % m <> 0
          or private.report_period_end(e, m, a) <> e or private.report_period_end(e + 1, m, a) <= e limit 3`),
    ).resolves.toEqual([]));
});

describe('when a rule changes', () => {
  test('periods still follow each other, under whichever version each of them ends', async () => {
    await office.exec(`set rotunda.rules_at_end = 'on'`);
    await office.exec(`update award_report_rules set valid_until = '2026-11-15' where code = 'performance_semiannual'`);
    await office.exec(`insert into award_report_rules (code, kind, name, period_months, period_anchor_month, due_days, final_due_days, valid_from, source)
      values ('performance_semiannual', 'performance', 'Quarterly from now on', 3, 1, 45, 90, '2026-11-16', 'A test')`);
    await workOut();
    await nothing(`with follow as (select n, kind, period_start, period_end, starts_on, last_on, lag(period_end) over w as before, lead(period_start) over w as after
        from lines where kind in ('ffr', 'performance', 'pmt') window w as (partition by n, kind order by period_start))
      select * from follow where period_start <> coalesce(before + 1, starts_on) or period_end <> coalesce(after - 1, last_on) or period_end < period_start`);
    const lines = (await on.preview({ starts_on: '2026-01-01', ends_on: '2027-06-30', federal_cents: 1 })).filter(
      ({ kind }) => kind === 'performance',
    );
    expect(lines.map(({ period_end, due_on }) => [period_end, due_on])).toEqual([
      ['2026-06-30', '2026-07-30'],
      ['2026-12-31', '2027-01-30'],
      ['2027-03-31', '2027-05-15'],
      ['2027-06-30', '2027-09-28'],
    ]);
  });

  test('a kind of report that no rule asks for any more ends with its last period', async () => {
    await office.exec(`update award_report_rules set valid_until = '2026-03-31' where code = 'pmt_quarterly'`);
    const lines = await on.preview({
      starts_on: '2025-10-01',
      ends_on: '2027-06-30',
      federal_cents: 1,
      listing_id: await on.listing('16.738'),
    });
    expect(lines.filter(({ kind }) => kind === 'pmt').map(({ period_end }) => period_end)).toEqual(['2025-12-31', '2026-03-31']);
  });
});
