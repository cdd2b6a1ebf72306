import type { AuthProvider } from '@refinedev/core';
import type { Me } from './office.tsx';
import type { Session } from './session.ts';

/** Refine's view of the session. Signing in happens before Refine is loaded; an ended session is a dialog, not a page. */
export function createAuthProvider(session: Session, me: Me): AuthProvider {
  return {
    async login({ email, password }: { email: string; password: string }) {
      const refused = await session.signIn(email, password);
      return refused ? { success: false, error: { name: refused.reason, message: refused.reason } } : { success: true };
    },
    async logout() {
      await session.signOut();
      return { success: true };
    },
    check: async () => ({ authenticated: session.read() !== 'signed-out' }),
    // A session that has ended is seen where requests are made: there it is known with which token they went.
    onError: async () => ({}),
    getIdentity: async () => me,
    getPermissions: async () => me.role,
  };
}
