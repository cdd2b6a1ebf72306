import { openOffice } from '../../src/server/office.ts';
import { queues } from '../../src/server/worker/registry.ts';
import { configFor } from './databases.ts';

// Sends letters as a worker does, by a clock that is some minutes ahead, until there are none or it is killed.
const [name, folder = '', databaseUrl, smtpUrl = '', minutes] = process.argv.slice(2);
const env = { SMTP_URL: smtpUrl, MAIL_FROM: 'office@city.example', PUBLIC_URL: 'https://office.city.example' };
const office = await openOffice(configFor({ folder, databaseUrl: databaseUrl || null, env }));
const queue = queues.find((one) => one.name === name);
if (!queue) throw new Error(`There is no queue "${name}".`);
const now = () => new Date(Date.now() + Number(minutes) * 60_000);
while ((await queue.work(office, { worker: crypto.randomUUID(), now, isStopping: () => false })) === true);
await office.close();
