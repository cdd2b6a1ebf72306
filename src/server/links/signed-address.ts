import { timingSafeEqual } from 'node:crypto';
import type { Office } from '../office.ts';
import { type LinkPurpose, mac } from './signed-link.ts';

// An address of ours with a record and a signature in it: "base+TOKEN@domain". Mail servers may change capitals, and take 64 signs
// before the @: base32.
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_SIGNS = 26;
const MAC_BYTES = 10;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The address by which whoever writes to it proves that they were told of this record. */
export async function signAddress(office: Office, purpose: LinkPurpose, base: string, record: string): Promise<string> {
  if (!UUID.test(record)) throw new Error('Only a record with a uuid has an address of its own.');
  const id = toBase32(Buffer.from(record.replaceAll('-', ''), 'hex'));
  const [local, domain] = halves(base);
  return `${local}+${id}${await signatureOf(office, purpose, id)}@${domain}`;
}

/** The record that an address stands for; null for whatever we did not sign. */
export async function readAddress(office: Office, purpose: LinkPurpose, base: string, address: string): Promise<string | null> {
  const [local, domain] = halves(base.toLowerCase());
  const given = address.trim().replace(/^<|>$/g, '').toLowerCase();
  if (!given.startsWith(`${local}+`) || !given.endsWith(`@${domain}`)) return null;
  const token = given.slice(local.length + 1, -domain.length - 1);
  if (!/^[a-z2-7]{42}$/.test(token)) return null;
  const id = token.slice(0, ID_SIGNS);
  const signature = Buffer.from(token.slice(ID_SIGNS));
  if (!timingSafeEqual(signature, Buffer.from(await signatureOf(office, purpose, id)))) return null;
  return fromBase32(id)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const halves = (address: string): [string, string] => {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
};

const signatureOf = async (office: Office, purpose: LinkPurpose, id: string) =>
  toBase32((await mac(office, purpose, id)).subarray(0, MAC_BYTES));

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
