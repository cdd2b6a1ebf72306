import { randomBytes } from 'node:crypto';
import type { Session } from '@supabase/auth-js';
import { createPostgresConnection } from '@supabase/lite/postgres';
import { type Config, readConfig } from '../../src/server/config.ts';

export type Role = 'viewer' | 'staff' | 'coordinator' | 'manager' | 'admin';

/** One person of each role, in every test office. */
export const people: Record<Role, string> = {
  viewer: 'viewer@office.example',
  staff: 'staff@office.example',
  coordinator: 'coordinator@office.example',
  manager: 'manager@office.example',
  admin: 'admin@office.example',
};
export const password = 'correct horse battery';

/** What the golden office leaves for the test files: its folder, its database when PostgreSQL is tested, and a session of each role. */
export type Golden = { folder: string; server: string | null; database: string | null; sessions: Record<Role, Session> };

/** The configuration of a test office; a free port, its own folder, and what else a test sets in the environment. */
export function configFor({
  folder,
  databaseUrl,
  env = {},
}: {
  folder: string;
  databaseUrl: string | null;
  env?: Record<string, string>;
}): Config {
  return readConfig({ ROTUNDA_DATA: folder, PORT: '0', ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}), ...env });
}

/** Makes an empty database, or a copy of one, on the server that is tested, and answers its address. */
export async function createDatabase(server: string, template?: string): Promise<string> {
  const name = `rotunda_test_${randomBytes(6).toString('hex')}`;
  const source = template
    ? ` template "${new URL(template).pathname.slice(1)}"`
    : ` template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`;
  await onServer(server, `create database "${name}"${source}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

export async function dropDatabase(server: string, database: string): Promise<void> {
  await onServer(server, `drop database if exists "${new URL(database).pathname.slice(1)}" with (force)`);
}

async function onServer(server: string, sql: string): Promise<void> {
  const connection = createPostgresConnection({ url: server, postgresOptions: { max: 1, onnotice: () => {} } } as never);
  try {
    // Copying a database waits for nobody: another file may be copying the same one.
    for (let attempt = 0; ; attempt++) {
      try {
        await connection.driver.unsafe(sql);
        return;
      } catch (error) {
        if ((error as { code?: string }).code !== '55006' || attempt > 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  } finally {
    await connection.close();
  }
}
