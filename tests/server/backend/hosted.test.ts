import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { makeApp } from '../../../src/server/http/server.ts';
import { type Office, openOffice as open } from '../../../src/server/office.ts';
import { gatherFacts } from '../../../src/server/reports/compile-month.ts';
import { readClock } from '../../../src/server/worker/clock.ts';
import { enqueueWanted, workOnce } from '../../../src/server/worker/loop.ts';
import { jobs } from '../../../src/server/worker/registry.ts';
import { type ServedOffice, startOffice } from '../../support/office.ts';

/**
 * Supabase itself cannot run here. What stands for it is another office's REST and sign-in on a port of its own, which
 * speak the same protocol: so the way over the network, the two keys and the roles are tried; its storage and realtime are not.
 */
let remote: ServedOffice;
let folder: string;
let office: Office;
const settings = async (): Promise<Record<string, string>> => {
  const secrets = JSON.parse(await readFile(path.join(remote.office.config.dataFolder, 'secrets.json'), 'utf8'));
  return {
    ROTUNDA_DATA: folder,
    PORT: '0',
    SUPABASE_URL: remote.url,
    SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
    SUPABASE_SECRET_KEY: secrets.secretKey,
  };
};
beforeAll(async () => {
  remote = await startOffice();
  folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-hosted-'));
  office = await open(readConfig(await settings()));
});
afterAll(async () => {
  await office.close();
  await remote.stop();
  await rm(folder, { recursive: true, force: true });
});

test('an office on Supabase sends the browser there, and starts no database of its own', async () => {
  const app = makeApp(office);
  const config = await (await app.request('/config.json')).json();
  expect(config).toMatchObject({ supabase_url: remote.url, office_name: 'Office of Citizen Engagement', needs_setup: false });
  expect(config.publishable_key).toMatch(/^sb_publishable_/);
  expect(JSON.stringify(config)).not.toContain('sb_secret');
  expect((await app.request('/rest/v1/inquiries')).status).toBe(404);
  const policy = (await app.request('/config.json')).headers.get('content-security-policy');
  expect(policy).toContain(remote.url);
});

test('people act there under their own rights, the program with the secret key', async () => {
  const as = (role: 'viewer' | 'staff') => office.backend.clientFor(remote.office.tokenOf(role));
  const topic = (await office.backend.service.from('topics').select('id').limit(1).single()).data?.id as string;
  const row = { subject: 'Which form is it?', channel: 'phone', topic_id: topic };
  expect((await as('viewer').from('inquiries').insert(row)).error?.code).toBe('42501');
  const made = await as('staff').from('inquiries').insert(row).select('number').single();
  expect(made.data?.number).toMatch(/^\d{4}-\d{6}$/);
  expect((await office.backend.clientFor().from('inquiries').select('id')).error?.code).toBe('42501');
});

test('the worker reads the clock, takes its jobs and gathers a month there', async () => {
  const clock = await readClock(office, new Date('2026-11-25T15:00:00Z'));
  expect(clock.today).toBe('2026-11-25');
  const mine = jobs.filter((job) => !job.embeddedOnly && job.name === 'holidays.generate');
  await enqueueWanted(office, mine, new Date('2026-11-25T15:00:00Z'));
  expect(await workOnce(office, mine, 'test')).toBe(true);
  expect(await workOnce(office, mine, 'test')).toBe(false);
  expect((await gatherFacts(office, '2026-11')).month).toBe('2026-11-01');
});

test('a wrong key, or no office at that address, is said in a sentence before anything starts', async () => {
  const right = await settings();
  await expect(open(readConfig({ ...right, SUPABASE_SECRET_KEY: 'sb_secret_wrong' }))).rejects.toThrow(/does not answer with an office/);
  await expect(open(readConfig({ ...right, SUPABASE_URL: 'http://127.0.0.1:9' }))).rejects.toThrow(/does not answer with an office/);
});
