import { createHash } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Office } from '../office.ts';
import { Refusal } from './errors.ts';

/** The doors that somebody could try over and over: how often an account and a network address may before they wait. */
const doors = {
  /** Address and password. An office shares one network address, so that has more. */
  sign_in: { account: 5, address: 50 },
  /** An e-mailed code of six digits. */
  code: { account: 5, address: 50 },
  /** Letters that anybody can cause: codes and new passwords. */
  letter: { account: 3, address: 20 },
  /** One-time links: set-up, invitation, new password. */
  link: { account: 20, address: 20 },
  /** The present password, before a new one. */
  password: { account: 5, address: 50 },
  /** Forms of strangers: an account is an e-mail address or a phone. A library, or a whole mobile network, shares one address. */
  register: { account: 5, address: 60 },
  /** An address that is typed to get letters, or the link to one's choices: each try may be a letter to somebody else. */
  subscribe: { account: 3, address: 60 },
  /** What is done with the link of a registration, or of one's choices. */
  registration: { account: 20, address: 120 },
  /** What a receiver does on the page of a referral: one office of a partner shares one network address. */
  referral: { account: 40, address: 240 },
} as const;

export type Passage = {
  /** It was the right one: the account begins anew, the network address gets this attempt back. */
  worked: () => Promise<void>;
};

/**
 * Counts an attempt at a door before it is made, for the account (where there is one, existing or not) and for the
 * network address. @throws Refusal (429) with how long to wait.
 */
export async function passDoor(office: Office, context: Context, door: keyof typeof doors, account?: string): Promise<Passage> {
  const limits = doors[door];
  const byAddress = keyOf(door, 'address', networkOf(context, office.config.trustProxy));
  const byAccount = account === undefined ? [] : [keyOf(door, 'account', account.trim().toLowerCase())];
  const { data, error } = await office.backend.service.rpc('count_attempt', {
    p_keys: [byAddress, ...byAccount],
    p_free: [limits.address, ...byAccount.map(() => limits.account)],
  });
  if (error) throw error;
  const seconds = Number(data);
  if (seconds > 0) throw new Refusal(429, `Too many attempts. Wait ${inWords(seconds)}, then try again.`, undefined, 'too_many', seconds);
  return {
    worked: async () => {
      const done = await office.backend.service.rpc('forgive_attempt', { p_clear: byAccount, p_return: [byAddress] });
      if (done.error) throw done.error;
    },
  };
}

const keyOf = (door: string, kind: string, subject: string): string =>
  createHash('sha256').update(`${door}\n${kind}\n${subject}`).digest('hex');

const inWords = (seconds: number): string => (seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`);

/**
 * Where a request comes from. Behind a proxy that is trusted, the last entry of X-Forwarded-For is the one that proxy
 * wrote; whatever stands before it, anybody may have invented. IPv6: the first 64 bits, which are one household's.
 */
export function networkOf(context: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const address = (forwarded || socketAddress(context)).replace(/^::ffff:(?=\d+\.)/, '');
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const filled =
    tail === undefined ? groups : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest];
  return filled
    .slice(0, 4)
    .map((group) => (Number.parseInt(group, 16) || 0).toString(16))
    .join(':');
}

function socketAddress(context: Context): string {
  // Without a socket (a test that calls the app directly) everybody comes from one place.
  if (!(context.env as { incoming?: unknown } | undefined)?.incoming) return 'local';
  return getConnInfo(context).remote.address ?? 'unknown';
}
