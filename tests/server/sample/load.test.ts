import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSampleAccounts } from '../../../src/server/demo.ts';
import { createSampleAwards } from '../../../src/server/sample/awards.ts';
import { createSampleOffice } from '../../../src/server/sample/create.ts';
import { createSamplePartners } from '../../../src/server/sample/partners.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

// As of today, as the demo does it: what waits in it must lie ahead.
const load = async () => createSampleOffice(office.backend, { seed: 1, today: String((await office.service.rpc('office_today')).data) });

test('a sample is not loaded into an office that has people', async () => {
  await expect(load()).rejects.toMatchObject({ code: 'PT409' });
  expect((await office.service.from('settings').select('is_sample').single()).data).toEqual({ is_sample: false });
});

test('a sample fills an empty office, and looks as if it had been written one by one', async () => {
  await office.exec('delete from public.staff');
  await load();
  const counts =
    await office.exec(`select (select count(*)::int from public.residents) as residents, (select count(*)::int from public.inquiries) as inquiries,
    (select count(*)::int from public.staff) as staff, (select is_sample from public.settings) as is_sample,
    (select count(*)::int from public.changes where staff_id is not null) as by_people`);
  expect(counts).toEqual([{ residents: 2000, inquiries: 4003, staff: 7, is_sample: true, by_people: 0 }]);
  // What the triggers would have stamped must be what the load gave.
  const wrong =
    await office.exec(`select i.number from public.inquiries i join public.topics t on t.id = i.topic_id left join public.residents r on r.id = i.resident_id
    where i.search is distinct from private.inquiry_document(i.number, i.subject, i.body, r.name)
      or i.due_on is distinct from case when i.status <> 'waiting_resident' then private.add_business_days(private.local_date(i.opened_at), t.target_business_days, 'city') end
      or i.primary_section <> t.primary_section or i.version <> 1
      or left(i.number, 4) <> extract(year from private.local_date(i.opened_at))::text`);
  expect(wrong).toEqual([]);
  expect(
    await office.exec('select 1 from public.residents where search <> private.resident_document(id, name, preferred_name) or version <> 1'),
  ).toEqual([]);
  const things = await office.exec(
    `select count(*) > 20 as some, bool_and(title <> '') as told, count(*) filter (where inquiry_id is null) < 10 as found,
       count(*) filter (where owner_id is null and owner_role is null) as nobodys from tasks`,
  );
  expect(things).toEqual([{ some: true, told: true, found: true, nobodys: 0 }]);
  expect(await office.exec('select count(*)::int as n from topics where checklist_id is not null')).toEqual([{ n: 4 }]);
  expect(await office.exec(`select 1 from pg_trigger where tgenabled = 'D'`)).toEqual([]);
  const outreach =
    await office.exec(`select count(*) > 120 as some, count(series_id) > 30 as weekly, bool_and(district_id is not null and created_by is not null) as whole,
    (select count(*) > 500 and count(resident_id) > 200 from registrations) as registered, (select count(*) > 500 and count(resident_id) > 200 from attendances) as named,
    (select count(inquiry_id) > 10 from event_issues) as heard, (select count(*) filter (where status = 'sent') > 100 and count(*) filter (where status = 'waiting') > 5
      and count(*) filter (where status = 'waiting' and send_at < now()) = 0 from deliveries) as letters, (select count(*) > 10 from event_answers) as answers
    from events where version = 1 and sequence = 0 and search <> ''`);
  expect(outreach).toEqual([
    { some: true, weekly: true, whole: true, registered: true, named: true, heard: true, letters: true, answers: true },
  ]);
  const writing = await office.exec(`select
    (select jsonb_object_agg(status, n) from (select status, count(*)::int as n from campaigns where version = 1 and search <> '' group by 1) s) as campaigns,
    (select count(*) filter (where answer = 'no') > 3 and count(*) > 50 from inquiry_answers) as asked,
    (select count(distinct campaign_id)::int from campaign_messages where language = 'ar') as arabic,
    (select count(*) > 1000 and bool_and(created_at < now()) from consents) as ledger,
    -- Nobody who had left or bounced was written to again.
    (select count(*)::int from deliveries d join consents c on c.address = d.to_address and c.act in ('unsubscribed', 'suppressed')
      join campaigns p on p.id = d.campaign_id where (c.list_id is null or c.list_id = p.list_id) and d.settled_at > c.created_at) as again,
    (select count(*)::int from subscriptions s join subscribers b on b.id = s.subscriber_id where s.status = 'unsubscribed'
      and not exists (select from consents c where c.address = b.address and c.list_id = s.list_id and c.act = 'unsubscribed')) as unsaid,
    (select count(*)::int from inquiries i join campaigns p on p.id = i.campaign_id where i.opened_at > p.started_at) as answers`);
  expect(writing).toEqual([
    {
      campaigns: { draft: 1, in_review: 1, approved: 1, scheduled: 1, sent: expect.any(Number) },
      arabic: 1,
      asked: true,
      ledger: true,
      again: 0,
      unsaid: 0,
      answers: 3,
    },
  ]);
});

test('its grants are written as people write them: every state, money that adds up, one report late, and nothing of it now', async () => {
  const today = String((await office.service.rpc('office_today')).data);
  await createSampleAccounts(office, 'a password for the sample');
  await createSampleAwards(office.backend, { seed: 1, today });
  expect(
    await office.exec(`select jsonb_object_agg(status, n) as states from (select status, count(*)::int as n from awards group by 1) s`),
  ).toEqual([{ states: { applied: 1, awarded: 1, active: 5, closeout: 1, terminated: 1 } }]);
  const money =
    await office.exec(`select (select count(*) > 400 from award_entries) as entries, (select count(*) > 50 from award_reports where filed_on is not null) as filed,
    (select count(*)::int from award_reports where filed_on is null and waived_on is null and due_on < office_today()) as late, (select count(*)::int from award_reports where filed_on > due_on) as filed_late,
    (select count(*)::int from awards a cross join lateral private.award_balances(a.id) b where b.left_federal_cents < 0 or b.left_match_cents < 0) as overspent,
    (select string_agg(s.title, '' order by private.ten_percent(s.id) ->> 'state') from awards s where private.ten_percent(s.id) ->> 'state' = 'amber') as amber,
    (select array_agg(status order by status) from subawards) as subawards, (select count(*)::int from award_modifications where status = 'approved') as approved,
    (select count(*)::int from award_reports where kind = 'ffr' and filed_on is not null and frozen is null) as unfrozen`);
  expect(money).toEqual([
    {
      entries: true,
      filed: true,
      late: 1,
      filed_late: 1,
      overspent: 0,
      amber: 'Community violence intervention: outreach and hospital response',
      subawards: ['active', 'active', 'draft'],
      approved: 2,
      unfrozen: 0,
    },
  ]);
  // Each act is somebody's, on its day: nothing of it can be undone as if it had just been done.
  const acts =
    await office.exec(`select count(*) > 300 as some, count(*) filter (where created_at > now() - interval '1 hour')::int as now, count(distinct staff_id)::int as people
    from change_sets where staff_id is not null and reason = 'screen' and 'awards' = any (tables) or 'award_entries' = any (tables) or 'award_reports' = any (tables)`);
  expect(acts).toMatchObject([{ some: true, people: 2 }]);
  expect(await office.exec(`select count(*)::int as n from awards where created_at > now() - interval '10 days'`)).toEqual([{ n: 0 }]);
  // Once is enough.
  await createSampleAwards(office.backend, { seed: 1, today });
  expect(await office.exec('select count(*)::int as n from awards')).toEqual([{ n: 9 }]);
});

test('its referrals are in every state on their days: one late and brought to somebody, one refused that went on, and no letter waits', async () => {
  const today = String((await office.service.rpc('office_today')).data);
  await createSamplePartners(office.backend, { today });
  const handed =
    await office.exec(`select count(*) filter (where delivery = 'service_request' and service_request_number is not null)::int as with_311,
    count(*) filter (where delivery = 'mail')::int as by_mail, count(*) filter (where status = 'accepted' and delivery = 'mail')::int as accepted,
    count(*) filter (where asked_at is not null)::int as asked, count(*) filter (where status = 'closed')::int as closed, count(distinct outcome) > 5 as outcomes,
    count(*) filter (where status = 'declined' and responsible_id is not null and next_id is not null)::int as went_on,
    count(*) filter (where status = 'sent' and accept_due_at < now() and escalated_to is not null)::int as late,
    count(*) filter (where greatest(accepted_at, declined_at, closed_at) < sent_at or accepted_at > closed_at)::int as before,
    count(*) filter (where sent_at > now() - interval '62 days' and sent_at < now())::int as of_two_months from referrals`);
  expect(handed).toEqual([
    { with_311: 6, by_mail: 22, accepted: 3, asked: 1, closed: 15, outcomes: true, went_on: 1, late: 1, before: 0, of_two_months: 28 },
  ]);
  expect(await office.exec(`select count(*)::int as waiting from deliveries where referral_id is not null and status <> 'sent'`)).toEqual([
    { waiting: 0 },
  ]);
  // What its people joined: two that repeat another, a whole with two parts, two pairs, three who were entered twice.
  expect(
    await office.exec(`select (select count(*)::int from inquiries where status = 'duplicate') as repeated, (select count(*)::int from inquiries where parent_id is not null) as parts,
      (select count(*)::int from inquiry_links) as links, (select count(*)::int from (select 1 from resident_phones where number in ('+18165550191', '+18165550192', '+18165550193') group by number having count(*) > 1) t) as twice`),
  ).toEqual([{ repeated: 2, parts: 2, links: 2, twice: 3 }]);
  // A request for public records was answered with a copy, after everything that stands in it.
  expect(
    await office.exec(`select p.number, p.places > 0 as withholds, r.ended_as, r.id = p.records_request_id as answers, s.name is not null as by_somebody,
      (select bool_and((e ->> 'at')::timestamptz < p.created_at) from jsonb_array_elements(p.content -> 'entries') e) as after_all
      from packets p join records_requests r on r.inquiry_id = p.inquiry_id left join staff s on s.id = p.made_by`),
  ).toEqual([{ number: 1, withholds: true, ended_as: 'completed', answers: true, by_somebody: true, after_all: true }]);
  expect(await office.exec("select count(*)::int as n from private.referral_clocks where look_at < now() - interval '5 minutes'")).toEqual([
    { n: 0 },
  ]);
});
