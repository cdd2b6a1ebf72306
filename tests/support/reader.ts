import { openOffice } from '../../src/server/office.ts';
import { inboxRead } from '../../src/server/worker/jobs/inbox-read.ts';
import { configFor } from './databases.ts';

// Reads mail as a worker does. It says the moment that it was asked for ("3 kept": of the third mail) and stands still there, to be
// killed: "fetched", when a mail has come and nothing of it is kept, or "kept", when it is and nobody was told. Asked for no moment, it
// reads what there is and ends.
const [asked = '', folder = '', databaseUrl, imapUrl = ''] = process.argv.slice(2);
const [nth, moment] = asked.split(' ');
const env = { IMAP_URL: imapUrl, BOUNCE_ADDRESS: 'bounces@engage.example' };
const office = await openOffice(configFor({ folder, databaseUrl: databaseUrl || null, env }));
// The lease of whoever died would run for minutes.
await office.backend.raw?.query(`update private.mailboxes set leased_until = now() - interval '1 second'`);
const { service } = office.backend;
const rpc: unknown = service.rpc;
const ask = (...words: unknown[]): unknown => Reflect.apply(rpc as () => unknown, service, words);
let mails = 0;
service.rpc = (async (...words: unknown[]) => {
  if (words[0] !== 'take_mail' || !moment || ++mails < Number(nth)) return ask(...words);
  if (moment === 'kept') await ask(...words);
  setInterval(() => {}, 1000);
  process.stdout.write(moment);
  return new Promise(() => {});
}) as unknown as typeof service.rpc;
while (await inboxRead.work(office, { worker: crypto.randomUUID(), now: () => new Date(), isStopping: () => false }));
await office.close();
