import { listMigrations } from '../../backend/migrate.ts';
import { type Check, fail, ok, skip } from '../check.ts';

/** Whether the database is as this version of the program needs it. */
export const migrations: Check = {
  name: 'migrations',
  run: async ({ pulse, config }) => {
    if (!pulse) return skip('The migrations were not looked at: the database does not answer.');
    const known = (await listMigrations()).map(({ version }) => version);
    return judgeMigrations(known, pulse.migrations, config.backend.kind === 'hosted');
  },
};

export function judgeMigrations(known: string[], applied: string[], isHosted: boolean) {
  const waiting = known.filter((version) => !applied.includes(version));
  const newer = applied.filter((version) => version > (known.at(-1) ?? ''));
  if (newer.length > 0) return fail('The database was used by a newer version of the program. Update the program on this machine.');
  if (waiting.length > 0)
    return fail(
      `${waiting.length} ${waiting.length === 1 ? 'migration waits' : 'migrations wait'}. ${isHosted ? 'Run: npx supabase db push' : 'Restart the office: npm start applies them.'}`,
    );
  return ok(`All ${known.length} migrations are applied.`);
}
