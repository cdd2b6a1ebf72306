import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import program from '../../../../package.json' with { type: 'json' };
import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { type Office, openOffice } from '../../office.ts';
import { scratchFolder } from '../served-office.ts';
import type { SinkHears, SinkSays } from './sink.ts';

export type Stage = {
  office: Office;
  keyFile: string;
  port: number;
  ask: <Kind extends SinkSays['kind']>(what: SinkHears['ask'], kind: Kind) => Promise<Extract<SinkSays, { kind: Kind }>>;
  tellSink: (what: SinkHears['ask']) => void;
  onWatched: (heard: (to: string, at: number) => void) => void;
  startWorker: (how: '--work' | '--drain', minutes?: number) => Promise<ChildProcess>;
  stop: () => Promise<void>;
};

/** As `npm run worker` starts one. */
const WORKER_FLAGS = program.scripts.worker.split(' ').filter((word) => word.startsWith('--') && word !== '--worker');

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
export const childOf = (name: string, words: string[] = [], execArgv: string[] = []) =>
  fork(fileOf(name), words, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv });
export const heardFrom = <Message>(child: ChildProcess, isIt: (message: Message) => boolean) =>
  new Promise<Message>((resolve, reject) => {
    const over = () => reject(new Error('A process of the bench ended.'));
    const hear = (message: unknown) => {
      if (!isIt(message as Message)) return;
      child.off('message', hear);
      child.off('exit', over);
      resolve(message as Message);
    };
    child.on('message', hear);
    child.once('exit', over);
  });

/** An office on PostgreSQL with a mail server beside it, each in its own process, and letters that are signed. */
export async function setStage(databaseUrl: string | null): Promise<Stage> {
  const postgres = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startScratchPostgres({ shared_buffers: '256MB', max_wal_size: '4GB' });
  const { folder, remove } = await scratchFolder();
  const keyFile = path.join(folder, 'dkim.pem');
  await writeFile(keyFile, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const sink = childOf('sink.ts');
  const { port } = await heardFrom<Extract<SinkSays, { kind: 'ready' }>>(sink, (message) => message.kind === 'ready');
  const environment = {
    ROTUNDA_DATA: folder,
    DATABASE_URL: postgres.url,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'Office <office@city.example>',
    PUBLIC_URL: 'https://office.city.example',
    BOUNCE_ADDRESS: 'bounces@mail.city.example',
    DKIM_DOMAIN: 'city.example',
    DKIM_SELECTOR: 'bench',
    DKIM_KEY_FILE: keyFile,
  };
  const office = await openOffice(readConfig(environment));
  await office.backend.raw?.query('update settings set mail_rate_per_second = 5000, mail_domain_rate_per_second = 5000');
  const tellSink = (what: SinkHears['ask']) => sink.send({ ask: what });
  return {
    office,
    keyFile,
    port,
    tellSink,
    ask: (what, kind) => {
      const heard = heardFrom<Extract<SinkSays, { kind: typeof kind }>>(sink, (message) => message.kind === kind);
      tellSink(what);
      return heard;
    },
    onWatched: (heard) =>
      sink.on('message', (message: SinkSays) => {
        if (message.kind === 'watched') heard(message.to, message.at);
      }),
    startWorker: async (how, minutes = 0) => {
      const child = childOf('worker.ts', [how, JSON.stringify(environment), String(minutes)], WORKER_FLAGS);
      await heardFrom<{ kind: string }>(child, (message) => message.kind === 'ready');
      return child;
    },
    stop: async () => {
      await office.close();
      sink.kill();
      await postgres.stop();
      await remove();
    },
  };
}

export async function query<Row = Record<string, unknown>>({ backend }: Office, sql: string, parameters?: unknown[]): Promise<Row[]> {
  if (!backend.raw) throw new Error('A local office has raw SQL.');
  return backend.raw.query<Row>(sql, parameters);
}

/** A campaign for so many people, each with their own name, in two languages, paused; answers its id. */
export async function makeCampaign(office: Office, letters: number): Promise<string> {
  const paragraph = 'Bring the letters that you do not understand: somebody reads them with you, and says what can be done. ';
  const blocks = (greeting: string) =>
    JSON.stringify([
      { id: '1', kind: 'heading', level: 1, text: 'Spring in the neighborhood' },
      { id: '2', kind: 'text', text: `${greeting} {{ person.first_name | default: "neighbor" }},\n\n${paragraph.repeat(4)}` },
      { id: '3', kind: 'button', label: 'See the calendar', url: 'https://city.example/calendar' },
      ...[4, 5, 6].map((n) => ({ id: String(n), kind: 'text', text: paragraph.repeat(5) })),
    ]);
  const [list] = await query<{ id: string }>(
    office,
    `insert into mailing_lists (code, name, needs_consent) values ('bench-' || left(gen_random_uuid()::text, 8), 'Neighborhood Bulletin', false) returning id`,
  );
  const [campaign] = await query<{ id: string }>(
    office,
    `insert into campaigns (name, list_id, scheduled_at, frozen_at, rate_per_second) values ('Bench', $1, now(), now(), 5000) returning id`,
    [list?.id],
  );
  const id = String(campaign?.id);
  await query(
    office,
    `insert into campaign_messages (campaign_id, language, subject, blocks) values ($1, 'en', 'Spring for {{ person.first_name }}', $2), ($1, 'es', 'Primavera', $3)`,
    [id, blocks('Dear'), blocks('Querida')],
  );
  const [people] = await query<{ count: number }>(office, 'select count(*)::int as count from residents');
  await query(
    office,
    `insert into residents (name, preferred_language) select 'Rosa ' || n || ' Peña', case when n % 4 = 0 then 'es' else 'en' end from generate_series($1::integer, 20000) n`,
    [(people?.count ?? 0) + 1],
  );
  await query(
    office,
    `with p as materialized (select id, preferred_language, row_number() over (order by id) as n from residents limit 20000)
     insert into deliveries (kind, key, campaign_id, to_address, language, priority, send_at, resident_id)
     select 'campaign.letter', 'campaign:' || $1 || ':' || g, $1::uuid, 'p' || g || '@d' || g % 997 || '.test', p.preferred_language, 10, now(), p.id
     from generate_series(1, $2::integer) g join p on p.n = 1 + g % 20000`,
    [id, letters],
  );
  await query(office, `update campaigns set status = 'paused' where id = $1`, [id]);
  await query(office, 'analyze deliveries');
  return id;
}

export const setStatus = (office: Office, id: string, status: string) =>
  query(office, 'update campaigns set status = $2 where id = $1', [id, status]);
