import { checkFiles } from '../../files/check-files.ts';
import { type Check, fail, ok, skip, warn } from '../check.ts';

/** Attachments: rows without bytes, bytes without a row. */
export const files: Check = {
  name: 'files',
  isSlow: true,
  run: async ({ office, pulse }) => {
    if (!office || !pulse) return skip('The files were not looked at: the database does not answer.');
    const { checked, missing, orphaned } = await checkFiles(office);
    if (missing.length > 0)
      return fail(
        `${missing.length} of ${checked} attachments have lost their file, the first is ${missing[0]?.path}. Put it back from a backup.`,
      );
    if (orphaned.length > 0)
      return warn(
        `${orphaned.length} files belong to no attachment, the first is ${orphaned[0]}. They can be removed once that is understood.`,
      );
    return ok(checked === 0 ? 'There are no attachments yet.' : `All ${checked} attachments have their file.`);
  },
};
