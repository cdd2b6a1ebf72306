import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { type Report, time } from '../figure.ts';
import { scratchFolder } from '../served-office.ts';
import type { BenchOptions } from './foundation.ts';

const IMPORT = fileURLToPath(new URL('../../commands/import.ts', import.meta.url));
const HEADER =
  'CASE ID,SOURCE,DEPARTMENT,WORK GROUP,REQUEST TYPE,CATEGORY,TYPE,DETAIL,CREATION DATE,CREATION TIME,CREATION MONTH,CREATION YEAR,STATUS,EXCEEDED EST TIMEFRAME,CLOSED DATE,CLOSED MONTH,CLOSED YEAR,DAYS TO CLOSE,STREET ADDRESS,ADDRESS WITH GEOCODE,ZIP CODE,NEIGHBORHOOD,COUNTY,COUNCIL DISTRICT,POLICE DISTRICT,PARCEL ID NO,LATITUDE,LONGITUDE,CASE URL,30-60-90 Days Open Window';

/** The 311 import: a small file into the embedded office, as many rows as are asked for into PostgreSQL. */
export async function benchImports(report: Report, { rows, databaseUrl }: BenchOptions): Promise<void> {
  const { folder, remove } = await scratchFolder();
  const postgres = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startScratchPostgres({ shared_buffers: '1GB', max_wal_size: '4GB', synchronous_commit: 'off' });
  try {
    const small = path.join(folder, 'small.csv');
    const large = path.join(folder, 'large.csv');
    await writeCsv(small, 4200);
    await writeCsv(large, rows);
    const embedded = { ROTUNDA_DATA: path.join(folder, 'embedded') };
    const server = { ROTUNDA_DATA: path.join(folder, 'postgres'), DATABASE_URL: postgres.url };
    // A first office takes seconds to migrate; an import into it is measured after that.
    await runImport(small, embedded, ['--dry-run']);
    report('import.embedded_4200.s', (await runImport(small, embedded)).seconds, 5);
    const { seconds, peakMb } = await runImport(large, server);
    report('import.postgres.s', seconds, 180);
    report('import.postgres.peak_mb', peakMb, 400);
  } finally {
    await postgres.stop();
    await remove();
  }
}

async function runImport(
  file: string,
  environment: Record<string, string>,
  words: string[] = [],
): Promise<{ seconds: number; peakMb: number }> {
  let peakKb = 0;
  const seconds =
    (await time(async () => {
      const child = spawn(process.execPath, [IMPORT, 'inquiries', '--preset', 'kc311', file, ...words], {
        env: environment,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const watch = setInterval(() => {
        const status = `/proc/${child.pid}/status`;
        if (existsSync(status)) peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0));
      }, 200);
      const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
      clearInterval(watch);
      if (code !== 0) throw new Error(`The import ended with ${code}.`);
    })) / 1000;
  return { seconds, peakMb: peakKb / 1024 };
}

/** Rows like the city's own: 30 columns, a line break inside a quoted field, fourteen years. */
export async function writeCsv(file: string, rows: number): Promise<void> {
  const output = createWriteStream(file);
  output.write(`${HEADER}\n`);
  const two = (n: number) => String(n).padStart(2, '0');
  for (let n = 0; n < rows; n++) {
    const year = 2007 + (n % 14);
    const [month, day] = [1 + (n % 12), 1 + (n % 28)];
    const opened = `${two(month)}/${two(day)}/${year}`;
    const isOpen = n % 50 === 0;
    const row = `${year}${String(n).padStart(7, '0')},PHONE,Public Works,Public Works-Solid Waste-,Illegal Dumping on Right of Way,${['Trash', 'Animal', 'Streets', 'Water', 'Trees'][n % 5]},Right of Way,Item ${n % 997},${opened},${two(1 + (n % 12))}:${two(n % 60)} ${n % 2 ? 'AM' : 'PM'},${month},${year},${isOpen ? 'OPEN' : 'RESOL'},N,${isOpen ? '' : opened},${month}.0,${year}.0,0.0,${n % 9000} LYDIA AVE,"${n % 9000} LYDIA AVE64108\n(39.085319, -94.567026)",64108.0,Beacon Hills,Jackson,${1 + (n % 6)}.0,Central,${n},39.085319,-94.567026,http://city.example/case?id=${n},\n`;
    if (!output.write(row)) await once(output, 'drain');
  }
  output.end();
  await finished(output);
}
