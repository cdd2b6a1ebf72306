import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Database } from './database.types.ts';

export type DataClient = SupabaseClient<Database>;

export type ClientOptions = {
  url: string;
  /** The publishable key, or the secret key in the server. */
  key: string;
  /** A person's access token: the client then acts as that person, under row level security. */
  accessToken?: string;
  /** In-process transport of an embedded backend. */
  fetch?: typeof fetch;
};

/** A supabase-js client that keeps no session of its own; the server makes one for itself and one for each caller. */
export function createDataClient({ url, key, accessToken, fetch: transport }: ClientOptions): DataClient {
  return createClient<Database>(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: {
      ...(transport ? { fetch: transport } : {}),
      ...(accessToken ? { headers: { Authorization: `Bearer ${accessToken}` } } : {}),
    },
  });
}
