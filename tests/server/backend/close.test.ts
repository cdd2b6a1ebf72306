import { expect, it } from 'vitest';
import { openOffice } from '../../support/office.ts';

it('closing lets the work under way end, refuses what comes later, and does end itself', async () => {
  const office = await openOffice();
  const { raw, handle } = office.backend;
  if (!raw || !handle) throw new Error('This backend has no raw SQL.');
  const slow = raw.query<{ told: string }>("select pg_sleep(0.3), 'all of it' as told");
  const headers = { apikey: office.backend.publishableKey, authorization: `Bearer ${office.tokenOf('staff')}` };
  const asked = handle(new Request('http://office.test/rest/v1/topics?select=id&limit=1', { headers }));
  await office.close();
  expect(await slow).toMatchObject([{ told: 'all of it' }]);
  expect(await (await asked).json()).toHaveLength(1);
  await expect(raw.query('select 1')).rejects.toThrow('The office is closed.');
});
