import { buildIfStale } from './commands/build.ts';
import { runCommand } from './commands/run-command.ts';
import { readConfig } from './config.ts';
import { answerCommands } from './control.ts';
import { prepareDemo } from './demo.ts';
import { listen, makeApp } from './http/server.ts';
import { log } from './log.ts';
import { requestLog } from './observe/request-log.ts';
import { type Office, openOffice } from './office.ts';
import { openSetupLink } from './setup-link.ts';
import { startWorker } from './worker/loop.ts';

/** configuration → backend → HTTP → worker → shutdown. */
await runCommand(async () => {
  const mode = process.argv.includes('--demo')
    ? 'demo'
    : process.argv.includes('--worker')
      ? 'worker'
      : process.argv.includes('--dev')
        ? 'dev'
        : 'start';
  const config = readConfig();

  if (mode === 'worker') {
    const office = await openOffice(config);
    office.watchers.push(requestLog);
    const metrics = await startMetrics(office);
    const worker = startWorker(office);
    process.stdout.write(`A worker is at work on ${describe(config.backend.kind)}. Stop it with Ctrl+C.\n`);
    await untilStopped();
    await worker.stop();
    await metrics?.close();
    await office.close();
    return;
  }

  if (mode !== 'dev') await buildIfStale((line) => process.stdout.write(`${line}\n`));
  const office = await openOffice(config);
  // The demo's terminal is read by a person.
  if (mode === 'start') office.watchers.push(requestLog);
  const metrics = await startMetrics(office);
  const server = await listen(makeApp(office), config).catch(async (error) => {
    await office.close();
    throw error;
  });
  answerCommands(office);
  const vite = mode === 'dev' ? await (await import('./dev.ts')).startVite(server.url) : null;
  const publicUrl = vite?.url ?? config.publicUrl ?? server.url;
  office.address.url = publicUrl;
  if (config.portMayMove && !server.url.endsWith(`:${config.port}`))
    process.stdout.write(`Port ${config.port} is taken; the office is on the next free one.\n`);

  if (mode === 'demo') {
    for (const line of await prepareDemo(office, publicUrl)) process.stdout.write(`${line}\n`);
  } else {
    process.stdout.write(`The office is open: ${publicUrl}\n`);
    const link = await openSetupLink(office.backend, publicUrl);
    if (link) process.stdout.write(`Nobody has an account yet. Set up the first administrator (once, within 48 hours): ${link}\n`);
  }
  const worker = startWorker(office);

  await untilStopped();
  log('office.closing');
  await vite?.close();
  await server.close();
  await worker.stop();
  await metrics?.close();
  await office.close();
});

/** Numbers for Prometheus, where they were asked for; prom-client is loaded only then. */
async function startMetrics(office: Office): Promise<{ close: () => Promise<void> } | null> {
  if (!office.config.metrics) return null;
  const { makeMetrics, serveMetrics } = await import('./observe/metrics.ts');
  const metrics = makeMetrics(office);
  office.watchers.push(metrics.watcher);
  const served = await serveMetrics(metrics, office.config.metrics);
  log('metrics.served', { host: office.config.metrics.host, port: served.port });
  return served;
}

function describe(kind: string): string {
  return kind === 'embedded' ? 'the embedded office' : kind === 'postgres' ? 'PostgreSQL' : 'Supabase';
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
