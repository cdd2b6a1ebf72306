import { openOffice } from '../../src/server/office.ts';
import { inboxRead } from '../../src/server/worker/jobs/inbox-read.ts';
import { configFor } from './databases.ts';

// Reads mail as a worker does. It says the moment that it was asked for and stands still there, to be killed: "fetched", when a mail has
// come and nothing of it is kept, or "kept", when it is and nobody was told. Asked for no moment, it reads what there is and ends.
const [moment, folder = '', databaseUrl, imapUrl = ''] = process.argv.slice(2);
const env = { IMAP_URL: imapUrl, BOUNCE_ADDRESS: 'bounces@engage.example' };
const office = await openOffice(configFor({ folder, databaseUrl: databaseUrl || null, env }));
const { service } = office.backend;
const ask = service.rpc.bind(service) as (...asked: unknown[]) => unknown;
service.rpc = (async (...asked: unknown[]) => {
  if (asked[0] !== 'take_mail' || !moment) return ask(...asked);
  if (moment === 'kept') await ask(...asked);
  setInterval(() => {}, 1000);
  process.stdout.write(moment);
  return new Promise(() => {});
}) as unknown as typeof service.rpc;
while (await inboxRead.work(office, { worker: crypto.randomUUID(), now: () => new Date(), isStopping: () => false }));
await office.close();
