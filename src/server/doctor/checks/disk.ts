import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { type Check, fail, ok, skip, warn } from '../check.ts';

const MB = 1024 * 1024;

/** Room for the database, files and backups. */
export const disk: Check = {
  name: 'disk',
  run: async ({ config: { dataFolder } }) => {
    const found = await statfs(dataFolder).catch(() => statfs(path.dirname(dataFolder)).catch(() => null));
    if (!found) return skip(`The disk of ${dataFolder} could not be asked.`);
    return judgeSpace(found.bavail * found.bsize);
  },
};

export function judgeSpace(free: number) {
  const said = free >= 1024 * MB ? `${(free / (1024 * MB)).toFixed(1)} GB` : `${Math.floor(free / MB)} MB`;
  if (free < 200 * MB)
    return fail(`Only ${said} are free on the disk of the data folder. Make room now: when it is full, nothing can be saved.`);
  if (free < 2048 * MB) return warn(`${said} are free on the disk of the data folder. Make room soon.`);
  return ok(`${said} are free on the disk of the data folder.`);
}
