import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

export const PROGRAMS = 2000;

/** Two thousand programs of two hundred organizations, each with needs, languages, districts and somebody who pays. */
export const programsSql = (programs: number): string[] => [
  `insert into organizations (code, name, kind, takes_referrals, referral_email)
   select 'bench-' || n, 'Partner ' || n || ' ' || (array['Legal Aid', 'Food Pantry', 'Housing Trust', 'Clinic', 'Job Center'])[1 + n % 5], 'community', true, 'intake' || n || '@partner.example'
   from generate_series(1, ${programs / 10}) n`,
  `insert into programs (organization_id, name, description, minimum_age, maximum_age, income_basis, income_percent, tenure, opens_on, closes_on, review_by)
   select (select id from organizations where code = 'bench-' || (1 + n % ${programs / 10})),
     (array['Rent relief', 'Pantry', 'Home repair', 'Legal help', 'Child care', 'Job training', 'Bus pass', 'Water bill help'])[1 + n % 8] || ' ' || n,
     'Help for residents who need it, number ' || n || '. Bring a lease, a bill or a letter.',
     case when n % 7 = 0 then 60 end, case when n % 11 = 0 then 90 end, case when n % 2 = 0 then 'poverty' end, case when n % 2 = 0 then 100 + n % 5 * 50 end,
     case n % 6 when 0 then 'renter' when 1 then 'owner' end, case when n % 9 = 0 then '2026-01-01'::date end, case when n % 9 = 0 then '2027-01-01'::date + n % 200 end, '2027-01-01'::date + n % 300
   from generate_series(1, ${programs}) n`,
  `insert into program_needs (program_id, need_id)
   select p.id, d.id from (select id, row_number() over (order by name, id) as n from programs) p
   join (select id, row_number() over (order by code) - 1 as n, count(*) over () as size from needs) d on d.n in (p.n % d.size, p.n * 7 % d.size)`,
  `insert into program_languages (program_id, language)
   select p.id, l.code from (select id, row_number() over (order by name, id) as n from programs) p
   join (select code, row_number() over (order by code) - 1 as n, count(*) over () as size from languages) l on l.n in (p.n % l.size, p.n * 3 % l.size)`,
  `insert into program_districts (program_id, district_id)
   select p.id, d.id from (select id, row_number() over (order by name, id) as n from programs) p
   join (select id, row_number() over (order by code) - 1 as n, count(*) over () as size from districts) d on d.n = p.n % d.size where p.n % 4 = 0`,
  `insert into fundings (program_id, source, level)
   select id, 'A grant', (array['federal', 'state', 'local', 'private'])[1 + row_number() over (order by name, id) % 4] from programs`,
];

const FIELDS = [
  'reported_issue',
  'workorder_',
  'current_status',
  'open_date_time',
  'resolved_date',
  'days_to_close',
  'report_source',
  'issue_type',
  'issue_sub_type',
  'department_work_group',
  'incident_address',
  'latitude',
  'longitude',
  'last_updated',
  'council_district',
  'source_category',
];

/** Rows like those of the city's current feed: five years, a third of them open, an address with a comma, a field with a line break. */
export async function writeFeed(file: string, rows: number): Promise<void> {
  const output = createWriteStream(file);
  output.write(`${FIELDS.join(',')}\n`);
  const two = (n: number) => String(n).padStart(2, '0');
  const types = ['Property Violations', 'Recycling Cart Program', 'Potholes', 'Trash / Recycling', 'Water', 'Animals', 'Street Lights'];
  for (let n = 0; n < rows; n++) {
    const day = `${2021 + (n % 5)}-${two(1 + (n % 12))}-${two(1 + (n % 27))}`;
    const isOpen = n % 3 === 0;
    const days = isOpen ? 0 : n % 2;
    const closed = isOpen ? '' : `${day.slice(0, 8)}${two(1 + (n % 27) + days)}T16:20:00.000`;
    const row = [
      2_000_000 + n,
      n % 4 === 0 ? `NPD-${n}` : '',
      isOpen ? 'new' : 'Resolved',
      `${day}T${two(n % 24)}:${two(n % 60)}:00.000`,
      closed,
      days,
      n % 5 === 0 ? 'iOS' : 'Phone Answered',
      types[n % types.length],
      n % 50 === 0 ? '"Weeds\nand rubbish"' : 'Weeds',
      'NHS Preservation',
      `"${n} Kensington Ave, Kansas City 64${100 + (n % 50)}"`,
      (38.9 + (n % 1000) / 5000).toFixed(6),
      (-94.7 + (n % 997) / 5000).toFixed(6),
      closed || `${day}T23:00:00.000`,
      1 + (n % 6),
      'Public (External)',
    ];
    if (!output.write(`${row.join(',')}\n`)) await new Promise<void>((resolve) => output.once('drain', () => resolve()));
  }
  output.end();
  await finished(output);
}
