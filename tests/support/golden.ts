import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openOffice } from '../../src/server/office.ts';
import { configFor, createDatabase, dropDatabase, type Golden, people } from './databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    golden: Golden;
  }
}

/** One migrated office with a person of each role, made once a run; each test file works on a copy of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL ?? null;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-golden-'));
  const database = server ? await createDatabase(server) : null;
  const office = await openOffice(configFor({ folder, databaseUrl: database }));
  const { error } = await office.backend.service
    .from('staff')
    .insert(Object.entries(people).map(([role, email]) => ({ role, email, name: `${role[0]?.toUpperCase()}${role.slice(1)} Person` })));
  if (error) throw error;
  const tokens: Record<string, string> = {};
  for (const [role, email] of Object.entries(people)) {
    await office.backend.createAccount(email, 'correct horse battery');
    const signedIn = await office.backend.clientFor().auth.signInWithPassword({ email, password: 'correct horse battery' });
    if (signedIn.error) throw signedIn.error;
    tokens[role] = signedIn.data.session.access_token;
  }
  await office.close();
  project.provide('golden', { folder, server, database, tokens });
  return async () => {
    if (server && database) await dropDatabase(server, database);
    await rm(folder, { recursive: true, force: true });
  };
}
