import { spawnSync } from 'node:child_process';
import ical from 'node-ical';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { datesOf, type Series } from '../../src/domain/events/series-change.ts';
import type { CompiledReport } from '../../src/domain/reports/content.ts';
import { addDays } from '../../src/domain/shared/dates.ts';
import { makeFormKey } from '../../src/server/http/form-key.ts';
import { makeApp } from '../../src/server/http/server.ts';
import { openMailer } from '../../src/server/mail/send.ts';
import { sendAt } from '../server/letters/fixture.ts';
import { type Mailbox, openMailbox, textOf } from '../support/mailbox.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

let office: TestOffice;
let mailbox: Mailbox;
beforeAll(async () => {
  office = await openOffice({ PUBLIC_URL: 'https://engage.example.gov' });
  mailbox = await openMailbox();
  office.mail = openMailer({ smtpUrl: mailbox.url, from: 'Office <office@city.example>' });
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
const need = <T>({ data, error }: { data: T; error: unknown }): NonNullable<T> => {
  if (error) throw error;
  return data as NonNullable<T>;
};

/** Days go by until the event has just begun. Nobody moves it, so no letter says so: the clock alone does that. */
async function timePasses(event: string): Promise<string> {
  await office.exec('alter table events disable trigger user');
  const [row] = await office.exec<{ month: string }>(
    `update events set starts_at = now() - interval '90 minutes', ends_at = now() - interval '5 minutes',
       starts_on = ((now() - interval '90 minutes') at time zone time_zone)::date where id = $1 returning to_char(starts_on, 'YYYY-MM') as month`,
    [event],
  );
  await office.exec('alter table events enable trigger user');
  return row!.month;
}

test('from a series to the month’s report: registered in Spanish, reminded by letter, checked in without a network, heard, answered, told to Council', async () => {
  const app = makeApp(office);
  const coordinator = office.as('coordinator');
  const staff = office.as('staff');
  const today = String(need(await office.service.rpc('office_today')));
  const [topic] = need(await staff.from('topics').select('id,name').eq('code', 'programs-for-residents'));
  const [district] = need(await staff.from('districts').select('id').eq('code', '3'));

  // A coordinator plans three evenings and publishes the first.
  const series: Series = {
    rule: 'FREQ=WEEKLY;COUNT=3',
    starts_local: `${addDays(today, 3)}T18:00:00`,
    time_zone: 'America/Chicago',
    duration_minutes: 90,
    skips_holidays: false,
    left_out: [],
  };
  const made = need(
    await coordinator.rpc('create_series', {
      p_event: {
        title: 'Help with water bills',
        kind: 'clinic',
        status: 'confirmed',
        place_name: 'Lucile Bluford Branch',
        district_id: district!.id,
        takes_registrations: true,
        capacity: 20,
        languages: [{ language: 'es', mode: 'interpreted', booking: 'booked' }],
        topics: [topic!.id],
      } as never,
      p_series: series as never,
      p_occurrences: datesOf(series, []) as never,
    }),
  ) as unknown as { event_id: string; count: number };
  expect(made.count).toBe(3);
  const slug = String(need(await coordinator.rpc('publish_event', { p_id: made.event_id, p_is_published: true })));

  // The city's app and a calendar see it.
  const feed = (await (await app.request('/feeds/events.json')).json()) as { events: { title: string; ics_url: string }[] };
  expect(feed.events.map(({ title, ics_url }) => [title, ics_url])).toEqual([
    ['Help with water bills', `https://engage.example.gov/e/${slug}.ics`],
  ]);

  // Rosa registers on the public page, for herself and one child, in Spanish, without an account.
  const form = { form: await makeFormKey(office, Date.now() - 5000), name: 'Rosa Peña', email: 'rosa@example.org', phone: '' };
  const sent = await app.request(`/e/${slug}?lang=es`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...form, language: 'es', seats: '2', minors: '1', need: '' }).toString(),
  });
  expect(sent.status, await sent.text()).toBe(303);
  const [registration] = need(await staff.from('registrations').select('id,status,language').eq('event_id', made.event_id));
  expect(registration).toMatchObject({ status: 'confirmed', language: 'es' });

  // Her letters come by SMTP, in her language: at once, and the day before at eleven; a second run sends nothing again.
  await sendAt(office, new Date().toISOString());
  const confirmed = await mailbox.letterTo('rosa@example.org');
  expect(textOf(confirmed)).toContain('Lucile Bluford Branch');
  const eleven = need(
    await staff.from('deliveries').select('send_at').eq('kind', 'event.day_before').eq('registration_id', registration!.id),
  );
  await sendAt(office, String(eleven[0]?.send_at));
  await sendAt(office, String(eleven[0]?.send_at));
  const reminder = await mailbox.letterTo('rosa@example.org');
  expect(reminder.source).toMatch(/^Subject: .*Recordatorio/im);
  expect(mailbox.letters.filter(({ to }) => to.includes('rosa@example.org'))).toHaveLength(2);

  // The evening comes. At the door there is no network: the phone brings its acts later, and brings them twice.
  const month = await timePasses(made.event_id);
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const acts = [
    { key: crypto.randomUUID(), verb: 'check_in', at, registration_id: registration!.id, people: 2 },
    { key: crypto.randomUUID(), verb: 'walk_in', at, name: 'Joe Neighbor', language: 'vi' },
    { key: crypto.randomUUID(), verb: 'tally', at, people: 12, language: 'en', age_band: '45-64' },
    { key: crypto.randomUUID(), verb: 'tally', at, people: 5, language: 'es', age_band: '25-44' },
  ];
  for (let n = 0; n < 2; n++) need(await staff.rpc('sync_door', { p_event: made.event_id, p_acts: acts as never }));
  expect(need(await staff.rpc('event_attendance', { p_event: made.event_id }))).toEqual({ named: 3, tallied: 17, people: 20 });

  // What was said there is noted, and becomes an inquiry in one act.
  const issue = { words: 'Nobody answers the water line. It rings for an hour.', voices: 4, topic_id: topic!.id };
  const noted = need(await staff.rpc('note_issue', { p_event: made.event_id, p_issue: issue }));
  const inquiry = need(await staff.rpc('issue_to_inquiry', { p_issue: String(noted) }));
  expect(need(await staff.from('inquiries').select('subject,channel,district_id').eq('id', String(inquiry)).single())).toEqual({
    subject: 'Nobody answers the water line.',
    channel: 'event',
    district_id: district!.id,
  });
  need(await coordinator.rpc('set_event_status', { p_id: made.event_id, p_status: 'held' }));

  // A training of the same day counts under section 8.
  const training = String(
    need(
      await coordinator.rpc('save_event', {
        p_event: {
          title: 'Open data for neighborhoods',
          kind: 'training',
          starts_at: `${addDays(today, 2)}T23:00:00Z`,
          ends_at: `${addDays(today, 3)}T01:00:00Z`,
        },
      }),
    ),
  );
  await timePasses(training);
  need(await staff.rpc('sync_door', { p_event: training, p_acts: [{ key: crypto.randomUUID(), verb: 'tally', at, people: 6 }] as never }));
  need(await coordinator.rpc('set_event_status', { p_id: training, p_status: 'held' }));

  // The month compiles itself.
  const compiled = await app.request('/reports/compile', {
    method: 'POST',
    headers: { authorization: `Bearer ${office.tokenOf('manager')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ month }),
  });
  const report = (await compiled.json()) as { id: string; content: CompiledReport };
  const section = (number: number) => report.content.sections.find((one) => one.section === number);
  expect(section(4)?.activity?.statements).toEqual(
    expect.arrayContaining([
      '1 event was held and reached 20 people. 2 places had been registered for.',
      `Topics: ${topic!.name} (1).`,
      '1 issue was heard there, from 4 people; 1 of them became an inquiry.',
    ]),
  );
  expect(section(4)?.events?.by_district.find(({ key }) => key === '3')?.month).toEqual({ held: 1, people: 20, registered: 2 });
  expect(section(8)?.activity?.statements[0]).toBe('1 training was held and trained 6 people.');
  // Nobody is named, and one who speaks Vietnamese is not told by that.
  expect(JSON.stringify(report.content)).not.toMatch(/Rosa|Joe|Vietnamese/);
  // A number opens the rows that it counts.
  const filters = { status: ['held'], section: [4], when: { from: report.content.period.from, to: report.content.period.to } };
  expect(need(await staff.rpc('count_events', { p_query: { filters } }))).toBe(1);

  const pdf = await app.request(`/reports/${report.id}/pdf`, { headers: { authorization: `Bearer ${office.tokenOf('viewer')}` } });
  const bytes = Buffer.from(await pdf.arrayBuffer());
  if (hasPoppler) {
    const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' }).stdout;
    expect(text).toContain('1 event was held and reached 20 people.');
    expect(text).toMatch(/District 3\s+1\s+20\s+2/);
    expect(text).toContain('1 training was held and trained 6 people.');
  }

  // In a calendar that reads the link it stands as it was held.
  const parts = Object.values(ical.sync.parseICS(await (await app.request(`/e/${slug}.ics`)).text()));
  expect(parts.find((part) => part?.type === 'VEVENT')).toMatchObject({ summary: 'Help with water bills', status: 'CONFIRMED' });
});
