import { afterAll, beforeAll, expect, test } from 'vitest';
import { toRefusal } from '../../../src/data/refusals.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  for (const code of ['40001', '40P01', '55P03'])
    await office.exec(`create function public.meets_${code.toLowerCase()}() returns void language plpgsql as
      $$ begin raise sqlstate '${code}' using message = 'process 12 waits for transaction 34'; end $$`);
  await office.exec('grant execute on all functions in schema public to authenticated');
});
afterAll(() => office.close());

test.each(['40001', '40P01', '55P03'])(
  'whose writing was broken off by another is asked to try again, without the words of the database: %s',
  async (code) => {
    const { error, status } = await office.as('staff').rpc(`meets_${code.toLowerCase()}` as 'list_residents', {});
    expect(status).toBe(409);
    const refusal = toRefusal(error, status);
    expect(refusal).toMatchObject({ kind: 'conflict', reason: 'busy' });
    expect(refusal.message).toContain('try again');
    // Hosted, the code of the database arrives as it is.
    expect(toRefusal({ code, message: 'deadlock detected' }, 500)).toEqual(refusal);
  },
);

// The embedded database has one connection: nobody meets there.
test.skipIf(!process.env.TEST_DATABASE_URL)(
  'the search for duplicates steps aside while a file is taken in or back, and goes on after',
  async () => {
    await office.exec(`insert into public.residents (name) values ('Rosa Delgado')`);
    const raw = office.backend.raw;
    if (!raw) throw new Error('A local office has raw SQL.');
    const look = async () => (await office.service.rpc('find_resident_pairs', {}).throwOnError()).data;
    await raw.transaction('write', async (query) => {
      await query('lock table public.residents in share row exclusive mode');
      expect(await look()).toBe(0);
    });
    expect(await look()).toBe(1);
  },
);
