import { randomUUID } from 'node:crypto';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { inboxRead } from '../../worker/jobs/inbox-read.ts';

// Reads the mailbox as a worker does, in a process of its own, until there is nothing new.
const [environment = '{}'] = process.argv.slice(2);
const office = await openOffice(readConfig(JSON.parse(environment)));
const turn = { worker: randomUUID(), now: () => new Date(), isStopping: () => false };
while ((await inboxRead.work(office, turn)) === true);
await office.close();
process.exit();
