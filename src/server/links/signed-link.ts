import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Office } from '../office.ts';

/** What a link may be for. A link for one is none for another. */
export type LinkPurpose =
  | 'registration'
  | 'thanks'
  | 'rating'
  | 'check_in'
  | 'certificate'
  | 'unsubscribe'
  | 'preferences'
  | 'closing'
  | 'subscription'
  | 'form'
  | 'referral'
  | 'bounce'
  | 'reply';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const keys = new WeakMap<Office, Promise<string>>();

/**
 * The end of an address that opens one record for one purpose, without an account: 22 letters for the record (a uuid),
 * a dot, 22 letters of HMAC-SHA-256 (its first 128 bits). Letters of base64url.
 */
export async function signLink(office: Office, purpose: LinkPurpose, id: string): Promise<string> {
  if (!UUID.test(id)) throw new Error('Only a record with a uuid can have a link.');
  const record = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
  return `${record}.${(await mac(office, purpose, record)).toString('base64url')}`;
}

/** The record that a link opens for this purpose; null for whatever we did not sign. */
export async function readLink(office: Office, purpose: LinkPurpose, token: string): Promise<string | null> {
  const [, record, signature] = /^([\w-]{22})\.([\w-]{22})$/.exec(token) ?? [];
  if (!record || !signature) return null;
  const given = Buffer.from(signature, 'base64url');
  const expected = await mac(office, purpose, record);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const hex = Buffer.from(record, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The first 128 bits of what only this office can compute for a purpose and a record. */
export async function mac(office: Office, purpose: LinkPurpose, record: string): Promise<Buffer> {
  let key = keys.get(office);
  if (!key) {
    key = askKey(office);
    keys.set(office, key);
    // A database that was away is asked again by the next link.
    key.catch(() => keys.delete(office));
  }
  return createHmac('sha256', await key)
    .update(`${purpose}:${record}`)
    .digest()
    .subarray(0, 16);
}

async function askKey(office: Office): Promise<string> {
  const { data, error } = await office.backend.service.rpc('link_key');
  if (error) throw error;
  return data;
}
