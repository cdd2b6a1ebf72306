import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Session } from '@supabase/auth-js';
import { inject } from 'vitest';
import type { DataClient } from '../../src/data/client.ts';
import { listen, makeApp } from '../../src/server/http/server.ts';
import { type Office, openOffice as open } from '../../src/server/office.ts';
import { configFor, createDatabase, dropDatabase, password, people, type Role } from './databases.ts';

export type TestOffice = Office & {
  /** The client of the program itself. */
  service: DataClient;
  /** A person of that role, or nobody: an ordinary supabase-js client under row level security. */
  as: (role: Role | 'anon') => DataClient;
  tokenOf: (role: Role) => string;
  /** The session of the person of that role, as a browser keeps it. */
  sessionOf: (role: Role) => Session;
  /** SQL as the owner of the database, to prepare and to look, never to test what a person may. */
  exec: <Row = Record<string, unknown>>(sql: string, parameters?: unknown[]) => Promise<Row[]>;
};

const opened = new Set<TestOffice>();
/** Closes what a file left open, and says so: see each-file.ts. */
export async function closeLeftOffices(): Promise<void> {
  const left = [...opened];
  for (const office of left) await office.close();
  if (left.length > 0) throw new Error(`${left.length} office(s) were left open by this file: close each in afterAll.`);
}

/** A copy of the golden office, for one test file; close it in afterAll. `env` is the environment that the program reads. */
export async function openOffice(env: Record<string, string> = {}): Promise<TestOffice> {
  const golden = inject('golden');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-test-'));
  // At once: a hundred offices are opened in a run, and file by file takes ten times as long.
  cpSync(golden.folder, folder, { recursive: true });
  const database = golden.server && golden.database ? await createDatabase(golden.server, golden.database) : null;
  const office = await open(configFor({ folder, databaseUrl: database, env }));
  const test: TestOffice = {
    ...office,
    service: office.backend.service,
    as: (role) => office.backend.clientFor(role === 'anon' ? undefined : golden.sessions[role].access_token),
    tokenOf: (role) => golden.sessions[role].access_token,
    sessionOf: (role) => golden.sessions[role],
    exec: (sql, parameters) => {
      if (!office.backend.raw) throw new Error('This backend has no raw SQL.');
      return office.backend.raw.query(sql, parameters);
    },
    close: async () => {
      opened.delete(test);
      await office.close();
      if (golden.server && database) await dropDatabase(golden.server, database);
      await rm(folder, { recursive: true, force: true });
    },
  };
  opened.add(test);
  return test;
}

export type Account = { email: string; password: string; session: Session };
export type ServedOffice = { url: string; office: TestOffice; accounts: Record<Role, Account>; stop: () => Promise<void> };

/** The whole office over HTTP on a free port, the built app included. Build the app before (see browser.ts). */
export async function startOffice(env: Record<string, string> = {}): Promise<ServedOffice> {
  const office = await openOffice(env);
  const server = await listen(makeApp(office), office.config);
  office.address.url = server.url;
  const accountOf = (role: Role): Account => ({ email: people[role], password, session: office.sessionOf(role) });
  const accounts = Object.fromEntries((Object.keys(people) as Role[]).map((role) => [role, accountOf(role)])) as Record<Role, Account>;
  return {
    url: server.url,
    office,
    accounts,
    stop: async () => {
      await server.close();
      await office.close();
    },
  };
}
