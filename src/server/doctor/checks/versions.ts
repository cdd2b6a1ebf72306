import { version as program } from '../../version.ts';
import { type Check, fail, ok, warn } from '../check.ts';

/** Node and PostgreSQL, as old as the program allows. */
export const versions: Check = {
  name: 'versions',
  run: async ({ pulse }) => judgeVersions(process.versions.node, pulse?.server_version_num ?? null),
};

export function judgeVersions(node: string, postgres: number | null) {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 18)) return fail(`Node ${node} is too old. Use 22.18 or newer; npm ci brings 24.`);
  if (postgres !== null && postgres < 150000) return fail(`PostgreSQL ${Math.floor(postgres / 10000)} is too old. Use 15 or newer.`);
  if (major < 24) return warn(`Node ${node} works; the program is made with 24, which npm ci brings.`);
  return ok(
    `Rotunda ${program}, Node ${node}${postgres === null ? '' : `, PostgreSQL ${Math.floor(postgres / 10000)}.${postgres % 10000}`}.`,
  );
}
