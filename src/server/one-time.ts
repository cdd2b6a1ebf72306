import { createHash, randomBytes } from 'node:crypto';

/** The secret of a one-time link, and what is stored of it: whoever reads the database cannot open the link. */
export function makeToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
