import { expect, test } from 'vitest';
import { connect } from '../../src/app/providers/connection.ts';

const config = {
  supabase_url: 'http://office.example',
  publishable_key: 'sb_publishable_x',
  time_zone: 'America/Chicago',
  second_factor: false,
  single_sign_on: null,
} as unknown as Parameters<typeof connect>[0];

/** An office that gives out tokens 1, 2, … at sign-in, and answers what is asked of it when the test says so. */
function office() {
  let tokens = 0;
  const asked: { token: string; answer: (status: number) => void }[] = [];
  const transport = (async (input: string | URL | Request, init?: RequestInit) => {
    if (String(input).includes('/auth/v1/token')) {
      tokens++;
      const user = { id: 'u', email: 'ana@city.example', aud: 'authenticated', app_metadata: {}, user_metadata: {}, created_at: '' };
      return Response.json({ access_token: `token-${tokens}`, refresh_token: 'r', token_type: 'bearer', expires_in: 3600, user });
    }
    return new Promise<Response>((resolve) => {
      asked.push({
        token: new Headers(init?.headers).get('Authorization') ?? '',
        answer: (status) => resolve(new Response('{}', { status })),
      });
    });
  }) as typeof fetch;
  return { transport, asked };
}

test('a session that the office does not know any more asks to sign in again, once: a late answer to the old one does not', async () => {
  const { transport, asked } = office();
  const { session, authorizedFetch } = await connect(config, transport);
  await session.signIn('ana@city.example', 'tin roof in a gale');
  const first = authorizedFetch('http://office.example/rest/v1/topics');
  const late = authorizedFetch('http://office.example/rest/v1/residents');
  await expect.poll(() => asked.length).toBe(2);
  asked[0]?.answer(401);
  await first;
  expect(session.read()).toBe('expired');

  await session.signIn('ana@city.example', 'tin roof in a gale');
  expect(session.read()).toBe('signed-in');
  asked[1]?.answer(401);
  await late;
  expect(session.read()).toBe('signed-in');

  const again = authorizedFetch('http://office.example/rest/v1/topics');
  await expect.poll(() => asked.length).toBe(3);
  expect(asked[2]?.token).toBe('Bearer token-2');
  asked[2]?.answer(401);
  await again;
  expect(session.read()).toBe('expired');
});
