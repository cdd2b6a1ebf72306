import { randomUUID } from 'node:crypto';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { campaignsSend } from '../../worker/jobs/campaigns-send.ts';
import { startWorker } from '../../worker/loop.ts';

// A worker in a process of its own: as it is (`--work`), or only at the campaigns, by a clock that is ahead, until there is nothing (`--drain`).
const [how, environment = '{}', minutes = '0'] = process.argv.slice(2);
const office = await openOffice(readConfig(JSON.parse(environment)));
if (how === '--drain') {
  const turn = { worker: randomUUID(), now: () => new Date(Date.now() + Number(minutes) * 60_000), isStopping: () => false };
  process.send?.({ kind: 'ready' });
  while ((await campaignsSend.work(office, turn)) === true);
  await office.close();
  process.exit();
}
const worker = startWorker(office);
const sample = setInterval(() => process.send?.({ kind: 'memory', bytes: process.memoryUsage().rss }), 250);
process.send?.({ kind: 'ready' });
process.on('message', async () => {
  clearInterval(sample);
  await worker.stop();
  await office.close();
  process.exit();
});
process.on('disconnect', () => process.exit());
