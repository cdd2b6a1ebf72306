import { compare } from 'bcryptjs';
import type { Context, Hono } from 'hono';
import { letterLanguage } from '../../mail/letters.ts';
import type { Office } from '../../office.ts';
import { sendAccountLetter, sendInBackground } from '../account-letters.ts';
import { passDoor } from '../attempts.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

/** Every refusal of a password takes at least this long, whether the address exists or not. */
const REFUSAL_MS = 400;
/** The hash of a password that was thrown away, as costly as the real ones. */
const NOBODYS_PASSWORD = '$2b$10$SMZeVB5nAhEA/K9MMoV/0u7ATpsQH4/iXEzO2CZ9hvMf6qsHLgWcW';

/**
 * Signing in. What the browser may ask of the auth library is named here, each with its limit; the rest of it is closed:
 * accounts come from invitations, passwords change through our own routes with our own rules.
 */
export function signInRoutes(app: Hono, office: Office): void {
  app.post('/sign-in/code', async (context) => {
    const { email, locale } = await readJson(context);
    if (!office.mail.isConfigured) throw new Refusal(409, 'This office sends no e-mail. Sign in with your password.');
    if (typeof email !== 'string' || !email.includes('@') || email.length > 320)
      throw new Refusal(422, 'Enter your e-mail address.', 'email');
    await passDoor(office, context, 'letter', email);
    sendInBackground(() => sendCode(office, email, locale));
    return context.json({ ok: true });
  });

  const { handle } = office.backend;
  if (!handle) return;

  app.post('/auth/v1/token', async (context) => {
    const grant = context.req.query('grant_type');
    if (grant === 'refresh_token') return unstored(await handle(context.req.raw));
    if (grant !== 'password') throw new Refusal(404, 'There is no such address.');
    const { email, password } = await readJson(context);
    const passage = await passDoor(office, context, 'sign_in', String(email));
    const began = performance.now();
    const member = await findMember(office, String(email));
    // For an address without an account the same work is done on a password that nobody has: the time tells nothing.
    if (!member) await compare(String(password), NOBODYS_PASSWORD);
    const answer = member ? await handle(withBody(context, { email, password })) : null;
    if (answer?.ok) {
      await passage.worked();
      return unstored(answer);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + REFUSAL_MS - performance.now())));
    return context.json({ code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' }, 400);
  });

  app.post('/auth/v1/verify', async (context) => {
    const { email, token } = await readJson(context);
    if (typeof email !== 'string' || typeof token !== 'string' || !/^\d{6}$/.test(token))
      throw new Refusal(422, 'Enter the six digits of the code.', 'code');
    const passage = await passDoor(office, context, 'code', email);
    const member = await findMember(office, email);
    const answer = member ? await handle(withBody(context, { email, token, type: 'magiclink' })) : null;
    if (!answer?.ok)
      return context.json(
        { code: 403, error_code: 'otp_expired', msg: 'This code is not right, or not any more. Ask for a new one.' },
        403,
      );
    await passage.worked();
    return unstored(answer);
  });

  app.post('/auth/v1/logout', (context) => handle(context.req.raw));
  app.get('/auth/v1/user', async (context) => unstored(await handle(context.req.raw)));
}

/** The active member whose account an address is. */
async function findMember(office: Office, email: string): Promise<{ name: string; email: string } | null> {
  const found = await office.backend.service
    .from('staff')
    .select('name, email')
    .eq('email', email.trim().toLowerCase())
    .eq('is_active', true)
    .not('user_id', 'is', null)
    .maybeSingle();
  if (found.error) throw found.error;
  return found.data;
}

async function sendCode(office: Office, email: string, locale: unknown): Promise<void> {
  const member = await findMember(office, email);
  if (!member) return;
  const code = await office.backend.createCode(member.email);
  await sendAccountLetter(office, 'code', letterLanguage(locale), member, { values: { code } });
}

function withBody(context: Context, body: object): Request {
  const headers = new Headers(context.req.raw.headers);
  headers.delete('content-length');
  return new Request(context.req.url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Tokens are nobody's cache's business. */
function unstored(answer: Response): Response {
  answer.headers.set('Cache-Control', 'no-store');
  return answer;
}
