import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('only an invited address gets an account', async () => {
  await expect(office.backend.createAccount('stranger@example.org', 'correct horse battery')).rejects.toBeTruthy();
  expect(await office.exec(`select 1 from auth.users where email = 'stranger@example.org'`)).toEqual([]);
});

test('a person of the office cannot be taken over by making the account again', async () => {
  await expect(office.backend.createAccount('admin@office.example', 'another password')).rejects.toBeTruthy();
});

test('a set-up link is of no use once somebody has an account', async () => {
  const hash = createHash('sha256').update(randomBytes(16)).digest('hex');
  const opened = await office.service.rpc('open_setup', { p_token_hash: hash, p_expires_at: '2199-01-01T00:00:00Z' });
  expect(opened.data).toBe(false);
  const claimed = await office.service.rpc('claim_setup', { p_token_hash: hash, p_name: 'Mallory', p_email: 'mallory@example.org' });
  expect(claimed.error).toMatchObject({ code: 'PT409', hint: 'setup_link' });
});

test('on an empty office the link makes one administrator, and works once', async () => {
  await office.exec('delete from auth.users');
  await office.exec('delete from staff');
  await office.service.rpc('open_setup', { p_token_hash: 'good', p_expires_at: '2199-01-01T00:00:00Z' });
  const wrong = await office.service.rpc('claim_setup', { p_token_hash: 'bad', p_name: 'Mallory', p_email: 'mallory@example.org' });
  expect(wrong.error).toMatchObject({ code: 'PT409' });
  const first = await office.service.rpc('claim_setup', { p_token_hash: 'good', p_name: 'Lena', p_email: 'Lena@City.example' });
  expect(first.error).toBeNull();
  await office.backend.createAccount('lena@city.example', 'correct horse battery');
  expect(await office.exec('select name, email, role, user_id is not null as linked from staff')).toEqual([
    { name: 'Lena', email: 'lena@city.example', role: 'admin', linked: true },
  ]);
  const again = await office.service.rpc('claim_setup', { p_token_hash: 'good', p_name: 'Mallory', p_email: 'mallory@example.org' });
  expect(again.error).toMatchObject({ code: 'PT409' });
});

test('an expired link is refused', async () => {
  await office.exec('delete from auth.users');
  await office.exec('delete from staff');
  await office.service.rpc('open_setup', { p_token_hash: 'old', p_expires_at: '2001-01-01T00:00:00Z' });
  const { error } = await office.service.rpc('claim_setup', { p_token_hash: 'old', p_name: 'Lena', p_email: 'lena@city.example' });
  expect(error).toMatchObject({ code: 'PT409' });
});
