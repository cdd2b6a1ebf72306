import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Session } from '@supabase/auth-js';
import type { TestProject } from 'vitest/node';
import { loadSecrets } from '../../src/server/backend/secrets.ts';
import { openOffice } from '../../src/server/office.ts';
import { configFor, createDatabase, dropDatabase, type Golden, password, people, type Role } from './databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    golden: Golden;
  }
}

/** The same session for a day: on a busy machine a run takes longer than the hour of a token. */
function prolong(session: Session, secret: string): Session {
  const [head = '', claims = ''] = session.access_token.split('.');
  const exp = Math.floor(Date.now() / 1000) + 86_400;
  const longer = { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), exp };
  const body = `${head}.${Buffer.from(JSON.stringify(longer)).toString('base64url')}`;
  const signature = createHmac('sha256', secret).update(body).digest('base64url');
  return { ...session, access_token: `${body}.${signature}`, expires_in: 86_400, expires_at: exp };
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
  const { jwtSecret } = await loadSecrets(office.config.dataFolder);
  const sessions = {} as Golden['sessions'];
  for (const [role, email] of Object.entries(people) as [Role, string][]) {
    await office.backend.createAccount(email, password);
    const signedIn = await office.backend.clientFor().auth.signInWithPassword({ email, password });
    if (signedIn.error) throw signedIn.error;
    sessions[role] = prolong(signedIn.data.session, jwtSecret);
  }
  await office.close();
  project.provide('golden', { folder, server, database, sessions });
  return async () => {
    if (server && database) await dropDatabase(server, database);
    await rm(folder, { recursive: true, force: true });
  };
}
