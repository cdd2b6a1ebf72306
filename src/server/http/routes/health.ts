import type { Context, Hono } from 'hono';
import { runDoctor } from '../../doctor/run.ts';
import type { Office } from '../../office.ts';
import { callerOf, personOf } from '../caller.ts';
import { Refusal } from '../errors.ts';

/**
 * Whether the office lives and is ready. A balancer asks /health/live and /health/ready; reasons are told to administrators
 * alone, because they name what is weak.
 */
export function healthRoutes(app: Hono, office: Office): void {
  app.get('/health/live', (context) => context.json({ live: true }));
  app.get('/health/ready', async (context) => {
    const ready = await isReady(office);
    return context.json({ ready }, ready ? 200 : 503);
  });
  app.get('/health', async (context) => {
    const ready = await isReady(office);
    const plain = { live: true, ready, reason: ready ? null : 'The database does not answer, or waits for migrations.' };
    if (!context.req.header('authorization')) return context.json(plain, ready ? 200 : 503);
    await asAdmin(context, office);
    return context.json({ ...plain, checks: await runDoctor(office.config, office, { quick: true }) }, ready ? 200 : 503);
  });
  // All checks, the slow ones too: the mail server and the names in DNS are asked.
  app.get('/office/doctor', async (context) => {
    await asAdmin(context, office);
    context.header('Cache-Control', 'private, no-store');
    return context.json({ checks: await runDoctor(office.config, office) });
  });
}

async function isReady(office: Office): Promise<boolean> {
  const checks = await runDoctor(office.config, office, { only: ['database', 'migrations'] });
  return checks.every(({ state }) => state !== 'fail');
}

async function asAdmin(context: Context, office: Office): Promise<void> {
  const person = await personOf(callerOf(context, office));
  if (person.role !== 'admin') throw new Refusal(403, 'How the program does is for administrators. Ask one of them.');
}
