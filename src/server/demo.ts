import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addMonths, monthOf } from '../domain/shared/dates.ts';
import { ConfigError } from './config.ts';
import type { Office } from './office.ts';
import { compileMonth, readPdf } from './reports/compile-month.ts';
import { createSampleAwards } from './sample/awards.ts';
import { createSampleOffice } from './sample/create.ts';
import { createSamplePartners } from './sample/partners.ts';
import { sampleStaff } from './sample/staff.ts';
import { readClock } from './worker/clock.ts';

const SEED = 210140;

/** Fills an empty office with sample work, gives each role a sign-in, compiles last month. Answers what to print. */
export async function prepareDemo(office: Office, url: string): Promise<string[]> {
  const { service } = office.backend;
  const settings = await service.from('settings').select('is_sample').single();
  if (settings.error) throw settings.error;
  const { today } = await readClock(office, new Date());
  const password = await demoPassword(office.config.dataFolder);
  if (!(settings.data as { is_sample: boolean }).is_sample) {
    const anything = await service.from('staff').select('id').limit(1);
    if (anything.error) throw anything.error;
    if (anything.data.length > 0)
      throw new ConfigError(
        'This office has real people in it, so no sample is added. Use npm start, or set ROTUNDA_DATA to another folder.',
      );
    await createSampleOffice(office.backend, { seed: SEED, today });
    await office.backend.raw?.query('vacuum analyze');
  }
  await createSampleAccounts(office, password);
  await createSampleAwards(office.backend, { seed: SEED, today });
  await createSamplePartners(office.backend, { today });
  const month = addMonths(monthOf(today), -1).slice(0, 7);
  const report = await lastEdition(office, month);
  const roles = sampleStaff.filter((person, index) => sampleStaff.findIndex((one) => one.role === person.role) === index);
  const width = Math.max(...roles.map((person) => person.email.length));
  return [
    '',
    `  The sample office is open: ${url}`,
    '',
    ...roles.map((person) => `  ${person.role.padEnd(12)} ${person.email.padEnd(width)}  ${password}`),
    '',
    `  The council report of ${month}: ${office.files.pathOf(report.pdf_path) ?? report.pdf_path}`,
    '',
    '  Stop with Ctrl+C. Everything is kept; the people and their questions are invented.',
    '',
  ];
}

async function lastEdition(office: Office, month: string) {
  const kept = await office.backend.service
    .from('reports')
    .select('*')
    .eq('month', `${month}-01`)
    .order('edition', { ascending: false })
    .limit(1);
  if (kept.error) throw kept.error;
  const report = kept.data[0] as Awaited<ReturnType<typeof compileMonth>> | undefined;
  if (!report) return compileMonth(office, month);
  await readPdf(office, report);
  return report;
}

/** Accounts for the sample people that have none yet. */
export async function createSampleAccounts(office: Pick<Office, 'backend'>, password: string): Promise<void> {
  const { data, error } = await office.backend.service.from('staff').select('email').is('user_id', null);
  if (error) throw error;
  const waiting = new Set(data.map((row) => (row as { email: string }).email));
  for (const person of sampleStaff) if (waiting.has(person.email)) await office.backend.createAccount(person.email, password);
}

/** One password for the sample people of this folder, made at random: a demo on a shared machine is no open door. */
async function demoPassword(dataFolder: string): Promise<string> {
  const file = path.join(dataFolder, 'demo-password.txt');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept) return kept.trim();
  const made = `rotunda-${randomBytes(6).toString('hex')}`;
  await writeFile(file, `${made}\n`, { mode: 0o600 });
  return made;
}
