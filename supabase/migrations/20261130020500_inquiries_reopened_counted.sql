-- The report tells how many inquiries were taken up again in the month, beside how many closings were disputed: one each, however often.
create or replace function private.answer_facts(p_month date) returns jsonb
language sql stable security definer set search_path = '' set jit = off as $$
  with days as materialized (select p_month as starts, (p_month + interval '1 month')::date - 1 as ends),
  told as (
    select i.primary_section as section, 1 as asked, null::text as answer, 0 as reopened from days d cross join lateral private.inquiries_asked(d.starts, d.ends) a join public.inquiries i on i.id = a
    union all
    select i.primary_section, 0, a.answer, 0 from days d cross join lateral private.inquiries_answered(d.starts, d.ends) a join public.inquiries i on i.id = a.inquiry_id
    union all
    select i.primary_section, 0, null, 1 from days d cross join lateral private.inquiries_reopened(d.starts, d.ends) a join public.inquiries i on i.id = a),
  counts as (
    select section, sum(asked) as asked, count(answer) as answered, count(*) filter (where answer = 'yes') as yes, count(*) filter (where answer = 'not_yet') as not_yet,
      count(*) filter (where answer = 'no') as no, sum(reopened) as reopened from told group by 1)
  select coalesce(jsonb_agg(jsonb_build_object('key', section::text, 'asked', asked, 'answered', answered, 'yes', yes, 'not_yet', not_yet, 'no', no, 'reopened', reopened) order by section), '[]') from counts
$$;
