import type { Config } from '../config.ts';
import { reasonOf } from '../log.ts';
import type { Office } from '../office.ts';
import { type Check, type Finding, type Patient, skip } from './check.ts';
import { backup } from './checks/backup.ts';
import { campaigns } from './checks/campaigns.ts';
import { clock } from './checks/clock.ts';
import { configuration } from './checks/configuration.ts';
import { database } from './checks/database.ts';
import { disk } from './checks/disk.ts';
import { files } from './checks/files.ts';
import { folder } from './checks/folder.ts';
import { letters } from './checks/letters.ts';
import { mailKey } from './checks/mail-key.ts';
import { mailNames } from './checks/mail-names.ts';
import { mailServer } from './checks/mail-server.ts';
import { mailbox } from './checks/mailbox.ts';
import { migrations } from './checks/migrations.ts';
import { queue } from './checks/queue.ts';
import { versions } from './checks/versions.ts';
import { readPulse } from './pulse.ts';

export const checks: Check[] = [
  configuration,
  folder,
  disk,
  database,
  migrations,
  clock,
  versions,
  queue,
  letters,
  campaigns,
  backup,
  files,
  mailServer,
  mailNames,
  mailKey,
  mailbox,
];

type Which = { quick?: boolean; only?: string[]; isServing?: boolean; reason?: string | null };

/** Looks at everything, or at what is quick, or at what is named. A check that breaks is a finding, not a failure of the doctor. */
export async function runDoctor(config: Config, office: Office | null, which: Which = {}): Promise<Finding[]> {
  const chosen = checks.filter(({ name, isSlow }) => (which.only ? which.only.includes(name) : !(which.quick && isSlow)));
  let reason = which.reason ?? null;
  const pulse = office
    ? await readPulse(office).catch((error) => {
        reason = reasonOf(error);
        return null;
      })
    : null;
  const patient: Patient = { config, office, reason, pulse, isServing: which.isServing ?? true, now: new Date() };
  return Promise.all(
    chosen.map(async ({ name, run }) => {
      const found = await run(patient).catch((error) => skip(`This could not be looked at: ${reasonOf(error)}`));
      return { check: name, ...found };
    }),
  );
}
