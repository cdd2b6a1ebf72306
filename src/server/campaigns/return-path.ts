import { timingSafeEqual } from 'node:crypto';
import { mac } from '../links/signed-link.ts';
import type { Office } from '../office.ts';

// Where reports about one letter come back to (VERP): BOUNCE_ADDRESS with the letter and a signature in it, so that a report
// that somebody made up names no letter. Mail servers may change capitals, and take 64 signs before the @: base32.
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_SIGNS = 26;
const MAC_BYTES = 10;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The envelope sender of one letter; null where the office has no address for bounces. */
export async function returnPathOf(office: Office, deliveryId: string): Promise<string | null> {
  const base = office.config.bounceAddress;
  if (base === null) return null;
  if (!UUID.test(deliveryId)) throw new Error('Only a letter with a uuid has a return path.');
  const id = toBase32(Buffer.from(deliveryId.replaceAll('-', ''), 'hex'));
  const [local, domain] = halves(base);
  return `${local}+${id}${await signatureOf(office, id)}@${domain}`;
}

/** The letter that an address is the return path of; null for whatever we did not sign. */
export async function readReturnPath(office: Office, address: string): Promise<string | null> {
  const base = office.config.bounceAddress;
  if (base === null) return null;
  const [local, domain] = halves(base.toLowerCase());
  const given = address.trim().replace(/^<|>$/g, '').toLowerCase();
  if (!given.startsWith(`${local}+`) || !given.endsWith(`@${domain}`)) return null;
  const token = given.slice(local.length + 1, -domain.length - 1);
  if (!/^[a-z2-7]{42}$/.test(token)) return null;
  const id = token.slice(0, ID_SIGNS);
  const signature = Buffer.from(token.slice(ID_SIGNS));
  if (!timingSafeEqual(signature, Buffer.from(await signatureOf(office, id)))) return null;
  return fromBase32(id)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const halves = (address: string): [string, string] => {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
};

const signatureOf = async (office: Office, id: string) => toBase32((await mac(office, 'bounce', id)).subarray(0, MAC_BYTES));

function toBase32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const sign of text) {
    held = ((held << 5) | ALPHABET.indexOf(sign)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bytes.push((held >> (bits - 8)) & 255);
    bits -= 8;
  }
  return Buffer.from(bytes);
}
