import type { GoTrueClient } from '@supabase/auth-js';
import { forgetDrafts } from './drafts.ts';
import { readStored, writeStored } from './preferences.ts';

export type SessionState = 'signed-out' | 'signed-in' | 'expired';

/**
 * Whether somebody is signed in. "Expired" is its own state: the page stays as it is under a sign-in dialog, so that
 * nothing typed is lost.
 */
export type Session = {
  read: () => SessionState;
  subscribe: (listener: () => void) => () => void;
  /** The access token, refreshed when it is about to end; null when there is no session any more. */
  token: () => Promise<string | null>;
  /** The address of the person whose session this is or was. */
  email: () => string;
  /** Answers null when it worked, otherwise why not. */
  signIn: (email: string, password: string) => Promise<'credentials' | 'unreachable' | null>;
  signOut: () => Promise<void>;
  expire: () => void;
};

const leftKey = 'rotunda.left';

/** Keeps the session of one browser tab. Signing out in one tab signs out all of them. */
export async function createSession(auth: GoTrueClient): Promise<Session> {
  const listeners = new Set<() => void>();
  let email = '';
  let state: SessionState = 'signed-out';
  let leaving = false;
  const become = (next: SessionState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };

  const { data } = await auth.getSession();
  if (data.session) {
    state = 'signed-in';
    email = data.session.user.email ?? '';
  }
  auth.onAuthStateChange((event, session) => {
    if (session) {
      email = session.user.email ?? email;
      become('signed-in');
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
      if (!error) return null;
      return error.status && error.status >= 400 && error.status < 500 ? 'credentials' : 'unreachable';
    },
    async signOut() {
      leaving = true;
      forgetDrafts();
      await auth.signOut({ scope: 'local' });
      writeStored(leftKey, String(Number(readStored(leftKey) ?? 0) + 1));
      location.assign('/');
    },
    expire: () => {
      if (state === 'signed-in') become('expired');
    },
  };
}
