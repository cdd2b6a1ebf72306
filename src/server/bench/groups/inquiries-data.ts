/** SQL that gives each inquiry of a filled database four to six entries, and one of them so many that its story is long. */
export function timelineSql({ inquiries, entries }: { inquiries: number; entries: number }): string[] {
  const kind = `(array['note', 'call', 'email', 'note', 'visit'])[1 + n % 5]`;
  return [
    'alter table public.interactions disable trigger user',
    `insert into public.interactions (inquiry_id, kind, body, is_public, occurred_at, created_at, updated_at)
     select i.id, ${kind}, 'Told ' || n || ': ' || md5(i.id::text || n), n % 5 = 2, i.opened_at + n * interval '3 hours', i.opened_at, i.opened_at
     from (select id, opened_at from public.inquiries limit ${Math.trunc(inquiries)}) i cross join generate_series(1, 5) n`,
    `insert into public.interactions (inquiry_id, kind, body, is_public, occurred_at, created_at, updated_at)
     select i.id, ${kind}, 'A long story, part ' || n, n % 5 = 2, i.opened_at + n * interval '1 hour', i.opened_at, i.opened_at
     from (select id, opened_at from public.inquiries where closed_at is null order by opened_at limit 1) i cross join generate_series(1, ${Math.trunc(entries)}) n`,
    'alter table public.interactions enable trigger user',
    // What the worker would have written in the background: by what residents are compared.
    'select private.write_keys(array(select id from public.residents))',
  ];
}
