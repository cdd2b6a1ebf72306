import type { GoTrueClient } from '@supabase/auth-js';

export type Factor = { id: string; addedAt: string };
/** A factor that is being added: its QR code as a picture, and the same secret to type. */
export type NewFactor = { id: string; picture: string; secret: string };

/** Second factors by authenticator app, where the backend keeps them. What fails answers null or false. */
export type Factors = {
  list: () => Promise<Factor[] | null>;
  begin: () => Promise<NewFactor | null>;
  /** The first code proves that the app has the secret; from then on every sign-in asks for one. */
  confirm: (id: string, code: string) => Promise<boolean>;
  remove: (id: string) => Promise<boolean>;
};

export function createFactors(auth: Pick<GoTrueClient, 'mfa'>): Factors {
  return {
    async list() {
      const { data } = await auth.mfa.listFactors();
      return data?.totp.map(({ id, created_at }) => ({ id, addedAt: created_at })) ?? null;
    },
    async begin() {
      // One that was begun and left has its name still: it is thrown away first.
      const { data: known } = await auth.mfa.listFactors();
      for (const factor of known?.all ?? []) if (factor.status === 'unverified') await auth.mfa.unenroll({ factorId: factor.id });
      const { data } = await auth.mfa.enroll({ factorType: 'totp', issuer: 'Rotunda' });
      return data && { id: data.id, picture: data.totp.qr_code, secret: data.totp.secret };
    },
    confirm: async (id, code) => (await auth.mfa.challengeAndVerify({ factorId: id, code })).error === null,
    remove: async (id) => (await auth.mfa.unenroll({ factorId: id })).error === null,
  };
}
