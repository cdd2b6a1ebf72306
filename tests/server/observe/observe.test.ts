import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import { type Metrics, makeMetrics, serveMetrics } from '../../../src/server/observe/metrics.ts';
import { requestLog } from '../../../src/server/observe/request-log.ts';
import { workOnce } from '../../../src/server/worker/loop.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let metrics: Metrics;
let app: ReturnType<typeof makeApp>;
beforeAll(async () => {
  office = await openOffice();
  metrics = makeMetrics(office);
  office.watchers.push(metrics.watcher, requestLog);
  app = makeApp(office);
});
afterAll(() => office.close());

const apikey = () => ({ apikey: office.backend.publishableKey, authorization: `Bearer ${office.tokenOf('staff')}` });

test('a request is a line with its route, number, status and time, and without anything that a person typed', async () => {
  const lines: string[] = [];
  const written = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const response = await app.request('/rest/v1/residents?name=eq.Rosa%20Pe%C3%B1a&select=id', { headers: apikey() });
  await app.request('/auth/v1/token?grant_type=password', {
    method: 'POST',
    headers: { ...apikey(), 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'rosa@example.org', password: 'a secret of hers' }),
  });
  await app.request('/inquiries/some-id?q=Rosa');
  written.mockRestore();
  const seen = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(seen[0]).toEqual({
    at: expect.any(String),
    event: 'request',
    request_id: response.headers.get('x-request-id'),
    method: 'GET',
    route: expect.stringMatching(/^\/rest\/v1\/:name/),
    status: 200,
    ms: expect.any(Number),
  });
  expect(lines.join('')).not.toMatch(/Rosa|rosa|secret|some-id|select=/);
});

test('the numbers count requests by route and status, jobs by name and outcome, and look at the queue', async () => {
  await app.request('/rest/v1/topics?select=id', { headers: apikey() });
  await app.request('/nothing.js');
  await office.service.rpc('enqueue_job', { p_name: 'test.good' });
  await office.service.rpc('enqueue_job', { p_name: 'test.bad' });
  await office.service.rpc('enqueue_job', { p_name: 'test.waits' });
  const job = (name: string, run: () => Promise<void>) => ({ name, wanted: () => null, run });
  const known = [job('test.good', async () => {}), job('test.bad', () => Promise.reject(new Error('no')))];
  const quiet = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  while (await workOnce(office, known, 'a worker'));
  quiet.mockRestore();
  const served = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 });
  const text = await (await fetch(`http://127.0.0.1:${served.port}/metrics`)).text();
  expect(text).toMatch(/rotunda_requests_total\{method="GET",route="\/rest\/v1\/:name[^"]*",status="200"\} \d/);
  expect(text).toMatch(/rotunda_requests_total\{method="GET",route="\/\*",status="404"\} 1/);
  expect(text).toMatch(/rotunda_request_seconds_bucket\{le="0.1",/);
  expect(text).toContain('rotunda_jobs_total{job="test.good",outcome="done"} 1');
  expect(text).toContain('rotunda_jobs_total{job="test.bad",outcome="failed"} 1');
  expect(text).toMatch(/rotunda_queue_waiting [1-9]/);
  expect(text).toContain('rotunda_jobs_failing 1');
  expect(text).toContain('rotunda_database_up 1');
  expect(text).toMatch(/rotunda_database_seconds 0\.\d+/);
  expect(text).toContain('rotunda_nodejs_eventloop_lag_seconds');
  expect((await fetch(`http://127.0.0.1:${served.port}/`)).status).toBe(404);
  await served.close();
});
