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
    async onError(error: { statusCode?: number }) {
      if (error.statusCode === 401) session.expire();
      return {};
    },
    getIdentity: async () => me,
    getPermissions: async () => me.role,
  };
}
