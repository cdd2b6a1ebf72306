import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { addDays } from '../../../domain/shared/dates.ts';
import { writeBackup } from '../../backup/write.ts';
import type { Job } from '../registry.ts';

const KEPT_DAYS = 14;
const NAME = /^office-(\d{4}-\d{2}-\d{2})\.rotunda$/;

/** A backup each night in `<data>/backups`, kept for 14 days. */
export const officeBackup: Job = {
  name: 'office.backup',
  embeddedOnly: true,
  wanted: ({ today, hour }) => (hour >= 2 ? { payload: { day: today }, key: `office.backup:${today}` } : null),
  run: async (office, { day }) => {
    if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error('office.backup needs a day.');
    const folder = path.join(office.config.dataFolder, 'backups');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeBackup(office, path.join(folder, `office-${day}.rotunda`));
    const oldest = addDays(day, -(KEPT_DAYS - 1));
    for (const name of await readdir(folder)) {
      const made = NAME.exec(name)?.[1];
      if (made && made < oldest) await rm(path.join(folder, name));
    }
  },
};
