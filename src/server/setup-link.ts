import { createHash, randomBytes } from 'node:crypto';
import type { Backend } from './backend/index.ts';

const HOURS = 48;

/** Only this hash is stored: whoever reads the database cannot open the link. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A one-time link for the first administrator, or null when the office has people already. */
export async function openSetupLink(backend: Backend, publicUrl: string): Promise<string | null> {
  const token = randomBytes(32).toString('base64url');
  const { data, error } = await backend.service.rpc('open_setup', {
    p_token_hash: hashToken(token),
    p_expires_at: new Date(Date.now() + HOURS * 3_600_000).toISOString(),
  });
  if (error) throw error;
  return data ? `${publicUrl}/setup?token=${token}` : null;
}
