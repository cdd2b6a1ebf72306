import type { GoTrueClient, Provider } from '@supabase/auth-js';
import { forgetDoors, mayLeaveDoors } from './door-kept.ts';
import { forgetDrafts } from './drafts.ts';
import { createFactors, type Factors } from './factors.ts';
import { readStored, writeStored } from './preferences.ts';

export type SessionState = 'signed-out' | 'second-factor' | 'signed-in' | 'expired';

/** Why somebody was not let in. `seconds`: how long to wait before the next try. */
export type SignInRefusal = { reason: 'credentials' | 'code' | 'too_many' | 'unreachable'; seconds?: number };

/**
 * Whether somebody is signed in. "Expired" is its own state: the page stays as it is under a sign-in dialog, so that
 * nothing typed is lost. So is "second-factor": the password was right, the code of the authenticator app is still to come.
 */
export type Session = {
  read: () => SessionState;
  subscribe: (listener: () => void) => () => void;
  /** The access token, refreshed when it is about to end; null when there is no session any more. */
  token: () => Promise<string | null>;
  /** The address of the person whose session this is or was. */
  email: () => string;
  /** Answers null when it worked, otherwise why not. */
  signIn: (email: string, password: string) => Promise<SignInRefusal | null>;
  /** By the six digits of a letter. */
  signInByCode: (email: string, code: string) => Promise<SignInRefusal | null>;
  /** Goes to the city's own sign-in. False when there is no way there. */
  signInElsewhere: (way: { kind: 'saml' | 'oidc'; name: string }) => Promise<boolean>;
  enterFactor: (code: string) => Promise<SignInRefusal | null>;
  factors: Factors;
  signOut: () => Promise<void>;
  /** Ends the sessions of this person in all other browsers. False when the office did not answer. */
  signOutElsewhere: () => Promise<boolean>;
  expire: () => void;
  /** The office does not know this session any more, and nothing is on the page yet: begins at sign-in, at the same address. */
  forget: () => void;
};

const leftKey = 'rotunda.left';
export const sessionKey = 'rotunda.session';

/**
 * Keeps the session of one browser tab. Signing out in one tab signs out all of them. `asksFactor`: this backend keeps
 * second factors, so a password alone may not be enough.
 */
export async function createSession(auth: GoTrueClient, asksFactor = false): Promise<Session> {
  const listeners = new Set<() => void>();
  let email = '';
  let state: SessionState = 'signed-out';
  let leaving = false;
  const become = (next: SessionState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };

  const reached = async (): Promise<SessionState> => {
    if (!asksFactor) return 'signed-in';
    const { data } = await auth.mfa.getAuthenticatorAssuranceLevel();
    return data && data.nextLevel === 'aal2' && data.currentLevel !== 'aal2' ? 'second-factor' : 'signed-in';
  };

  const { data } = await auth.getSession();
  if (data.session) {
    state = await reached();
    email = data.session.user.email ?? '';
  }
  auth.onAuthStateChange((event, session) => {
    if (session) {
      email = session.user.email ?? email;
      // Asked later: the client holds its lock while it tells us, and would wait for itself.
      if (asksFactor) setTimeout(() => void reached().then(become));
      else become('signed-in');
    } else if (event === 'SIGNED_OUT' && state === 'signed-in' && !leaving) {
      become('expired');
    }
  });
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key === leftKey && event.newValue !== null && state !== 'signed-out') location.assign('/');
  });

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async token() {
      const current = (await auth.getSession()).data.session;
      if (!current && state === 'signed-in') become('expired');
      return current?.access_token ?? null;
    },
    email: () => email,
    async signIn(address, password) {
      const { error } = await auth.signInWithPassword({ email: address.trim().toLowerCase(), password });
      return error && readRefusal(error, 'credentials');
    },
    async signInByCode(address, code) {
      const { error } = await auth.verifyOtp({ email: address.trim().toLowerCase(), token: code, type: 'magiclink' });
      return error && readRefusal(error, 'code');
    },
    async signInElsewhere({ kind, name }) {
      const redirectTo = location.origin;
      const { error } =
        kind === 'saml'
          ? await auth.signInWithSSO({ domain: name, options: { redirectTo } })
          : await auth.signInWithOAuth({ provider: name as Provider, options: { redirectTo } });
      return error === null;
    },
    async enterFactor(code) {
      const { data: found } = await auth.mfa.listFactors();
      const factor = found?.totp[0];
      if (!factor) return { reason: 'unreachable' };
      const { error } = await auth.mfa.challengeAndVerify({ factorId: factor.id, code });
      return error && readRefusal(error, 'code');
    },
    factors: createFactors(auth),
    async signOut() {
      if (!mayLeaveDoors()) return;
      leaving = true;
      forgetDrafts();
      await forgetDoors();
      await auth.signOut({ scope: 'local' });
      writeStored(leftKey, String(Number(readStored(leftKey) ?? 0) + 1));
      location.assign('/');
    },
    signOutElsewhere: async () => (await auth.signOut({ scope: 'others' })).error === null,
    expire: () => {
      if (state === 'signed-in') become('expired');
    },
    forget() {
      leaving = true;
      writeStored(sessionKey, null);
      location.reload();
    },
  };
}

/** What the sign-in service said, as one of our reasons: too many attempts, a wrong entry, or no answer at all. */
export function readRefusal(error: { status?: number | undefined; message: string }, wrong: 'credentials' | 'code'): SignInRefusal {
  const { status = 0, message } = error;
  if (status === 429) {
    const [, number, unit] = /(\d+)\s*(second|minute)?/i.exec(message) ?? [];
    return { reason: 'too_many', seconds: number ? Number(number) * (unit?.toLowerCase() === 'minute' ? 60 : 1) : 60 };
  }
  return { reason: status >= 400 && status < 500 ? wrong : 'unreachable' };
}
