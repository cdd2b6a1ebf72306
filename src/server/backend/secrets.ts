import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type Secrets = { jwtSecret: string; publishableKey: string; secretKey: string };

/** The office's own keys, made at the first start and readable by its owner alone (mode 0600). */
export async function loadSecrets(dataFolder: string): Promise<Secrets> {
  const file = path.join(dataFolder, 'secrets.json');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text !== null) {
    await chmod(file, 0o600);
    return JSON.parse(text) as Secrets;
  }
  const secrets: Secrets = {
    jwtSecret: randomBytes(48).toString('base64url'),
    publishableKey: `sb_publishable_${randomBytes(24).toString('base64url')}`,
    secretKey: `sb_secret_${randomBytes(32).toString('base64url')}`,
  };
  // Written whole or not at all: a crash here must not leave half a key.
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}
