import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ConfigError } from '../config.ts';
import type { CampaignsPulse } from '../doctor/checks/campaigns.ts';
import type { LettersPulse } from '../doctor/checks/letters.ts';
import { readPulse } from '../doctor/pulse.ts';
import type { Office } from '../office.ts';
import type { Watcher } from './watcher.ts';

export type Metrics = { watcher: Watcher; text: () => Promise<string> };

/** Counts for Prometheus. The queue and the database are asked when somebody reads. */
export function makeMetrics(office: Pick<Office, 'backend'>): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry, prefix: 'rotunda_' });
  const requests = new Counter({
    name: 'rotunda_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'rotunda_request_seconds',
    help: 'Time until an answer begins',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const jobs = new Counter({ name: 'rotunda_jobs_total', help: 'Jobs of the worker', labelNames: ['job', 'outcome'], registers });
  const jobDurations = new Histogram({
    name: 'rotunda_job_seconds',
    help: 'Time that a job took',
    labelNames: ['job'],
    buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900],
    registers,
  });
  const gauge = (name: string, help: string) => new Gauge({ name: `rotunda_${name}`, help, registers });
  const up = gauge('database_up', '1 when the database answers');
  const latency = gauge('database_seconds', 'Time of one question to the database, when these numbers were read');
  const waiting = gauge('queue_waiting', 'Jobs that are due and not done');
  const oldest = gauge('queue_oldest_seconds', 'How long the oldest due job has waited');
  const failing = gauge('jobs_failing', 'Jobs that failed and will be tried again, or gave up within a day');
  const lettersDue = gauge('letters_due', 'Letters that are due and have not gone');
  const lettersOldest = gauge('letters_oldest_seconds', 'How long the letter that is due longest has waited');
  const lettersFailed = gauge('letters_failed', 'Letters that failed within a day');
  const campaignsSending = gauge('campaigns_sending', 'Campaigns that are going out');
  const campaignsDue = gauge('campaigns_letters_due', 'Letters of campaigns that are due and may leave now; counted to 1,000,001');
  const campaignsPaused = gauge('campaigns_paused', 'Campaigns that are paused with a reason');
  const workers = gauge('workers', 'Workers that showed a sign of life within two minutes');

  return {
    watcher: {
      onRequest: ({ method, route, status, ms }) => {
        requests.inc({ method, route, status: String(status) });
        durations.observe({ method, route }, ms / 1000);
      },
      onJob: ({ name, outcome, ms }) => {
        jobs.inc({ job: name, outcome });
        jobDurations.observe({ job: name }, ms / 1000);
      },
    },
    text: async () => {
      const started = performance.now();
      const pulse = await readPulse(office).catch(() => null);
      up.set(pulse ? 1 : 0);
      if (pulse) {
        latency.set((performance.now() - started) / 1000);
        waiting.set(pulse.queue_waiting);
        oldest.set(pulse.queue_oldest_seconds ?? 0);
        failing.set(pulse.jobs_failing);
        workers.set(pulse.workers);
        const [{ data }, campaigns] = await Promise.all([
          office.backend.service.rpc('letters_pulse'),
          office.backend.service.rpc('campaigns_pulse'),
        ]);
        const many = campaigns.data as unknown as CampaignsPulse | null;
        campaignsSending.set(many?.sending ?? 0);
        campaignsDue.set(many?.due ?? 0);
        campaignsPaused.set(many?.paused ?? 0);
        const letters = data as unknown as LettersPulse | null;
        lettersDue.set(letters?.due ?? 0);
        lettersOldest.set(letters?.oldest_seconds ?? 0);
        lettersFailed.set(letters?.failed ?? 0);
      }
      return registry.metrics();
    },
  };
}

/** Serves the numbers at /metrics on a port of their own. @throws ConfigError when the port is taken. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<{ port: number; close: () => Promise<void> }> {
  const server: Server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    const text = await metrics.text().catch(() => null);
    response.writeHead(text === null ? 500 : 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text ?? '');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new ConfigError(`The metrics cannot be served on ${host}:${port}: ${error.message}`)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
