import { GoTrueClient } from '@supabase/auth-js';
import type { OfficeConfig } from '../boot/office-config.ts';
import { createSession, type Session, sessionKey } from './session.ts';

/** The way to one office: what it said about itself, who is signed in, and a fetch that speaks for that person. */
export type Connection = {
  config: OfficeConfig;
  /** Absolute, without a trailing slash. */
  baseUrl: string;
  session: Session;
  /** fetch with the API key and the person's token; tells the session when the server does not know the token any more. */
  authorizedFetch: typeof fetch;
  /** Who is here and the reference tables, asked once: the page asks while the program behind sign-in still loads. */
  enter: () => Promise<Response>;
  /** Forgets an answer that was no good, so that the next `enter` asks again. */
  enterAnew: () => Promise<Response>;
};

/** Connects the page to the office. Sends nothing but, when an old session needs it, a refresh. */
export async function connect(config: OfficeConfig, transport: typeof fetch = fetch): Promise<Connection> {
  const baseUrl = config.supabase_url || location.origin;
  const auth = new GoTrueClient({
    url: `${baseUrl}/auth/v1`,
    headers: { apikey: config.publishable_key },
    storageKey: sessionKey,
    persistSession: true,
    autoRefreshToken: true,
    // Who comes back from the city's own sign-in carries a code in the address; nobody else does.
    detectSessionInUrl: config.single_sign_on !== null,
    flowType: 'pkce',
    fetch: (input, init) => transport(input, init),
  });
  const session = await createSession(auth, config.second_factor);
  const authorizedFetch: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    const token = await session.token();
    headers.set('apikey', config.publishable_key);
    headers.set('Authorization', `Bearer ${token ?? config.publishable_key}`);
    const response = await transport(input, { ...init, headers });
    // A late answer to a token that has been replaced since says nothing of the session there is now.
    if (response.status === 401 && token === (await session.token())) session.expire();
    return response;
  };
  let entering: Promise<Response> | null = null;
  const enterAnew = () => {
    const headers = { 'Content-Type': 'application/json' };
    entering = authorizedFetch(`${baseUrl}/rest/v1/rpc/enter`, { method: 'POST', headers, body: '{}' });
    return entering;
  };
  return { config, baseUrl, session, authorizedFetch, enter: () => entering ?? enterAnew(), enterAnew };
}
