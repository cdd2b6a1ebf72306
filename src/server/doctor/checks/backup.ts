import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Check, fail, ok, skip, warn } from '../check.ts';

const HOUR = 3_600_000;

/** How old the newest backup of the embedded office is. */
export const backup: Check = {
  name: 'backup',
  run: async ({ config, now }) => {
    if (config.backend.kind !== 'embedded')
      return skip('Backups are the database server’s here. Make sure that they are made, and restore one once.');
    const folder = path.join(config.dataFolder, 'backups');
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.rotunda'));
    const made = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).mtimeMs));
    const began = await stat(path.join(config.dataFolder, 'secrets.json')).catch(() => null);
    return judgeAge(made.length > 0 ? now.getTime() - Math.max(...made) : null, began ? now.getTime() - began.birthtimeMs : 0);
  },
};

/** @param age of the newest backup in milliseconds, null without one; @param office how long the office has been there */
export function judgeAge(age: number | null, office: number) {
  if (age === null)
    return office < 36 * HOUR
      ? ok('There is no backup yet; the first is made tonight.')
      : fail(
          'There is no backup. The worker makes one each night: see whether the office is open then, and make one now: npm run backup -- FILE.',
        );
  const days = Math.floor(age / (24 * HOUR));
  if (days >= 7)
    return fail(`The newest backup is ${days} days old. Make one now (npm run backup -- FILE), then look for "job.failed" in the log.`);
  if (age > 36 * HOUR)
    return warn(`The newest backup is ${Math.floor(age / HOUR)} hours old. The worker makes one each night: is the office open then?`);
  return ok(`The newest backup is ${Math.floor(age / HOUR)} hours old. Keep a copy on another machine.`);
}
