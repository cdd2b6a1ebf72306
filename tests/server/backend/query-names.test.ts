import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

it('no address writes into what all objects of the program share', async () => {
  const app = makeApp(office);
  const headers = { apikey: office.backend.publishableKey, authorization: `Bearer ${office.tokenOf('viewer')}` };
  for (const search of [
    '__proto__=neq.1',
    'constructor=eq.1',
    'constructor.prototype=eq.1',
    'or=(__proto__.eq.1,id.is.null)',
    'not.__proto__=eq.1',
    '%5F_proto__=is.null',
    '__proto__[x]=eq.1',
  ]) {
    const answer = await app.request(`http://office.test/rest/v1/topics?select=id&${search}`, { headers });
    expect([search, answer.status]).toEqual([search, 400]);
    const inherited: string[] = [];
    for (const name in {} as Record<string, unknown>) inherited.push(name);
    expect(inherited).toEqual([]);
  }
  expect((await app.request('http://office.test/rest/v1/topics?select=id&name=ilike.*prototype*', { headers })).status).toBe(200);
});
