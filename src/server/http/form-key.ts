import { randomBytes } from 'node:crypto';
import { readLink, signLink } from '../links/signed-link.ts';
import type { Office } from '../office.ts';

const LEAST_MS = 2_000;
const MOST_MS = 24 * 60 * 60 * 1000;

/** A signed key for one form as it is shown: a uuid of version 7, which says when. No cookie, no session. */
export function makeFormKey(office: Office, now = Date.now()): Promise<string> {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return signLink(office, 'form', bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}

/** What is wrong with the key that a form carries: sent quicker than a person types, or from a page that was open too long, or not ours. */
export async function readFormKey(office: Office, key: string, now = Date.now()): Promise<{ id: string } | { wrong: 'quick' | 'old' }> {
  const id = await readLink(office, 'form', key);
  if (id === null) return { wrong: 'old' };
  const age = now - Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  if (age > MOST_MS) return { wrong: 'old' };
  return age < LEAST_MS ? { wrong: 'quick' } : { id };
}
