// @vitest-environment node
import { afterEach, expect, test } from 'vitest';
import type { Connection } from '../../src/app/providers/connection.ts';
import { openRealtime } from '../../src/app/providers/live-realtime.ts';
import type { LiveChange } from '../../src/app/providers/live-touch.ts';
import { startPhoenix } from '../support/phoenix.ts';

// Hosted Supabase cannot be reached from here: its channel is played by a small server that speaks the same protocol.
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function open(token: string) {
  const phoenix = await startPhoenix((given) => given === 'good');
  ends.push(() => phoenix.close());
  const told: LiveChange[] = [];
  const connection = {
    baseUrl: phoenix.url,
    config: { publishable_key: 'key' },
    session: { token: async () => token },
  } as unknown as Connection;
  ends.push(openRealtime(connection, (change) => told.push(change)));
  await expect.poll(() => phoenix.joins.length).toBe(1);
  return { phoenix, told };
}

test('hosted, the person’s own token opens the private channel, and a change is told by its table alone', async () => {
  const { phoenix, told } = await open('good');
  expect(phoenix.joins[0]).toMatchObject({ topic: 'realtime:rotunda_live', payload: { access_token: 'good', config: { private: true } } });
  phoenix.broadcast('change', { table: 'inquiries', ids: ['a'], subject: 'Nobody sends this' });
  await expect.poll(() => told).toEqual([{ table: 'inquiries' }]);
});

test('after the line was cut everything is looked at once', async () => {
  const { phoenix, told } = await open('good');
  phoenix.broadcast('change', { table: 'topics' });
  await expect.poll(() => told.length).toBe(1);
  phoenix.cut();
  await expect.poll(() => told, { timeout: 20_000 }).toEqual([{ table: 'topics' }, { table: '*' }]);
});

test('somebody who may not join is told nothing', async () => {
  const { phoenix, told } = await open('bad');
  expect(() => phoenix.broadcast('change', { table: 'topics' })).toThrow('Nobody has joined');
  expect(told).toEqual([]);
});
