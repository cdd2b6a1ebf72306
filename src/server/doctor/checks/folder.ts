import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Check, fail, ok, skip, warn } from '../check.ts';

/** The data folder holds residents' data and keys: its owner alone may read it. */
export const folder: Check = {
  name: 'folder',
  run: async ({ config: { dataFolder } }) => {
    if (process.platform === 'win32') return skip('Permissions of the data folder are not looked at on Windows.');
    const found = await stat(dataFolder).catch(() => null);
    if (!found) return warn(`There is no folder ${dataFolder} yet. npm start makes it.`);
    const open: string[] = [];
    for (const name of ['', 'secrets.json', 'pg', 'backups', 'files', 'reports', 'demo-password.txt']) {
      const place = path.join(dataFolder, name);
      const one = await stat(place).catch(() => null);
      // A folder inside of a closed one is closed too; keys are checked by themselves.
      if (one && (one.mode & 0o077) !== 0 && (name === '' || name === 'secrets.json' || (found.mode & 0o077) !== 0)) open.push(place);
    }
    if (open.length > 0) return fail(`Other accounts of this machine can read ${open.join(', ')}. Run: chmod -R go-rwx ${dataFolder}`);
    if (process.getuid && found.uid !== process.getuid())
      return warn(`${dataFolder} belongs to another account than the one that runs this. Run the office and its commands as the same one.`);
    return ok(`Only its owner reads ${dataFolder}.`);
  },
};
