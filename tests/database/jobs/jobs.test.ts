import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(() => office.exec('delete from private.jobs'));
afterAll(() => office.close());

const enqueue = async (key: string) =>
  (await office.service.rpc('enqueue_job', { p_name: 'test.work', p_payload: { key }, p_key: key })).data;
const claim = async (worker: string, count = 1, lease = 300) => {
  const { data, error } = await office.service.rpc('claim_jobs', {
    p_worker: worker,
    p_names: ['test.work'],
    p_limit: count,
    p_lease_seconds: lease,
  });
  if (error) throw error;
  return data;
};

test('a job with a key happens once, however often it is asked for', async () => {
  expect(await enqueue('a')).toBe(true);
  expect(await enqueue('a')).toBe(false);
  const [job] = await claim('one');
  await office.service.rpc('settle_job', { p_id: job?.id as number, p_worker: 'one' });
  expect(await enqueue('a')).toBe(false);
  expect(await claim('one')).toEqual([]);
});

test('several workers share the queue: each job goes to one of them', async () => {
  for (let n = 0; n < 20; n++) await enqueue(`job ${n}`);
  const taken = (await Promise.all(Array.from({ length: 8 }, (_, n) => claim(`worker ${n}`, 5)))).flat();
  expect(new Set(taken.map((job) => job.id)).size).toBe(taken.length);
  expect(taken).toHaveLength(20);
});

test('a job of a worker that died comes back when its lease ends', async () => {
  await enqueue('b');
  expect(await claim('dead', 1, -1)).toHaveLength(1);
  const again = await claim('alive');
  expect(again).toMatchObject([{ attempts: 2 }]);
  // The dead one's late word does not count.
  await office.service.rpc('settle_job', { p_id: again[0]?.id as number, p_worker: 'dead' });
  expect(await office.exec('select finished_at from private.jobs')).toEqual([{ finished_at: null }]);
});

test('a job that failed is tried again later, with its reason kept', async () => {
  await enqueue('c');
  const [job] = await claim('one');
  await office.service.rpc('settle_job', { p_id: job?.id as number, p_worker: 'one', p_error: 'The disk is full.' });
  expect(await claim('one')).toEqual([]);
  expect(await office.exec('select error, run_at > now() as later from private.jobs')).toEqual([
    { error: 'The disk is full.', later: true },
  ]);
});
