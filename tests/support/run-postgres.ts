import { spawnSync } from 'node:child_process';
import { startScratchPostgres } from '../../src/server/commands/scratch-postgres.ts';

// The database, server and flow tests once more, on a real PostgreSQL: one named by TEST_DATABASE_URL, or one of its own.
const given = process.env.TEST_DATABASE_URL;
const scratch = given ? null : await startScratchPostgres();
const { status } = spawnSync(
  'vitest',
  ['run', '--project', 'database', '--project', 'server', '--project', 'flows', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: given ?? scratch?.url },
  },
);
await scratch?.stop();
process.exit(status ?? 1);
