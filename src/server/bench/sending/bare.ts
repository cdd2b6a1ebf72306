import { readFileSync } from 'node:fs';
import { openBarePool } from '../../mail/bare-pool.ts';

// What a bare pool of nodemailer sends, composing and signing: no templates, no database. For comparison.
export type BareJob = {
  port: number;
  keyFile: string;
  connections: number;
  letters: number;
  samples: { subject: string; text: string; html: string; headers: Record<string, string> }[];
};

process.on('message', async ({ port, keyFile, connections, letters, samples }: BareJob) => {
  const pool = openBarePool({ port, connections, domain: 'city.example', selector: 'bench', privateKey: readFileSync(keyFile, 'utf8') });
  const send = async (n: number) => {
    const sample = samples[n % samples.length];
    if (sample) await pool.send({ from: 'Office <office@city.example>', to: `bare${n}@mail.test`, ...sample });
  };
  await send(0);
  const started = performance.now();
  let next = 1;
  await Promise.all(
    Array.from({ length: 4 * connections }, async () => {
      while (next <= letters) await send(next++);
    }),
  );
  process.send?.({ seconds: (performance.now() - started) / 1000 });
  pool.close();
});
process.on('disconnect', () => process.exit());
