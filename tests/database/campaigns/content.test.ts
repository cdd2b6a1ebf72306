import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContent } from '../../../src/server/campaigns/content.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { campaignsOf } from './flow-support.ts';

let office: TestOffice;
let c: ReturnType<typeof campaignsOf>;
beforeAll(async () => {
  office = await openOffice();
  c = campaignsOf(office);
  await c.prepare(3);
});
afterAll(() => office.close());

const layoutText = '<mjml><mj-body><mj-section><mj-column>{{ content }}{{ footer }}</mj-column></mj-section></mj-body></mjml>';
const addFile = async (campaign: string, bytes: number, role: 'coordinator' | 'staff' = 'coordinator', name = `f${bytes}.pdf`) => {
  const sha256 = `${Math.floor(Math.random() * 1e9)}`.padStart(64, '0').replace(/\D/g, '0');
  const ticket = await office.service.rpc('prepare_attachment', {
    p_file: {
      table: 'campaigns',
      id: campaign,
      name,
      media_type: 'application/pdf',
      bytes,
      sha256,
      path: `files/2026/${crypto.randomUUID()}`,
    },
  });
  return c.call(role, 'add_attachment', { p_ticket: ticket.data });
};

describe('layouts', () => {
  test('an office begins with those of the templates', async () => {
    const rows = await office.exec<{ name: string; mjml: string; is_default: boolean }>(
      'select name, mjml, is_default from email_layouts order by name',
    );
    const file = (name: string) => readFileSync(new URL(`../../../templates/email/layouts/${name}.mjml`, import.meta.url), 'utf8');
    expect(rows).toEqual([
      { name: 'Bulletin', mjml: file('bulletin'), is_default: true },
      { name: 'Plain letter', mjml: file('letter'), is_default: false },
    ]);
  });
  test('an administrator makes another the usual one, in one act that can be undone', async () => {
    const id = await c.must('admin', 'save_layout', { p_layout: { name: 'Ours', mjml: layoutText } });
    await c.must('admin', 'save_layout', { p_layout: { is_default: true }, p_id: id });
    const usual = async () => (await c.one<{ name: string }>('select name from email_layouts where is_default')).name;
    expect(await usual()).toBe('Ours');
    const set = await c.lastSet();
    expect(await c.undo('admin', set)).toMatchObject({ error: null, data: { undone: 2 } });
    expect(await usual()).toBe('Bulletin');
  });
  test.each([
    [{ name: '  ', mjml: layoutText }, 'layout_name'],
    [{ name: 'bulletin', mjml: layoutText }, 'layout_name'],
    [{ name: 'No end', mjml: layoutText.replace('{{ footer }}', '') }, 'layout_mjml'],
    [{ name: 'Hidden', mjml: layoutText, is_default: true, is_active: false }, 'layout_default'],
  ])('is refused at its field: %o', async (layout, hint) => {
    expect((await c.call('admin', 'save_layout', { p_layout: layout })).error).toMatchObject({ code: 'PT422', hint });
  });
  test('somebody else’s save is not overwritten', async () => {
    const id = await c.must('admin', 'save_layout', { p_layout: { name: 'Twice', mjml: layoutText } });
    await c.must('admin', 'save_layout', { p_layout: { name: 'Twice again' }, p_id: id, p_version: 1 });
    expect((await c.call('admin', 'save_layout', { p_layout: { name: 'Lost' }, p_id: id, p_version: 1 })).error).toMatchObject({
      code: 'PT409',
      hint: 'version',
    });
  });
  test('a change makes what was approved a draft again, and is refused under what goes out', async () => {
    const layout = await c.must('admin', 'save_layout', { p_layout: { name: 'In use', mjml: layoutText } });
    const id = await c.draft('coordinator', { layout_id: layout });
    await c.submit('coordinator', id);
    await c.must('manager', 'approve_campaign', { p_id: id });
    await c.must('admin', 'save_layout', { p_layout: { name: 'Still in use' }, p_id: layout });
    expect((await c.read(id)).status).toBe('approved');
    await c.must('admin', 'save_layout', { p_layout: { mjml: `${layoutText}\n` }, p_id: layout });
    expect(await c.read(id)).toMatchObject({ status: 'draft', fallen_for: ['layout'] });
    await c.submit('coordinator', id);
    await c.must('manager', 'approve_campaign', { p_id: id });
    await c.must('manager', 'schedule_campaign', { p_id: id, p_at: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await c.call('admin', 'save_layout', { p_layout: { mjml: layoutText }, p_id: layout })).error).toMatchObject({
      code: 'PT422',
      hint: 'layout_used',
    });
    await c.must('admin', 'save_layout', { p_layout: { name: 'Another usual one', mjml: layoutText, is_default: true } });
    expect((await c.read(id)).status).toBe('scheduled');
  });
});

describe('files that go out with each letter', () => {
  test('are added by whoever writes campaigns, 5 MB in all', async () => {
    const id = await c.draft();
    expect((await addFile(id, 1000, 'staff')).error).toMatchObject({ code: '42501' });
    expect((await addFile(id, 3_000_000)).error).toBeNull();
    expect((await addFile(id, 3_000_000)).error).toMatchObject({ code: 'PT422', hint: 'campaign_files' });
    expect((await addFile(id, 2_000_000)).error).toBeNull();
    const content = await loadContent(office, id);
    expect(content?.attachments.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['f3000000.pdf', 3_000_000],
      ['f2000000.pdf', 2_000_000],
    ]);
    const [first] = content?.attachments ?? [];
    await c.must('coordinator', 'remove_attachment', { p_id: first?.id });
    expect((await loadContent(office, id))?.attachments).toHaveLength(1);
    expect((await addFile(id, 3_000_000)).error).toBeNull();
    expect((await c.call('coordinator', 'restore_attachment', { p_id: first?.id })).error).toMatchObject({ hint: 'campaign_files' });
  });
  test('belong to what was approved: one more makes it a draft, and none comes once it is scheduled', async () => {
    const id = await c.draft('coordinator');
    await c.submit('coordinator', id);
    await c.must('manager', 'approve_campaign', { p_id: id });
    expect((await addFile(id, 1000)).error).toBeNull();
    expect(await c.read(id)).toMatchObject({ status: 'draft', fallen_for: ['attachments'] });
    await c.submit('coordinator', id);
    await c.must('manager', 'approve_campaign', { p_id: id });
    await c.must('manager', 'schedule_campaign', { p_id: id, p_at: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await addFile(id, 1000)).error).toMatchObject({ hint: 'campaign_locked' });
  });
  test('whoever adds one wrote in it', async () => {
    const id = await c.draft('coordinator');
    expect((await addFile(id, 1000, 'coordinator')).error).toBeNull();
    const other = await c.draft('admin');
    expect((await addFile(other, 1000)).error).toBeNull();
    expect((await c.read(other)).writers).toHaveLength(2);
  });
});

describe('the facts of a letter', () => {
  test('are all in one answer: list, layout, office, messages, coming public events', async () => {
    const [{ id: district } = { id: '' }] = await office.exec<{ id: string }>('select id from districts limit 1');
    const event = (title: string, more: string) =>
      office.exec(
        `insert into events (title, kind, status, starts_at, ends_at, slug, published_at, district_id) values ($1, 'clinic', ${more}, '${district}')`,
        [title],
      );
    await event('Soon', `'confirmed', now() + interval '2 days', now() + interval '2 days 1 hour', 'soon', now()`);
    await event('Later', `'planned', now() + interval '9 days', now() + interval '9 days 1 hour', 'later', now()`);
    await event('Over', `'confirmed', now() - interval '2 days', now() - interval '1 day', 'over', now()`);
    await event('Secret', `'confirmed', now() + interval '2 days', now() + interval '2 days 1 hour', null, null`);
    const id = await c.draft('coordinator', {
      reply_to: 'answers@city.test',
      messages: [{ language: 'en', subject: 'Hi', blocks: [{ id: 'x', kind: 'events', days: 5, limit: 9 }] }],
    });
    const content = await loadContent(office, id);
    expect(content).toMatchObject({
      id,
      kind: 'bulletin',
      fallback_language: 'en',
      slug: null,
      list: { code: 'news', name: 'News', needs_consent: false },
      office: { email: 'answers@city.test', time_zone: 'America/Chicago' },
      messages: [{ language: 'en', subject: 'Hi', subject_b: null, blocks: [{ id: 'x', kind: 'events', days: 5, limit: 9 }] }],
      attachments: [],
      counted: [],
      address: office.address.url,
    });
    expect(content?.layout?.mjml).toContain('{{ content }}');
    expect(content?.events.map(({ title }) => title)).toEqual(['Soon', 'Later']);
    expect(content?.events[0]).toMatchObject({ slug: 'soon', district_id: district, is_online: false });
    expect(await loadContent(office, '00000000-0000-4000-8000-000000000000')).toBeNull();
  });
  test('count the readers by the language they would rather read, and those who lack what a field says', async () => {
    await office.exec(`update residents set preferred_language = 'vi', neighborhood = 'Columbus Park' where name = 'Person 1'`);
    const id = await c.draft();
    const { data, error } = await office.service.rpc('campaign_readers', { p_id: id });
    expect(error).toBeNull();
    expect(data).toMatchObject({
      count: 3,
      languages: { vi: 1, en: 2 },
      missing: { 'person.name': 0, 'person.neighborhood': 2, 'person.district': 3 },
    });
  });
});

test('a picture is added by whoever writes campaigns, and the same bytes are one picture', async () => {
  const ticket = async () =>
    (
      await office.service.rpc('prepare_attachment', {
        p_file: {
          table: 'campaign_images',
          name: 'a.png',
          media_type: 'image/png',
          bytes: 9,
          sha256: 'b'.repeat(64),
          width: 3,
          height: 2,
          path: `files/images/${crypto.randomUUID()}`,
        },
      })
    ).data;
  expect((await c.call('staff', 'add_campaign_image', { p_ticket: await ticket() })).error).toMatchObject({ code: '42501' });
  const first = (await c.must('coordinator', 'add_campaign_image', { p_ticket: await ticket() })) as { id: string };
  expect(await c.must('coordinator', 'add_campaign_image', { p_ticket: await ticket() })).toMatchObject({ id: first.id, width: 3 });
  expect((await c.call('coordinator', 'add_campaign_image', { p_ticket: crypto.randomUUID() })).error).toMatchObject({ code: 'PT404' });
});
