import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  await office.exec(
    `insert into inquiries (subject, channel, topic_id) select 'Question ' || g, 'phone', (select id from topics where code = 'city-finances') from generate_series(1, 12) g`,
  );
});
afterAll(() => office.close());

type View = { id: string; name: string; position: number; owner_id: string | null };
const keep = (role: Role, values: object = {}) =>
  office
    .as(role)
    .from('saved_views')
    .insert({ resource: 'inquiries', name: `View ${crypto.randomUUID()}`, query: 'open=yes', ...values })
    .select('id, name, position, owner_id')
    .single();
const seen = async (role: Role) =>
  ((await office.as(role).from('saved_views').select('name').eq('is_removed', false)).data ?? []).map((view) => view.name);

test('my view is mine: nobody else sees it, changes it or removes it', async () => {
  const { data } = await keep('staff', { name: 'Mine alone' });
  const view = data as View;
  expect(await seen('staff')).toContain('Mine alone');
  expect(await seen('admin')).not.toContain('Mine alone');
  const theirs = await office.as('admin').from('saved_views').update({ name: 'Taken' }).eq('id', view.id).select();
  expect(theirs.data ?? []).toEqual([]);
  expect(await seen('staff')).toContain('Mine alone');
});

test('even a viewer keeps views of their own', async () => {
  expect((await keep('viewer', { name: 'Reading list' })).error).toBeNull();
});

test('a view belongs to whoever made it, whatever they say', async () => {
  const [other] = await office.exec<{ id: string }>(`select id from staff where role = 'manager'`);
  const { error } = await keep('staff', { owner_id: other?.id });
  expect(error?.code).toBe('42501');
});

test('a coordinator shares a view with the team, and everybody sees it; staff may not share', async () => {
  expect((await keep('staff', { name: 'Shared by staff', scope: 'team' })).error?.code).toBe('42501');
  expect((await keep('coordinator', { name: 'Shared', scope: 'team' })).error).toBeNull();
  expect(await seen('viewer')).toContain('Shared');
  const mine = (await keep('staff', { name: 'To be shared' })).data as View;
  const shared = await office.as('staff').from('saved_views').update({ scope: 'team' }).eq('id', mine.id).select();
  expect(shared.error?.code).toBe('42501');
});

test('staff may change their own view while the team has views that they may not change', async () => {
  const mine = (await keep('staff', { name: 'Before' })).data as View;
  const { data, error } = await office.as('staff').from('saved_views').update({ name: 'After' }).eq('id', mine.id).select('name');
  expect({ data, error }).toEqual({ data: [{ name: 'After' }], error: null });
});

test('a manager gives a view to a role; a coordinator does not', async () => {
  expect((await keep('coordinator', { scope: 'role', role: 'staff' })).error?.code).toBe('42501');
  expect((await keep('manager', { name: 'For staff', scope: 'role', role: 'staff' })).error).toBeNull();
  expect((await keep('manager', { scope: 'role' })).error?.message).toMatch(/saved_views_role_whole/);
});

test('two views of one list cannot have the same name', async () => {
  await keep('staff', { name: 'Water' });
  expect((await keep('staff', { name: ' water ' })).error).toMatchObject({ code: 'PT422', hint: 'name' });
  expect((await keep('staff', { name: 'Water', resource: 'residents' })).error).toBeNull();
});

test('a removed view is taken back as it was, and nothing is deleted', async () => {
  const view = (await keep('staff', { name: 'Comes back' })).data as View;
  await office.as('staff').from('saved_views').update({ is_removed: true }).eq('id', view.id);
  expect(await seen('staff')).not.toContain('Comes back');
  await office.as('staff').from('saved_views').update({ is_removed: false }).eq('id', view.id);
  expect(await seen('staff')).toContain('Comes back');
  const gone = await office.as('staff').from('saved_views').delete().eq('id', view.id);
  expect(gone.error?.code).toBe('42501');
});

test('views are put in order by whoever may keep them, and by nobody else', async () => {
  const [a, b] = [
    (await keep('manager', { resource: 'residents' })).data as View,
    (await keep('manager', { resource: 'residents' })).data as View,
  ];
  const refused = await office.as('staff').rpc('order_views', { p_ids: [b.id, a.id] });
  expect(refused.error?.code).toBe('42501');
  await office.as('manager').rpc('order_views', { p_ids: [b.id, a.id] });
  const { data } = await office.as('manager').from('saved_views').select('id').in('id', [a.id, b.id]).order('position');
  expect(data?.map((view) => view.id)).toEqual([b.id, a.id]);
});

test('all counts come in one call, and one that cannot be read spoils none of the others', async () => {
  const { data, error } = await office.as('viewer').rpc('count_views', {
    p_resource: 'inquiries',
    p_queries: {
      open: { filters: { is_open: true } },
      closed: { filters: { status: ['closed'] } },
      broken: { filters: { opened: { from: 'someday' } } },
    },
  });
  expect({ data, error }).toEqual({ data: { open: 12, closed: 0, broken: null }, error: null });
});

test('a list opens with one’s own choice, otherwise with the role’s, otherwise with the team’s, and only a manager chooses for others', async () => {
  const opens = async (role: Role) =>
    ((await office.as(role).rpc('my_preferences')).data as { views: Record<string, string> }).views.residents ?? null;
  const make = async (role: Role, values: object) => (await keep(role, { resource: 'residents', ...values })).data as View;
  const choose = (role: Role, { id }: View, is_default = true) =>
    office.as(role).from('saved_views').update({ is_default }).eq('id', id).select('is_default');
  const team = await make('coordinator', { scope: 'team', query: 'q=team' });
  expect((await choose('coordinator', team)).error?.code).toBe('42501');
  expect((await choose('manager', team)).error).toBeNull();
  const forRole = await make('manager', { scope: 'role', role: 'coordinator', query: 'q=role' });
  await choose('manager', forRole);
  expect([await opens('staff'), await opens('coordinator')]).toEqual(['q=team', 'q=role']);
  const [first, second] = [await make('coordinator', { query: 'q=first' }), await make('coordinator', { query: 'q=second' })];
  await choose('coordinator', first);
  await choose('coordinator', second);
  expect([await opens('coordinator'), await opens('staff')]).toEqual(['q=second', 'q=team']);
  // One at a time; taken back or removed, the next in line stands again.
  expect(await office.exec(`select count(*)::int as n from saved_views where is_default and resource = 'residents'`)).toEqual([{ n: 3 }]);
  await choose('coordinator', second, false);
  expect(await opens('coordinator')).toBe('q=role');
  await office.as('manager').from('saved_views').update({ is_removed: true }).eq('id', team.id);
  expect(await opens('staff')).toBeNull();
});

test('preferences are one’s own, keep what is not named, and refuse what does not exist', async () => {
  const save = (role: Role, patch: object) => office.as(role).rpc('save_preferences', { p_patch: patch as never });
  await save('staff', { lists: { inquiries: { density: 'compact' } }, locale: 'es' });
  await save('staff', { lists: { residents: { density: 'compact' } }, notify: { changed: 'digest' } });
  const { data } = await office.as('staff').rpc('my_preferences');
  expect(data).toEqual({
    locale: 'es',
    lists: { inquiries: { density: 'compact' }, residents: { density: 'compact' } },
    notify: { changed: 'digest' },
    wants_digest: true,
    digest_hour: 8,
    views: {},
  });
  expect((await office.as('manager').rpc('my_preferences')).data).toMatchObject({ lists: {}, locale: 'en' });
  expect((await office.as('manager').from('preferences').select('id')).data).toEqual([]);
  expect((await save('staff', { notify: { changed: 'loudly' } })).error).toMatchObject({ code: 'PT422', hint: 'notify' });
  expect((await save('staff', { digest_hour: 25 })).error).toMatchObject({ code: 'PT422', hint: 'digest_hour' });
});
