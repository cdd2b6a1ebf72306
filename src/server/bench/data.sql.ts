/**
 * SQL that fills an empty, migrated database for measuring, set-based: `residents` people and `inquiries` cases over 14
 * years, 2 % of them open, 90 % in English, words from a vocabulary of 4,000 in which some are common and most are rare.
 * All triggers of the two tables that write row by row are set aside while it runs, and the audit triggers with them: a
 * bench measures the office, not its loading. Run it through the raw connection as the owner, then `vacuum analyze`.
 */
export function fillSql({ residents, inquiries }: { residents: number; inquiries: number }): string[] {
  const [people, cases] = [Math.trunc(residents), Math.trunc(inquiries)];
  // A word's rank falls off with the cube of chance: rank 1 is in every tenth text, rank 4,000 in one of thousands.
  const word = `'w' || md5('v' || floor(4000 * power(random(), 3))::int)::varchar(7)`;
  const words = (count: number) => Array.from({ length: count }, () => word).join(` || ' ' || `);
  return [
    `select setseed(0.21)`,
    `alter table public.residents disable trigger user`,
    `alter table public.inquiries disable trigger user`,
    `insert into public.residents (name, preferred_language, district_id, search, created_at, updated_at)
     select d.name, d.language, d.district_id, lower(d.name) || ' +1816' || lpad(floor(10000000 * random())::int::text, 7, '0') || ' ' || lower(replace(d.name, ' ', '.')) || '@example.org', d.at, d.at from (
       select initcap(${word}) || ' ' || initcap(${word}) as name, ${language('n')} as language, ${district('n')} as district_id,
         now() - random() * interval '14 years' as at from generate_series(1, ${people}) n) d`,
    `create temporary table bench_residents as select row_number() over ()::int as n, id, name from public.residents`,
    `create temporary table bench_topics as select (row_number() over (order by sort_order))::int - 1 as n, id, department_id, primary_section, sections
     from public.topics where is_active order by sort_order limit 12`,
    `create unique index on bench_residents (n)`,
    `insert into public.inquiries (number, subject, body, status, channel, language, topic_id, department_id, resident_id, district_id,
       opened_at, closed_at, due_on, resolution_code, primary_section, sections, search, created_at, updated_at)
     select s.number, s.subject, s.body, case when s.is_open then (array['new', 'in_progress', 'waiting_resident', 'waiting_other'])[1 + s.n % 4] else 'closed' end,
       (array['phone', 'phone', 'phone', 'phone', 'email', 'web', 'walk_in', 'app', 'voicemail', 'other'])[1 + floor(10 * random())::int], s.language,
       t.id, t.department_id, r.id, s.district_id, s.opened_at, case when not s.is_open then s.closed_at end, s.opened_at::date + 7,
       case when not s.is_open then (array['answered', 'resolved', 'referred'])[1 + s.n % 3] end, t.primary_section, t.sections,
       private.inquiry_document(s.number, s.subject, s.body, r.name), s.opened_at, case when s.is_open then s.opened_at else s.closed_at end
     from (
       select n, private.inquiry_number(extract(year from o.at)::int, n) as number, ${words(4)} as subject, ${words(12)} as body,
         (n > ${cases} * 0.995 or random() < 0.015) as is_open, ${language('n')} as language, ${district('n')} as district_id, o.at as opened_at,
         least(o.at + (- ln(1 - random()) * interval '4 days'), now()) as closed_at,
         floor(12 * power(random(), 1.5))::int as topic, case when random() < 0.6 then 1 + floor(${people} * random())::int end as resident
       from generate_series(1, ${cases}) n cross join lateral (select now() - interval '14 years' * (1 - n::double precision / ${cases + 1}) as at) o) s
     join bench_topics t on t.n = s.topic left join bench_residents r on r.n = s.resident`,
    `insert into private.inquiry_numbers (year, last)
     select left(number, 4)::int, max(split_part(number, '-', 2)::int) from public.inquiries group by 1
     on conflict (year) do update set last = greatest(private.inquiry_numbers.last, excluded.last)`,
    `alter table public.residents enable trigger user`,
    `alter table public.inquiries enable trigger user`,
    `drop table bench_residents, bench_topics`,
  ];
}

const language = (row: string): string =>
  `case when ${row} % 10 <> 0 then 'en' else (array['es', 'es', 'es', 'so', 'sw', 'ar', 'vi', 'ht', 'my'])[1 + floor(9 * random())::int] end`;
/** One in seven is unknown. */
const district = (row: string): string =>
  `(array(select id from public.districts order by sort_order limit 6))[nullif(1 + ((${row}::bigint * 7919) % 7)::int, 7)]`;
