import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { percentile, type Report, time } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';
import type { BenchOptions } from './foundation.ts';
import { fill, signIn } from './lists.ts';

const ROUNDS = 20;

/** Ctrl+K over HTTP at 1,000,000 inquiries and half as many residents: fragments common and rare, numbers, several words. */
export async function benchSearch(report: Report, { rows, databaseUrl }: BenchOptions): Promise<void> {
  const postgres = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startScratchPostgres({ shared_buffers: '1GB', maintenance_work_mem: '512MB', max_wal_size: '4GB', synchronous_commit: 'off' });
  const { folder, remove } = await scratchFolder();
  try {
    const environment = { ROTUNDA_DATA: folder, DATABASE_URL: postgres.url, PORT: '0' };
    const office = await openOffice(readConfig(environment));
    await fill(office.backend, { residents: rows / 2, inquiries: rows });
    const one = async (sql: string) => String((await office.backend.raw?.query<{ v: string }>(sql))?.[0]?.v);
    const word = (place: number) =>
      one(
        `select word as v from ts_stat('select search from inquiries order by id limit 2000') where word like 'w%' order by ndoc desc, word limit 1 offset ${place}`,
      );
    const [common, next, rare] = [await word(0), await word(1), await word(900)];
    const number = await one('select number as v from inquiries order by id limit 1 offset 100');
    const name = await one('select name as v from residents order by id limit 1 offset 100');
    const typed: Record<string, string> = {
      two_letters: name.slice(0, 2),
      letter_common: 'w1',
      name_begins: name.slice(0, 4),
      name_whole: name,
      phone_three: '816',
      phone_four: '0142',
      phone_seven: '555-0142',
      email: `${name.toLowerCase().replace(' ', '.').slice(0, 9)}`,
      number_whole: number,
      number_half: '4211',
      word_common: common,
      words_common: `${common} ${next}`,
      word_rare: rare,
      words_mixed: `${common} ${rare}`,
      nothing: 'zzzzqqq',
      nothing_two: 'zzzz qqqq',
    };
    const served = await serveOffice([], environment);
    const send = await signIn(served.url, office.backend.publishableKey);
    const all: number[] = [];
    for (const [label, text] of Object.entries(typed)) {
      const ask = () => send('rpc/search_office', { p_text: text, p_limit: 5 });
      await ask();
      const samples: number[] = [];
      for (let n = 0; n < ROUNDS; n++) samples.push(await time(ask));
      all.push(...samples);
      report(`search.${label}.p95_ms`, percentile(samples, 0.95), 80);
    }
    report('search.all.p95_ms', percentile(all, 0.95), 80);
    await served.stop();
    await office.close();
  } finally {
    await postgres.stop();
    await remove();
  }
}
