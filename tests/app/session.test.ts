import type { GoTrueClient } from '@supabase/auth-js';
import { expect, test, vi } from 'vitest';
import { refusalWords } from '../../src/app/boot/ask.ts';
import { frontWords } from '../../src/app/i18n/front.ts';
import { createFactors } from '../../src/app/providers/factors.ts';
import { createSession, readRefusal } from '../../src/app/providers/session.ts';
import { ConfigError, readConfig } from '../../src/server/config.ts';

type Level = { currentLevel: string; nextLevel: string };

/** The sign-in service as the browser sees it, with somebody signed in at a level. Hosted Supabase cannot be asked here. */
function service(level: Level, isRight = (_code: string) => true) {
  const listeners: ((event: string, session: unknown) => void)[] = [];
  const session = { access_token: 'a', user: { email: 'ana@city.example' } };
  const now = { level };
  const factors = [{ id: 'f1', created_at: '2026-11-25T00:00:00Z', status: 'verified' }];
  const removed: string[] = [];
  const auth = {
    getSession: async () => ({ data: { session } }),
    onAuthStateChange: (listener: (event: string, session: unknown) => void) => listeners.push(listener),
    mfa: {
      getAuthenticatorAssuranceLevel: async () => ({ data: now.level }),
      listFactors: async () => ({ data: { totp: factors.filter(({ status }) => status === 'verified'), all: factors } }),
      challengeAndVerify: async ({ code }: { code: string }) => {
        if (!isRight(code)) return { error: { status: 422, message: 'Invalid TOTP code entered' } };
        now.level = { currentLevel: 'aal2', nextLevel: 'aal2' };
        for (const listener of listeners) listener('MFA_CHALLENGE_VERIFIED', session);
        return { error: null };
      },
      enroll: async () => ({ data: { id: 'f2', totp: { qr_code: 'data:image/svg+xml,x', secret: 'ABC' } } }),
      unenroll: async ({ factorId }: { factorId: string }) => {
        removed.push(factorId);
        return { error: null };
      },
    },
  };
  return { auth: auth as unknown as GoTrueClient, factors, removed };
}

test('whoever has a second factor is not in before its code; a wrong code does not let them in', async () => {
  const { auth } = service({ currentLevel: 'aal1', nextLevel: 'aal2' }, (code) => code === '123456');
  const session = await createSession(auth, true);
  expect(session.read()).toBe('second-factor');
  expect(await session.enterFactor('000000')).toEqual({ reason: 'code' });
  expect(session.read()).toBe('second-factor');
  expect(await session.enterFactor('123456')).toBeNull();
  await vi.waitUntil(() => session.read() === 'signed-in');
});

test('whoever has none goes straight in, and so does everybody where the backend keeps none', async () => {
  expect((await createSession(service({ currentLevel: 'aal1', nextLevel: 'aal1' }).auth, true)).read()).toBe('signed-in');
  expect((await createSession(service({ currentLevel: 'aal1', nextLevel: 'aal2' }).auth, false)).read()).toBe('signed-in');
});

test('an authenticator app that was begun and left is thrown away before another is added', async () => {
  const { auth, factors, removed } = service({ currentLevel: 'aal1', nextLevel: 'aal1' });
  factors.push({ id: 'left', created_at: '2026-11-24T00:00:00Z', status: 'unverified' });
  expect(await createFactors(auth).begin()).toEqual({ id: 'f2', picture: 'data:image/svg+xml,x', secret: 'ABC' });
  expect(removed).toEqual(['left']);
  expect(await createFactors(auth).list()).toEqual([{ id: 'f1', addedAt: '2026-11-25T00:00:00Z' }]);
});

test('a refusal says how long to wait, in the reader’s language', () => {
  const refusal = readRefusal({ status: 429, message: 'Too many attempts. Wait 4 minutes, then try again.' }, 'credentials');
  expect(refusal).toEqual({ reason: 'too_many', seconds: 240 });
  expect(refusalWords(frontWords('es'), { message: '', ...refusal })).toBe('Demasiados intentos. Espere 4 minutos e intente otra vez.');
  expect(readRefusal({ status: 429, message: 'For security purposes, you can only request this after 37 seconds.' }, 'code').seconds).toBe(
    37,
  );
  expect(readRefusal({ status: 400, message: 'Invalid login credentials' }, 'credentials')).toEqual({ reason: 'credentials' });
  expect(readRefusal({ status: 0, message: 'Failed to fetch' }, 'credentials')).toEqual({ reason: 'unreachable' });
});

test('the city’s own sign-in is a setting of hosted offices alone', () => {
  const hosted = { SUPABASE_URL: 'https://x.supabase.co', SUPABASE_PUBLISHABLE_KEY: 'p', SUPABASE_SECRET_KEY: 's' };
  expect(readConfig({ ...hosted, SSO_DOMAIN: 'kcmo.org', SSO_LABEL: 'your city account' }).singleSignOn).toEqual({
    kind: 'saml',
    name: 'kcmo.org',
    label: 'your city account',
  });
  expect(readConfig({ ...hosted, SSO_PROVIDER: 'azure' }).singleSignOn).toMatchObject({ kind: 'oidc', name: 'azure' });
  expect(readConfig({}).singleSignOn).toBeNull();
  for (const env of [{ SSO_DOMAIN: 'kcmo.org' }, { ...hosted, SSO_DOMAIN: 'a.b', SSO_PROVIDER: 'azure' }, { ...hosted, SSO_DOMAIN: 'a b' }])
    expect(() => readConfig(env)).toThrow(ConfigError);
  expect(() => readConfig({ TRUST_PROXY: 'perhaps' })).toThrow(/TRUST_PROXY/);
  expect(() => readConfig({ SESSION_HOURS: '0' })).toThrow(/SESSION_HOURS/);
});
