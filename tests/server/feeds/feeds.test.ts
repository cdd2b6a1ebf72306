import ical, { type VEvent } from 'node-ical';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
let district = '';
const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();

beforeAll(async () => {
  office = await openOffice({ PUBLIC_URL: 'https://engage.example.gov' });
  app = makeApp(office);
  const [first] = await office.exec<{ id: string }>(`select id from districts where code = '3'`);
  district = first!.id;
});
afterAll(() => office.close());

type EventRow = { title: string; at?: number; over?: string; published?: boolean };
/** An event that begins so many days from now; `over` is SQL of further columns. */
async function addEvent({ title, at = 7, over = '', published = true }: EventRow): Promise<{ id: string; slug: string; uid: string }> {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const [row] = await office.exec<{ id: string; slug: string; uid: string }>(
    `insert into events (title, kind, starts_at, ends_at, slug, published_at, summary)
     values ($1, 'clinic', $2, $3, $4, case when $5 then now() end, 'Bring your letters.') returning id, slug, uid`,
    [title, days(at), days(at + 0.1), slug, published],
  );
  if (over) await office.exec(`update events set ${over} where id = $1`, [row!.id]);
  return row!;
}
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const eventsOf = async (response: Response) =>
  Object.values(ical.sync.parseICS(await response.text())).filter((part): part is VEvent => part?.type === 'VEVENT');
const titlesOf = async (response: Response) => (await eventsOf(response)).map(({ summary }) => summary);
async function makeLink(role: Role, feed: object): Promise<{ id: string; path: string }> {
  const response = await app.request('/feeds', {
    method: 'POST',
    headers: { authorization: `Bearer ${office.tokenOf(role)}`, 'content-type': 'application/json' },
    body: JSON.stringify(feed),
  });
  const body = (await response.json()) as { id: string; url: string };
  expect(response.status, JSON.stringify(body)).toBe(200);
  return { id: body.id, path: new URL(body.url).pathname };
}

describe('what everybody may read', () => {
  beforeAll(async () => {
    await addEvent({
      title: 'Water clinic',
      over: `district_id = '${district}', plan = 'Ask Ana for the key', takes_registrations = true, online_url = 'https://meet.example/1',
        translations = '{"es": {"title": "Clínica del agua"}}', accessibility = 'Step-free'`,
    });
    await addEvent({ title: 'Not yet told', published: false });
    await addEvent({ title: 'Long ago', at: -100 });
    await addEvent({ title: 'Last week', at: -7 });
    await addEvent({ title: 'Called off', at: 20, over: `status = 'cancelled'` });
    await addEvent({ title: 'Called off long ago', at: 21, over: `status = 'cancelled'` });
    await office.exec(`alter table events disable trigger _100_stamp`);
    await office.exec(`update events set updated_at = now() - interval '61 days' where title = 'Called off long ago'`);
    await office.exec(`alter table events enable trigger _100_stamp`);
    await office.exec(
      `insert into event_languages (event_id, language, mode) select id, 'es', 'interpreted' from events where title = 'Water clinic'`,
    );
    await office.exec(
      `insert into registrations (event_id, name, email) select id, 'Rosa Peña', 'rosa@example.org' from events where title = 'Water clinic'`,
    );
  });

  test('the published events from today on, and nothing of the plan or of who registered', async () => {
    const response = await get('/feeds/events.json');
    const text = await response.text();
    const body = JSON.parse(text);
    expect([response.status, body.format, body.more]).toEqual([200, 'rotunda-events-1', false]);
    expect(body.events.map(({ title }: { title: string }) => title)).toEqual(['Water clinic', 'Called off']);
    expect(body.events[0]).toMatchObject({
      kind: 'clinic',
      status: 'planned',
      summary: 'Bring your letters.',
      translations: { es: { title: 'Clínica del agua' } },
      place: { district: { code: '3' } },
      // Whoever registered is told the link.
      is_online: true,
      online_url: null,
      languages: [{ code: 'es', mode: 'interpreted' }],
      accessibility: 'Step-free',
      registration: { url: 'https://engage.example.gov/e/water-clinic', closes_at: null },
      ics_url: 'https://engage.example.gov/e/water-clinic.ics',
    });
    expect(text).not.toMatch(/Ana|Rosa|rosa@/);
  });

  test('as a calendar too, with what was and what was cancelled in the last sixty days', async () => {
    const response = await get('/feeds/events.ics');
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(await titlesOf(response)).toEqual(['Last week', 'Water clinic', 'Cancelled: Called off']);
  });

  test('by days, district, language and number; in Spanish where there is a translation', async () => {
    const titles = async (query: string) =>
      ((await (await get(`/feeds/events.json?${query}`)).json()) as { events: { title: string }[] }).events.map(({ title }) => title);
    expect(await titles(`from=${days(-10).slice(0, 10)}&to=${days(-2).slice(0, 10)}`)).toEqual(['Last week']);
    expect(await titles('district=3')).toEqual(['Water clinic']);
    expect(await titles('district=4')).toEqual([]);
    expect(await titles('language=es')).toEqual(['Water clinic']);
    expect(await titles('language=vi')).toEqual([]);
    expect(await titles('text=es')).toEqual(['Clínica del agua', 'Called off']);
    expect(await titles('limit=1')).toEqual(['Water clinic']);
    expect(((await (await get('/feeds/events.json?limit=1')).json()) as { more: boolean }).more).toBe(true);
  });

  test.each([
    ['from=yesterday', 'from'],
    ['to=2026-02-30', 'to'],
    ['limit=0', 'limit'],
    ['limit=9999', 'limit'],
    ['language=%00', 'language'],
    ['district=99', 'district'],
  ])('what cannot be meant is refused by its name: %s', async (query, field) => {
    const response = await get(`/feeds/events.json?${query}`);
    expect([response.status, ((await response.json()) as { field: string }).field]).toEqual([422, field]);
  });

  test('asked a second time with its ETag there is nothing to send, until something changes', async () => {
    for (const path of ['/feeds/events.json', '/feeds/events.ics', '/e/water-clinic.ics']) {
      const first = await get(path);
      const tag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toBe('public, max-age=300');
      expect(Date.parse(first.headers.get('last-modified') ?? '')).toBeLessThanOrEqual(Date.now());
      const second = await get(path, { 'if-none-match': `W/${tag}` });
      expect([path, second.status, await second.text(), second.headers.get('etag')]).toEqual([path, 304, '', tag]);
      await office.exec(`update events set summary = summary || '.' where title = 'Water clinic'`);
      const third = await get(path, { 'if-none-match': tag });
      expect([path, third.status, third.headers.get('etag') === tag]).toEqual([path, 200, false]);
    }
    // What belongs to an event counts too.
    const tag = (await get('/feeds/events.json')).headers.get('etag') ?? '';
    await office.exec(`update event_languages set mode = 'spoken'`);
    expect((await get('/feeds/events.json', { 'if-none-match': tag })).status).toBe(200);
  });

  test('an event that is withdrawn while another is told makes it new, though there are as many as before', async () => {
    const { id } = await addEvent({ title: 'Withdrawn', over: `district_id = '${district}'` });
    const { id: other } = await addEvent({ title: 'Told instead', published: false, over: `district_id = '${district}'` });
    for (const kind of ['json', 'ics']) {
      const path = `/feeds/events.${kind}?district=3`;
      await office.exec('update events set published_at = case when id = $1 then now() end where id in ($1, $2)', [id, other]);
      const first = await get(path);
      expect(await first.text()).toContain('Withdrawn');
      await office.exec('update events set published_at = case when id = $2 then now() end where id in ($1, $2)', [id, other]);
      const second = await get(path, { 'if-none-match': first.headers.get('etag') ?? '' });
      const text = await second.text();
      expect([kind, second.status, /Withdrawn/.test(text), /Told instead/.test(text)]).toEqual([kind, 200, false, true]);
    }
    await office.exec('delete from events where id in ($1, $2)', [id, other]);
  });

  test('whoever asks anew gets what is true now, also where it was written down before', async () => {
    const first = await (await get('/feeds/events.json?district=3')).text();
    expect(await (await get('/feeds/events.json?district=3')).text()).toBe(first);
    await office.exec(`update events set title = 'Water clinic at noon' where title = 'Water clinic'`);
    expect(await (await get('/feeds/events.json?district=3')).text()).toContain('Water clinic at noon');
    await office.exec(`update events set title = 'Water clinic' where title = 'Water clinic at noon'`);
    // The same state under another address is another text.
    expect(await titlesOf(await get('/feeds/events.ics?district=3&from=2020-01-01'))).toEqual(['Water clinic']);
    expect(await titlesOf(await get('/feeds/events.ics?district=3&from=2020-01-01&text=es'))).toEqual(['Clínica del agua']);
  });

  test('a page of another site may read the two public feeds, and nothing else', async () => {
    for (const path of ['/feeds/events.json', '/feeds/events.ics']) {
      const response = await get(path, { origin: 'https://mykcmo.example' });
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      const asked = await app.request(path, { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET' } });
      expect([asked.status, asked.headers.get('access-control-allow-headers')]).toEqual([204, 'If-None-Match']);
    }
    const { path } = await makeLink('staff', { kind: 'team' });
    for (const other of [path, '/e/water-clinic.ics', '/config.json'])
      expect((await get(other)).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('one event alone, and a 404 for one that is not published', async () => {
    const response = await get('/e/water-clinic.ics?text=es');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="water-clinic.ics"');
    expect(await titlesOf(response)).toEqual(['Clínica del agua']);
    expect((await get('/e/not-yet-told.ics')).status).toBe(404);
    expect((await get('/e/nothing.ics')).status).toBe(404);
  });
});

describe('a secret link', () => {
  test('of a person: where they are on the roster, and what is theirs to do', async () => {
    const [me] = await office.exec<{ id: string }>(`select id from staff where role = 'coordinator'`);
    const event = await addEvent({ title: 'My table', published: false });
    await office.exec('insert into event_staff (event_id, staff_id) values ($1, $2)', [event.id, me!.id]);
    await office.exec(`insert into tasks (title, owner_id, due_on) values ('Print flyers', $1, current_date + 3)`, [me!.id]);
    await office.exec(
      `insert into inquiries (subject, channel, topic_id, assigned_to, due_on, status)
       select 'Rosa Peña was ill', 'phone', (select id from topics limit 1), $1, current_date + 4, 'assigned'`,
      [me!.id],
    );
    const { path } = await makeLink('coordinator', { kind: 'person' });
    const response = await get(path);
    expect([response.headers.get('cache-control'), response.headers.get('x-robots-tag')]).toEqual(['private, no-cache', 'noindex']);
    expect(await titlesOf(response)).toEqual(['My table', 'To do: Print flyers']);
    const withDues = await (
      await get((await makeLink('coordinator', { kind: 'person', has_tasks: false, has_inquiries: true })).path)
    ).text();
    // The number leads to it; what a resident asked stays here.
    expect(withDues).toMatch(/SUMMARY:Inquiry \d{4}-\d+ is due/);
    expect(withDues).not.toMatch(/flyers|Rosa/);
    expect(withDues).toContain(`URL:https://engage.example.gov/events/${event.id}`);
  });

  test('with what awards owe: one’s own in one’s own calendar, all of it in the team’s, nothing where it was not asked for', async () => {
    await office.exec(
      `with a as (insert into awards (award_number, title, status, starts_on, ends_on, accepted_on) values ('15PBJA-25-GG-00001-BSCI', 'Street outreach', 'active', '2025-10-01', '2026-09-30', '2025-10-02') returning id),
       d as (select private.local_date(now()) + 400 - extract(isodow from private.local_date(now()) + 400)::integer as sunday)
       insert into award_reports (award_id, kind, schedule_key, computed_due_on, owner_id, is_by_hand)
       select a.id, 'ffr', 'walk:' || s.role, d.sunday, s.id, true from a, d, staff s where s.role in ('coordinator', 'manager')`,
    );
    const due = (titles: unknown[]) =>
      titles.filter((title) => /^Due: Federal Financial Report, Street outreach \(file by /.test(String(title))).length;
    const read = async (feed: object) => due(await titlesOf(await get((await makeLink('coordinator', feed)).path)));
    expect(await read({ kind: 'person', has_award_reports: true })).toBe(1);
    expect(await read({ kind: 'team', has_award_reports: true })).toBe(2);
    expect(await read({ kind: 'person' })).toBe(0);
    expect(await read({ kind: 'district', district_id: district, has_award_reports: true })).toBe(0);
  });

  test('of a district: its events, published or not; of the team: all', async () => {
    const inside = await titlesOf(await get((await makeLink('viewer', { kind: 'district', district_id: district })).path));
    expect(inside).toEqual(['Water clinic']);
    const all = await titlesOf(await get((await makeLink('viewer', { kind: 'team' })).path));
    expect(all).toEqual(expect.arrayContaining(['Water clinic', 'Not yet told', 'My table', 'Last week', 'Cancelled: Called off']));
    expect(all).not.toContain('Cancelled: Called off long ago');
  });

  test('an event that moves keeps its name and counts its changes; a cancelled one says so', async () => {
    const { uid, id } = await addEvent({ title: 'It moves' });
    const { path } = await makeLink('staff', { kind: 'team' });
    const read = async () => {
      const part = (await eventsOf(await get(path))).find((one) => one.uid === uid);
      return [Number(part?.sequence), part?.status];
    };
    expect(await read()).toEqual([0, 'TENTATIVE']);
    await office.exec(
      `update events set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour', status = 'confirmed' where id = $1`,
      [id],
    );
    expect(await read()).toEqual([1, 'CONFIRMED']);
    await office.exec(`update events set status = 'cancelled' where id = $1`, [id]);
    expect(await read()).toEqual([2, 'CANCELLED']);
  });

  test('asked a second time there is nothing to send; a new task makes it new', async () => {
    const { path } = await makeLink('staff', { kind: 'person' });
    const tag = (await get(path)).headers.get('etag') ?? '';
    const second = await get(path, { 'if-none-match': tag });
    expect([second.status, await second.text()]).toEqual([304, '']);
    await office.exec(`insert into tasks (title, owner_id, due_on) select 'Call back', id, current_date from staff where role = 'staff'`);
    expect((await get(path, { 'if-none-match': tag })).status).toBe(200);
  });

  test('is gone from the moment it is revoked, also for whoever has seen it', async () => {
    const { path, id } = await makeLink('staff', { kind: 'team' });
    const tag = (await get(path)).headers.get('etag') ?? '';
    expect((await office.as('staff').rpc('revoke_calendar_feed', { p_id: id })).error).toBeNull();
    expect((await get(path, { 'if-none-match': tag })).status).toBe(410);
    expect((await office.as('staff').rpc('revoke_calendar_feed', { p_id: id })).error?.code).toBe('PT404');
  });

  test('of a person who left the office is gone at the next request', async () => {
    const { path } = await makeLink('manager', { kind: 'team' });
    expect((await get(path)).status).toBe(200);
    await office.exec(`update staff set is_active = false where role = 'manager'`);
    expect((await get(path)).status).toBe(410);
    await office.exec(`update staff set is_active = true where role = 'manager'`);
  });

  test('that nobody made opens nothing, and whoever guesses is slowed down', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 22; n++) statuses.push((await get(`/feeds/${'x'.repeat(42)}${n}.ics`)).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404));
    expect(statuses.slice(20)).toEqual([429, 429]);
    // The others read on.
    expect((await get('/feeds/events.json')).status).toBe(200);
  });

  test('is known by its hash alone, is shown to its person and to administrators, and counts no secret in the change log', async () => {
    const { path, id } = await makeLink('staff', { kind: 'team' });
    await get(path);
    const seen = async (role: Role) => (await office.as(role).from('calendar_feeds').select('*').eq('id', id)).data ?? [];
    expect([(await seen('staff')).length, (await seen('admin')).length, (await seen('manager')).length]).toEqual([1, 1, 0]);
    const [mine] = await seen('staff');
    expect(mine?.last_used_at).not.toBeNull();
    expect(JSON.stringify(mine)).not.toContain(path.slice(7, -4));
    expect((await office.as('manager').rpc('revoke_calendar_feed', { p_id: id })).error?.code).toBe('PT404');
    expect((await office.as('admin').rpc('revoke_calendar_feed', { p_id: id })).error).toBeNull();
    expect(await office.exec(`select id from changes where table_name = 'calendar_feeds'`)).toEqual([]);
  });

  test('needs somebody of the office, a kind, a district where one is meant, and has its number', async () => {
    const ask = async (feed: object) => {
      const response = await app.request('/feeds', {
        method: 'POST',
        headers: { authorization: `Bearer ${office.tokenOf('admin')}` },
        body: JSON.stringify(feed),
      });
      return [response.status, ((await response.json()) as { field?: string }).field];
    };
    expect((await app.request('/feeds', { method: 'POST', body: '{"kind":"team"}' })).status).toBe(401);
    expect(await ask({ kind: 'all' })).toEqual([422, 'kind']);
    expect(await ask({ kind: 'district', district_id: 'x' })).toEqual([422, 'district_id']);
    for (let n = 0; n < 20; n++) await makeLink('admin', { kind: 'team' });
    expect(await ask({ kind: 'team' })).toEqual([409, 'feeds']);
  });
});
