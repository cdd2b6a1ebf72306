import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HomeFacts } from '../../../src/domain/home/tell.ts';
import { checkFacts } from '../../../src/domain/reports/check-facts.ts';
import type { ReportFacts } from '../../../src/domain/reports/facts.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let list: string;
const staff: Partial<Record<Role, string>> = {};
beforeAll(async () => {
  office = await openOffice();
  list = String(
    (await office.exec<{ id: string }>(`insert into mailing_lists (code, name) values ('harbor', 'Harbor news') returning id`))[0]?.id,
  );
  for (const { id, role } of await office.exec<{ id: string; role: Role }>('select id, role from staff')) staff[role] = id;
});
afterAll(() => office.close());

async function write(name: string, more: Record<string, unknown> = {}): Promise<string> {
  const row: Record<string, unknown> = { name, list_id: list, ...more };
  const names = Object.keys(row);
  const [made] = await office.exec<{ id: string }>(
    `insert into campaigns (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning id`,
    Object.values(row),
  );
  return String(made?.id);
}
const gone = (at: string) => ({ status: 'sent', scheduled_at: at, started_at: at, finished_at: at, frozen_at: at });
async function letters(campaign: string, count: number, language = 'en', more = '') {
  await office.exec(
    `insert into deliveries (kind, key, to_address, language, campaign_id, status, settled_at)
     select 'campaign.letter', $1 || ':' || $2 || g, $2 || g || '@one.org', $2, $1::uuid, 'sent', now() from generate_series(1, $3::integer) g`,
    [campaign, language, count],
  );
  if (more)
    await office.exec(`update deliveries set ${more} where campaign_id = $1 and to_address = $2`, [campaign, `${language}1@one.org`]);
}

describe('on the website', () => {
  test('a letter that went out is put there by a coordinator, keeps its address, and the act is undone', async () => {
    const id = await write('¡Ayuda! Heating, winter 2026', gone('2026-10-06T15:00:00Z'));
    const as = office.as('coordinator');
    expect((await as.rpc('publish_campaign', { p_id: id })).data).toBe('ayuda-heating-winter-2026');
    const published = async () =>
      (
        await office.exec<{ slug: string; there: boolean }>('select slug, published_at is not null as there from campaigns where id = $1', [
          id,
        ])
      )[0];
    expect(await published()).toEqual({ slug: 'ayuda-heating-winter-2026', there: true });
    const [act] = await office.exec<{ id: string }>(`select id from change_sets where staff_id = $1 order by place desc limit 1`, [
      staff.coordinator,
    ]);
    expect((await as.rpc('undo_change_set', { p_change_set: String(act?.id) })).error).toBeNull();
    expect((await published())?.there).toBe(false);
    await as.rpc('publish_campaign', { p_id: id });
    await as.rpc('publish_campaign', { p_id: id, p_publish: false });
    expect(await published()).toEqual({ slug: 'ayuda-heating-winter-2026', there: false });
    // Another of the same name gets an address of its own.
    const twin = await write('¡Ayuda! Heating, winter 2026', gone('2026-10-07T15:00:00Z'));
    expect((await as.rpc('publish_campaign', { p_id: twin })).data).toBe('ayuda-heating-winter-2026-2');
  });

  test('one that has not gone out is refused, with a sentence', async () => {
    const id = await write('Not yet');
    expect((await office.as('coordinator').rpc('publish_campaign', { p_id: id })).error).toMatchObject({ code: 'PT422', hint: 'not_sent' });
    expect((await office.as('staff').rpc('publish_campaign', { p_id: id })).error).not.toBeNull();
  });
});

describe('counted links', () => {
  test('are noted once, each address once a language, and counted without anybody', async () => {
    const id = await write('Counts', { counts_clicks: true });
    const found = [
      { language: 'en', url: 'https://one.org/a' },
      { language: 'en', url: 'https://one.org/b' },
      { language: 'es', url: 'https://one.org/a' },
    ];
    const kept = (await office.service.rpc('keep_campaign_links', { p_campaign: id, p_links: found })).data as {
      id: string;
      language: string;
      url: string;
    }[];
    expect(kept.map(({ language, url }) => ({ language, url }))).toEqual(found);
    expect((await office.service.rpc('keep_campaign_links', { p_campaign: id, p_links: found })).data).toEqual(kept);
    const [first] = kept;
    expect((await office.service.rpc('follow_campaign_link', { p_id: first?.id ?? '' })).data).toBe('https://one.org/a');
    expect((await office.service.rpc('follow_campaign_link', { p_id: first?.id ?? '', p_counts: false })).data).toBe('https://one.org/a');
    expect(await office.exec('select clicks from campaign_links where id = $1', [first?.id])).toEqual([{ clicks: 1 }]);
    expect((await office.service.rpc('follow_campaign_link', { p_id: crypto.randomUUID() })).data).toBeNull();
  });

  test('a campaign that does not count has none', async () => {
    const id = await write('Does not count');
    const kept = await office.service.rpc('keep_campaign_links', {
      p_campaign: id,
      p_links: [{ language: 'en', url: 'https://one.org/' }],
    });
    expect(kept.data).toEqual([]);
    expect(await office.exec('select 1 from campaign_links where campaign_id = $1', [id])).toEqual([]);
  });
});

describe('where people look', () => {
  const found = async (text: string) =>
    ((await office.as('viewer').rpc('search_office', { p_text: text })).data as unknown as { noun: string; title: string }[]).map(
      ({ noun, title }) => `${noun}: ${title}`,
    );

  test('a campaign is found by its name and its subjects, a list by its name', async () => {
    const id = await write('Zeppelin day');
    await office.exec(`insert into campaign_messages (campaign_id, language, subject) values ($1, 'es', 'Dirigibles sobre el río')`, [id]);
    expect(await found('zeppelin')).toEqual(['campaigns: Zeppelin day']);
    expect(await found('dirigibles rio')).toEqual(['campaigns: Zeppelin day']);
    expect(await found('harbor news')).toContain('mailing_lists: Harbor news');
  });

  test('the calendar shows what goes out on a day of the office, and not what has no day or was cancelled', async () => {
    // 8 pm in Kansas City is already the next day in UTC.
    await write('Evening letter', { status: 'approved', scheduled_at: '2027-05-05T01:00:00Z' });
    await write('Cancelled letter', { status: 'cancelled', scheduled_at: '2027-05-04T15:00:00Z' });
    const { data } = await office
      .as('viewer')
      .rpc('calendar_between', { p_from: '2027-05-01T05:00:00Z', p_to: '2027-06-01T05:00:00Z', p_what: ['campaigns'] });
    expect((data as { dated: object[] }).dated).toEqual([
      { what: 'campaigns', on: '2027-05-04', count: 1, title: 'Evening letter', id: expect.any(String) },
    ]);
  });

  test('a task lies on a campaign, and is told with its name', async () => {
    const id = await write('With a task');
    const added = await office
      .as('staff')
      .from('tasks')
      .insert({ title: 'Ask the translator', campaign_id: id })
      .select('record_table')
      .single();
    expect(added.data).toEqual({ record_table: 'campaigns' });
    const { data } = await office.as('viewer').rpc('list_tasks', { p_query: { filters: { campaign: [id] } } });
    expect((data as { rows: object[] }).rows).toMatchObject([{ title: 'Ask the translator', record_title: 'With a task' }]);
  });

  test('a checklist is laid on a campaign that is still to go', async () => {
    const p_checklist = String(
      (
        await office.as('manager').rpc('save_checklist', {
          p_checklist: { name: 'Before it goes', record_table: 'campaigns', items: [{ title: 'Read it aloud', due_days: 1 }] },
        })
      ).data,
    );
    const id = await write('Checked');
    const applied = await office.as('staff').rpc('apply_checklist', { p_checklist, p_table: 'campaigns', p_id: id });
    expect([applied.error, applied.data]).toEqual([null, 1]);
    const over = await write('Over', gone('2026-10-06T15:00:00Z'));
    expect((await office.as('staff').rpc('apply_checklist', { p_checklist, p_table: 'campaigns', p_id: over })).error).toMatchObject({
      code: 'PT422',
      hint: 'campaign_over',
    });
  });
});

describe('at the start of the day', () => {
  const home = async (role: Role) => ((await office.as(role).rpc('home_facts')).data as unknown as HomeFacts).campaigns;

  test('who may approve is told of what waits, but never of their own; what stopped and what goes next is told', async () => {
    await write('To approve', { status: 'in_review', written_by: staff.coordinator, submitted_by: staff.coordinator });
    await write('Own', { status: 'in_review', written_by: staff.manager, submitted_by: staff.manager });
    await write('Stopped', { status: 'paused', pause_reason: 'Many came back.' });
    const [next] = await office.exec<{ at: string }>(`select private.instant_text(now() + interval '2 days') as at`);
    await write('Next', { status: 'scheduled', scheduled_at: next?.at, frozen_at: next?.at });
    expect(await home('manager')).toMatchObject({
      to_approve: 1,
      paused: [{ name: 'Stopped', reason: 'Many came back.' }],
      next: [{ name: 'Next', status: 'scheduled' }],
    });
    expect(await home('admin')).toMatchObject({ to_approve: 2 });
    expect(await home('coordinator')).toMatchObject({ to_approve: null, paused: [{ name: 'Stopped' }] });
    expect(await home('viewer')).toMatchObject({ to_approve: null, paused: [], next: [{ name: 'Next' }] });
  });

  test('the morning mail tells the same, with tasks on campaigns by their page', async () => {
    const id = await write('Morning');
    await office.exec(`insert into tasks (title, campaign_id, owner_id, due_on) values ('Print it', $1, $2, private.local_date(now()))`, [
      id,
      staff.manager,
    ]);
    const [today] = await office.exec<{ on: string }>('select private.local_date(now())::text as on');
    const { data, error } = await office.service.rpc('digest_facts', { p_staff: staff.manager ?? '', p_day: today?.on ?? '' });
    expect(error).toBeNull();
    expect(data).toMatchObject({
      tasks: { rows: [{ title: 'Print it', path: `/campaigns/${id}` }] },
      campaigns: { to_approve: [{ name: 'To approve' }], paused: [{ name: 'Stopped' }], today: [] },
    });
  });
});

describe('in the report', () => {
  const facts = async (month: string) => {
    const { data, error } = await office.as('viewer').rpc('report_facts', { p_month: month });
    if (error) throw error;
    const all = data as unknown as ReportFacts;
    checkFacts(all);
    return all.campaigns;
  };

  test('a campaign counts in the month in which it went out, under its section, with what became of it', async () => {
    // 8 pm on March 31 in Kansas City is already April in UTC.
    const bulletin = await write('March bulletin', gone('2025-04-01T01:00:00Z'));
    await letters(bulletin, 7, 'en', 'bounced_at = now()');
    await letters(bulletin, 3, 'es', 'unsubscribed_at = now(), replied_at = now()');
    const class_ = await write('Class', { ...gone('2025-03-10T15:00:00Z'), primary_section: 8, sections: '{8}' });
    await letters(class_, 2);
    await office.exec(
      `insert into inquiries (subject, channel, topic_id, campaign_id) select 'Re: March', 'email', id, $1 from topics limit 1`,
      [bulletin],
    );
    const before = await write('February', gone('2025-02-10T15:00:00Z'));
    await letters(before, 4);
    await office.exec(
      `insert into consents (address, list_id, act, source, created_at) values ('a@one.org', $1, 'subscribed', 'form', '2025-03-05T12:00:00Z'),
       ('a@one.org', $1, 'subscribed', 'form', '2025-03-06T12:00:00Z'), ('b@one.org', $1, 'confirmed', 'confirmation', '2025-03-07T12:00:00Z'),
       ('c@one.org', $1, 'unsubscribed', 'one_click', '2025-03-08T12:00:00Z')`,
      [list],
    );
    const march = await facts('2025-03-01');
    expect(march.map(({ key }) => key)).toEqual(['4', '8']);
    expect(march[0]).toMatchObject({
      month: { campaigns: 1, letters: 10 },
      previous_month: { campaigns: 1, letters: 4 },
      same_month_last_year: { campaigns: 0, letters: 0 },
      fiscal_year_to_date: { campaigns: 2, letters: 14 },
      bounced: 1,
      unsubscribed: 1,
      replied: 1,
      inquiries: 1,
      gained: 2,
      lost: 1,
      rows: [
        {
          id: bulletin,
          name: 'March bulletin',
          list: 'Harbor news',
          on: '2025-03-31',
          letters: 10,
          bounced: 1,
          unsubscribed: 1,
          replied: 1,
        },
      ],
      languages: [
        { key: 'en', label: 'English', letters: 7 },
        { key: 'es', label: 'Spanish', letters: 3 },
      ],
    });
    expect(march[1]).toMatchObject({ month: { campaigns: 1, letters: 2 }, gained: 0, lost: 0 });
    expect((await facts('2025-04-01')).find(({ key }) => key === '4')?.month).toEqual({ campaigns: 0, letters: 0 });
    expect(await facts('2021-04-01')).toEqual([]);
  });
});
