import { createPublicKey } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { readDkimKey } from '../../mail/dkim.ts';
import { type Check, fail, ok, skip, warn } from '../check.ts';

/** Whether the key that letters are signed with can be read, and is the one that DNS names. */
export const mailKey: Check = {
  name: 'mail key',
  isSlow: true,
  run: async ({ config: { mail } }) => {
    const dkim = mail?.dkim;
    if (!dkim) return skip('We sign no letters ourselves. Set DKIM_SELECTOR and DKIM_KEY_FILE unless the mail server signs.');
    let published: string;
    try {
      published = publicKeyOf(readDkimKey(dkim));
    } catch {
      return fail('The key in DKIM_KEY_FILE cannot be read, or is not an RSA key of 1024 bits or more. No letter leaves until it is.');
    }
    const resolver = new Resolver({ timeout: 3_000, tries: 1 });
    const name = `${dkim.selector}._domainkey.${dkim.domain}`;
    return judgeKey(name, published, async () => (await resolver.resolveTxt(name)).map((parts) => parts.join('')));
  },
};

export const publicKeyOf = (key: ReturnType<typeof readDkimKey>): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');

/** `read` rejects with ENODATA or ENOTFOUND when there is nothing, otherwise when DNS does not answer. */
export async function judgeKey(name: string, ours: string, read: () => Promise<string[]>) {
  let texts: string[];
  try {
    texts = await read();
  } catch (error) {
    if (!['ENODATA', 'ENOTFOUND'].includes((error as { code?: string }).code ?? ''))
      return skip(`DNS did not answer, so ${name} was not looked at. Run this where DNS can be asked.`);
    texts = [];
  }
  const keys = texts
    .map((text) => /(?:^|;)\s*p=([A-Za-z0-9+/=\s]*)/.exec(text)?.[1]?.replace(/\s+/g, '') ?? '')
    .filter((key) => key !== '');
  if (keys.length === 0) return warn(`${name} names no key, so nobody can verify our signature. Publish it: v=DKIM1; k=rsa; p=${ours}`);
  if (!keys.includes(ours))
    return fail(`${name} names another key than DKIM_KEY_FILE: signatures count as forged. Publish ours, or use the other file.`);
  return ok(`Letters are signed with the key that ${name} names.`);
}
