import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { people, type Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
const ids: Partial<Record<Role, string>> = {};
beforeAll(async () => {
  office = await openOffice();
  for (const [role, email] of Object.entries(people))
    ids[role as Role] = String((await office.exec<{ id: string }>('select id from staff where email = $1', [email]))[0]?.id);
});
afterAll(() => office.close());

const hash = () => randomBytes(16).toString('hex');
const invite = (role: Role, email: string, more: { name?: string; role?: string; hash?: string } = {}) =>
  office.as(role).rpc('invite_staff', {
    p_name: more.name ?? 'Ana Morales',
    p_email: email,
    p_role: more.role ?? 'staff',
    p_token_hash: more.hash ?? hash(),
  });
const idOf = (role: Role) => ids[role] ?? '';
const stateOf = async (email: string) => {
  const { data } = await office.as('admin').rpc('list_staff');
  return data?.find((person) => person.email === email)?.state;
};

describe('inviting', () => {
  test('an administrator invites; nobody below does, and nobody else is told who is invited', async () => {
    for (const role of ['viewer', 'staff', 'coordinator', 'manager'] as const) {
      expect((await invite(role, 'ana@city.example')).error).toMatchObject({ code: '42501', hint: 'role' });
      expect((await office.as(role).rpc('list_staff')).error).toMatchObject({ code: '42501' });
    }
    expect((await invite('admin', ' Ana@City.example ')).data).toMatchObject({ email: 'ana@city.example', name: 'Ana Morales' });
    expect(await stateOf('ana@city.example')).toBe('invited');
  });

  test('what is wrong is said at its field', async () => {
    for (const [email, more, field] of [
      ['ben', {}, 'email'],
      ['ben@city.example, mallory@example.org', {}, 'email'],
      ['ben@city.example', { name: ' ' }, 'name'],
      ['ben@city.example', { role: 'owner' }, 'role'],
      ['ana@city.example', {}, 'email'],
      ['viewer@office.example', {}, 'email'],
    ] as const)
      expect([email, (await invite('admin', email, more)).error]).toMatchObject([email, { code: 'PT422', hint: field }]);
  });

  test('an invited address alone makes no account; its link does, once', async () => {
    const secret = hash();
    await invite('admin', 'ben@city.example', { name: 'Ben', hash: secret });
    await expect(office.backend.createAccount('ben@city.example', 'tin roof in a gale')).rejects.toBeTruthy();
    const wrong = await office.service.rpc('find_invitation', { p_token_hash: hash() });
    expect(wrong.error).toMatchObject({ code: 'PT409', hint: 'invitation' });
    expect((await office.service.rpc('claim_invitation', { p_token_hash: secret, p_name: 'Benjamin Ruiz' })).error).toBeNull();
    await office.backend.createAccount('ben@city.example', 'tin roof in a gale');
    expect(await stateOf('ben@city.example')).toBe('active');
    const again = await office.service.rpc('claim_invitation', { p_token_hash: secret, p_name: 'Mallory' });
    expect(again.error).toMatchObject({ code: 'PT409' });
    expect(await office.exec(`select name from staff where email = 'ben@city.example'`)).toEqual([{ name: 'Benjamin Ruiz' }]);
  });

  test('sent again, the link before stops working; withdrawn, none works; invited again, it is the same person', async () => {
    const [first, second, third] = [hash(), hash(), hash()];
    const made = await invite('admin', 'carla@city.example', { hash: first });
    const id = String((made.data as { id: string }).id);
    await office.as('admin').rpc('renew_invitation', { p_id: id, p_token_hash: second });
    expect((await office.service.rpc('find_invitation', { p_token_hash: first })).error).not.toBeNull();
    expect((await office.service.rpc('find_invitation', { p_token_hash: second })).error).toBeNull();
    await office.as('admin').rpc('withdraw_invitation', { p_id: id });
    expect((await office.service.rpc('find_invitation', { p_token_hash: second })).error).not.toBeNull();
    expect(await stateOf('carla@city.example')).toBe('withdrawn');
    const back = await invite('admin', 'carla@city.example', { role: 'viewer', hash: third });
    expect((back.data as { id: string }).id).toBe(id);
    expect((await office.service.rpc('find_invitation', { p_token_hash: third })).error).toBeNull();
  });

  test('a link that is older than seven days is of no use', async () => {
    const secret = hash();
    await invite('admin', 'dora@city.example', { hash: secret });
    await office.exec(`update private.invitations set expires_at = now() - interval '1 second' where token_hash = $1`, [secret]);
    expect((await office.service.rpc('find_invitation', { p_token_hash: secret })).error).toMatchObject({ code: 'PT409' });
    expect(await stateOf('dora@city.example')).toBe('expired');
  });

  test('the links are the server’s alone to open', async () => {
    for (const role of ['anon', 'admin'] as const) {
      expect((await office.as(role).rpc('find_invitation', { p_token_hash: 'x' })).error).not.toBeNull();
      expect((await office.as(role).rpc('claim_invitation', { p_token_hash: 'x', p_name: 'x' })).error).not.toBeNull();
    }
  });
});

describe('roles', () => {
  test('an administrator changes somebody’s role; it is in the history; nobody below changes any', async () => {
    for (const role of ['viewer', 'staff', 'coordinator', 'manager'] as const)
      expect((await office.as(role).rpc('set_staff_role', { p_id: idOf(role), p_role: 'admin' })).error).toMatchObject({ code: '42501' });
    expect((await office.as('admin').rpc('set_staff_role', { p_id: idOf('viewer'), p_role: 'staff' })).error).toBeNull();
    const [change] = await office.exec(`select staff_id, before, after from changes where table_name = 'staff' order by id desc limit 1`);
    expect(change).toMatchObject({ staff_id: idOf('admin'), before: { role: 'viewer' }, after: { role: 'staff' } });
    await office.as('admin').rpc('set_staff_role', { p_id: idOf('viewer'), p_role: 'viewer' });
  });

  test('nobody changes their own role, and the only administrator stays one', async () => {
    const own = () => office.as('admin').rpc('set_staff_role', { p_id: idOf('admin'), p_role: 'viewer' });
    expect((await own()).error).toMatchObject({ code: 'PT422', hint: 'role', message: expect.stringContaining('only administrator') });
    await office.as('admin').rpc('set_staff_role', { p_id: idOf('manager'), p_role: 'admin' });
    expect((await own()).error).toMatchObject({ code: 'PT422', message: 'This is your own account. Another administrator can do this.' });
    await office.as('admin').rpc('set_staff_role', { p_id: idOf('manager'), p_role: 'manager' });
  });

  test('an invited administrator does not count: nobody could let them in if the link went astray', async () => {
    await invite('admin', 'eva@city.example', { role: 'admin' });
    const { error } = await office.as('admin').rpc('deactivate_staff', { p_id: idOf('admin') });
    expect(error).toMatchObject({ code: 'PT422', message: expect.stringContaining('only administrator') });
  });

  test('of two administrators who demote each other at once, one stays', async () => {
    await office.as('admin').rpc('set_staff_role', { p_id: idOf('manager'), p_role: 'admin' });
    await Promise.all([
      office.as('admin').rpc('set_staff_role', { p_id: idOf('manager'), p_role: 'manager' }),
      office.as('manager').rpc('set_staff_role', { p_id: idOf('admin'), p_role: 'viewer' }),
    ]);
    expect(await office.exec(`select count(*)::int from staff where role = 'admin' and user_id is not null`)).toEqual([{ count: 1 }]);
    await office.exec(`update staff set role = 'admin' where id = $1`, [idOf('admin')]);
    await office.exec(`update staff set role = 'manager' where id = $1`, [idOf('manager')]);
  });

  test('people write their own name; only an administrator writes another’s', async () => {
    expect((await office.as('viewer').rpc('rename_staff', { p_id: idOf('viewer'), p_name: ' Ruth Okafor ' })).error).toBeNull();
    expect((await office.as('viewer').rpc('rename_staff', { p_id: idOf('staff'), p_name: 'Mallory' })).error).toMatchObject({
      code: '42501',
    });
    expect((await office.as('viewer').rpc('rename_staff', { p_id: idOf('viewer'), p_name: ' ' })).error).toMatchObject({ hint: 'name' });
    expect(await office.exec('select name from staff where id = $1', [idOf('viewer')])).toEqual([{ name: 'Ruth Okafor' }]);
  });
});

describe('leaving', () => {
  test('a deactivated person reads nothing at the next request, and has no session left', async () => {
    expect((await office.as('coordinator').from('topics').select('id')).error).toBeNull();
    expect((await office.as('manager').rpc('deactivate_staff', { p_id: idOf('coordinator') })).error).toMatchObject({ code: '42501' });
    await office.as('admin').rpc('deactivate_staff', { p_id: idOf('coordinator') });
    const refused = await office.as('coordinator').from('topics').select('id');
    expect([refused.status, refused.data]).toEqual([401, null]);
    expect(await stateOf(people.coordinator)).toBe('deactivated');
    expect((await invite('admin', people.coordinator)).error?.message).toMatch(/Reactivate them instead/);
  });

  test('reactivated, they sign in again with their old password; the session that was ended stays ended', async () => {
    await office.as('admin').rpc('reactivate_staff', { p_id: idOf('coordinator') });
    const client = office.backend.clientFor();
    expect((await client.auth.signInWithPassword({ email: people.coordinator, password: 'correct horse battery' })).error).toBeNull();
    expect((await client.from('topics').select('id').limit(1)).error).toBeNull();
    expect((await office.as('coordinator').from('topics').select('id')).status).toBe(401);
  });
});

test('where factors are kept, a member with one reads nothing until it was entered', async () => {
  const signedIn = office.backend.clientFor();
  const { data } = await signedIn.auth.signInWithPassword({ email: people.staff, password: 'correct horse battery' });
  await office.exec('create table auth.mfa_factors (user_id uuid, status text)');
  expect((await signedIn.from('topics').select('id').limit(1)).error).toBeNull();
  await office.exec(`insert into auth.mfa_factors values ($1, 'verified')`, [String(data.user?.id)]);
  expect((await signedIn.from('topics').select('id').limit(1)).error).toMatchObject({ code: '42501', hint: 'second_factor' });
  await office.exec('drop table auth.mfa_factors');
});
