import { openOffice } from '../../src/server/office.ts';
import { configFor } from './databases.ts';

// Takes inquiries as fast as it can and names each one that was acknowledged, until it is killed.
const office = await openOffice(configFor({ folder: process.argv[2] ?? '', databaseUrl: null }));
const topic = await office.backend.service.from('topics').select('id').limit(1).single();
for (let n = 1; ; n++) {
  const subject = `Write ${n}`;
  const { error } = await office.backend.service.from('inquiries').insert({ subject, channel: 'phone', topic_id: String(topic.data?.id) });
  if (!error) process.stdout.write(`${subject}\n`);
}
