import type { Backend } from './backend/index.ts';
import { makeToken } from './one-time.ts';

const HOURS = 48;

/** A one-time link for the first administrator, or null when the office has people already. */
export async function openSetupLink(backend: Backend, publicUrl: string): Promise<string | null> {
  const { token, hash } = makeToken();
  const { data, error } = await backend.service.rpc('open_setup', {
    p_token_hash: hash,
    p_expires_at: new Date(Date.now() + HOURS * 3_600_000).toISOString(),
  });
  if (error) throw error;
  return data ? `${publicUrl}/setup?token=${token}` : null;
}
