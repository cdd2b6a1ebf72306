import { openAsBlob, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImportCounts, ImportNews } from '../../../domain/imports/file-import.ts';
import type { RawSql } from '../../backend/index.ts';
import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { type Report, time } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';
import type { BenchOptions } from './foundation.ts';
import { fill, signInWithToken } from './lists.ts';
import { memoryMb } from './partners.ts';

/**
 * A list of residents into an office with many, on PostgreSQL as a browser does it: a tenth are here already, some under another spelling.
 * Then the same file again, and its undo.
 */
export async function benchResidentsImport(report: Report, { rows, databaseUrl }: BenchOptions): Promise<void> {
  const lines = rows / 10;
  const postgres = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startScratchPostgres({ shared_buffers: '1GB', maintenance_work_mem: '512MB', max_wal_size: '4GB', synchronous_commit: 'off' });
  const { folder, remove } = await scratchFolder();
  try {
    const environment = { ROTUNDA_DATA: path.join(folder, 'office'), DATABASE_URL: postgres.url, PORT: '0' };
    const office = await openOffice(readConfig(environment));
    const { raw, publishableKey } = office.backend;
    if (!raw) throw new Error('A local office has raw SQL.');
    await fill(office.backend, { residents: rows / 2, inquiries: rows / 20 });
    await raw.transaction('write', async (query) => {
      for (const statement of contactsSql) await query(statement);
    });
    await raw.query('select private.write_keys(array(select id from public.residents))');
    await raw.query('delete from private.resident_pairs_due');
    await raw.query('vacuum analyze');
    const file = path.join(folder, 'people.csv');
    await writePeople(raw.query, file, lines);
    const served = await serveOffice([], environment);
    const { send, token } = await signInWithToken(served.url, publishableKey);
    const stage = async () => {
      const mapping = {
        name: 'Name',
        phone: 'Phone',
        email: 'Email',
        address: 'Address',
        postal_code: 'Zip',
        preferred_language: 'Language',
      };
      const id = await send('rpc/begin_file_import', {
        p_import: { resource: 'residents', file_name: 'people.csv', mapping, columns: Object.values(mapping) },
      });
      const headers = { apikey: publishableKey, authorization: `Bearer ${token}` };
      const answer = await fetch(`${served.url}/imports/${id}/file`, { method: 'POST', headers, body: await openAsBlob(file) });
      const news = (await answer.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ImportNews);
      const last = news.at(-1);
      if (!last || !('counts' in last)) throw new Error(JSON.stringify(last));
      return { id, counts: last.counts };
    };
    // Building the app takes more than the file: the largest size is counted anew from here.
    writeFileSync(`/proc/${served.pid}/clear_refs`, '5');
    const before = memoryMb(served.pid, 'VmRSS');
    let first = { id: null as unknown, counts: {} as ImportCounts };
    const comparing = await time(async () => {
      first = await stage();
    });
    const writing = await time(() => send('rpc/apply_file_import', { p_import: first.id }));
    report(`imports.residents.compare_s (${lines} lines, ${first.counts.new} new, ${first.counts.duplicate} duplicates)`, comparing / 1000);
    report('imports.residents.write_s', writing / 1000);
    report('imports.residents.all_s', (comparing + writing) / 1000, 60);
    let again = {} as ImportCounts;
    const repeated = await time(async () => {
      again = (await stage()).counts;
    });
    report('imports.residents.again_s', repeated / 1000, 60);
    report('imports.residents.again_changes', again.add + again.update, 0);
    // What building the app left in the process is no part of it.
    report('imports.residents.grown_mb', memoryMb(served.pid, 'VmHWM') - before, 400);
    const [set] = await raw.query<{ id: string }>(`select id from change_sets where reason = 'import' order by created_at desc limit 1`);
    report('imports.residents.undo_s', (await time(() => send('rpc/undo_change_set', { p_change_set: set?.id }))) / 1000, 60);
    const [left] = await raw.query<{ n: number }>('select count(*)::int as n from residents');
    report('imports.residents.left_over', (left?.n ?? 0) - rows / 2, 0);
    await served.stop();
    await office.close();
  } finally {
    await postgres.stop();
    await remove();
  }
}

/** The numbers and mails that residents of a filled database have in the line that they are found by. */
const contactsSql = [
  ...['resident_phones', 'resident_emails'].map((table) => `alter table public.${table} disable trigger user`),
  `insert into resident_phones (resident_id, number) select id, substring(search from '\\+1[0-9]{10}') from residents where search ~ '\\+1[0-9]{10}'`,
  `insert into resident_emails (resident_id, address) select id, substring(search from '[^ ]+@[^ ]+\\.[^ ]+$') from residents where search ~ '@[^ ]+\\.[^ ]+$'`,
  ...['resident_phones', 'resident_emails'].map((table) => `alter table public.${table} enable trigger user`),
];

/** Every tenth line is somebody who is here, every fiftieth under another first name; the others are new. */
async function writePeople(query: RawSql['query'], file: string, lines: number): Promise<void> {
  const here = await query<{ name: string; phone: string }>(
    `select r.name, p.number as phone from residents r join resident_phones p on p.resident_id = r.id order by r.id limit ${Math.ceil(lines / 10)}`,
  );
  const first = ['Amara', 'Beatriz', 'Caleb', 'Duc', 'Elena', 'Farhan', 'Grace', 'Hodan', 'Isaac', 'Jada', 'Khalid', 'Lucia'];
  const last = [
    'Abdi',
    'Brooks',
    'Castillo',
    'Dinh',
    'Espinoza',
    'Foster',
    'Gutierrez',
    'Hassan',
    'Irwin',
    'Jimenez',
    'Kowalski',
    'Le',
    'Mbeki',
  ];
  const rows = Array.from({ length: lines }, (_, n) => {
    const known = n % 10 === 0 ? here[n / 10] : undefined;
    const name = known
      ? n % 50 === 0
        ? `J. ${known.name}`
        : known.name
      : `${first[n % 12]} ${last[n % 13]} ${String.fromCharCode(97 + (n % 26))}${n}`;
    const phone = known?.phone ?? `+1913${String(2000000 + n).slice(-7)}`;
    return `${name},${phone},person${n}@import.example,${100 + (n % 9000)} Import Street,64108,${n % 5 === 0 ? 'Spanish' : 'English'}`;
  });
  await writeFile(file, `Name,Phone,Email,Address,Zip,Language\n${rows.join('\n')}\n`);
}
