import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const attempt = async (keys: string[], free: number[]) =>
  Number((await office.service.rpc('count_attempt', { p_keys: keys, p_free: free })).data);
const passBy = (key: string, time: string) =>
  office.exec(`update private.attempts set last_at = last_at - $2::interval, blocked_until = blocked_until - $2::interval where key = $1`, [
    key,
    time,
  ]);

test('the wait begins after the free attempts and doubles, up to a quarter of an hour', async () => {
  for (let n = 1; n <= 3; n++) expect(await attempt(['a'], [3])).toBe(0);
  const waits: number[] = [];
  for (let n = 0; n < 8; n++) {
    const wait = await attempt(['a'], [3]);
    waits.push(wait);
    await passBy('a', `${wait} seconds`);
    expect(await attempt(['a'], [3])).toBe(0);
  }
  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
});

test('whoever must wait is not counted again; after an hour all is forgotten', async () => {
  for (let n = 1; n <= 2; n++) await attempt(['b'], [2]);
  for (let n = 1; n <= 5; n++) expect(await attempt(['b'], [2])).toBeGreaterThan(0);
  expect(await office.exec(`select failures from private.attempts where key = 'b'`)).toEqual([{ failures: 2 }]);
  await passBy('b', '61 minutes');
  expect(await attempt(['b'], [2])).toBe(0);
  expect(await office.exec(`select failures from private.attempts where key = 'b'`)).toEqual([{ failures: 1 }]);
});

test('an account and a network address are counted side by side; success clears the one and returns one to the other', async () => {
  for (let n = 1; n <= 3; n++) await attempt(['account', 'network'], [5, 50]);
  await office.service.rpc('forgive_attempt', { p_clear: ['account'], p_return: ['network'] });
  expect(await office.exec(`select key, failures from private.attempts where key in ('account', 'network')`)).toEqual([
    { key: 'network', failures: 2 },
  ]);
});

test('of many attempts at once, no more pass than are free', async () => {
  const passed = await Promise.all(Array.from({ length: 12 }, () => attempt(['c'], [5])));
  expect(passed.filter((wait) => wait === 0)).toHaveLength(5);
});

test('nobody counts or forgives from outside', async () => {
  for (const role of ['anon', 'admin'] as const) {
    expect((await office.as(role).rpc('count_attempt', { p_keys: ['x'], p_free: [1] })).error).not.toBeNull();
    expect((await office.as(role).rpc('forgive_attempt', { p_clear: ['x'], p_return: [] })).error).not.toBeNull();
  }
});
