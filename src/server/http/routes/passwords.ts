import type { Hono } from 'hono';
import { letterLanguage } from '../../mail/letters.ts';
import type { Office } from '../../office.ts';
import { hashToken, makeToken } from '../../one-time.ts';
import { sendAccountLetter, sendInBackground } from '../account-letters.ts';
import { passDoor } from '../attempts.ts';
import { callerOf, personOf, tokenOf } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { checkNewPassword, refuseSamePassword } from '../new-password.ts';
import { readJson } from '../read-json.ts';

type Found = { name: string; email: string; user_id: string };
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A forgotten password, and a change of one's own. Either ends the other sessions and is told by letter. */
export function passwordRoutes(app: Hono, office: Office): void {
  const { service } = office.backend;

  app.post('/reset', async (context) => {
    const { email, locale } = await readJson(context);
    if (!office.mail.isConfigured) throw new Refusal(409, 'This office sends no e-mail. Ask an administrator for help with your password.');
    if (typeof email !== 'string' || !email.includes('@') || email.length > 320)
      throw new Refusal(422, 'Enter your e-mail address.', 'email');
    await passDoor(office, context, 'letter', email);
    sendInBackground(async () => {
      const { token, hash } = makeToken();
      const opened = await service.rpc('open_password_reset', { p_email: email, p_token_hash: hash });
      if (opened.error) throw opened.error;
      const person = opened.data as { name: string; email: string } | null;
      if (!person) return;
      await sendAccountLetter(office, 'reset', letterLanguage(locale), person, { link: `${office.address.url}/reset?token=${token}` });
    });
    return context.json({ ok: true });
  });

  app.post('/reset/open', async (context) => {
    const { token } = await readJson(context);
    const passage = await passDoor(office, context, 'link');
    const { data, error } = await service.rpc('find_password_reset', { p_token_hash: hashToken(text(token)) });
    if (error) throw error;
    await passage.worked();
    const { name, email } = data as Found;
    return context.json({ name, email });
  });

  app.post('/reset/password', async (context) => {
    const { token, password, locale } = await readJson(context);
    const hash = hashToken(text(token));
    const passage = await passDoor(office, context, 'link');
    const found = await service.rpc('find_password_reset', { p_token_hash: hash });
    if (found.error) throw found.error;
    await passage.worked();
    const person = found.data as Found;
    const chosen = checkNewPassword(password, person);
    const claimed = await service.rpc('claim_password_reset', { p_token_hash: hash });
    if (claimed.error) throw claimed.error;
    if (!claimed.data) throw new Refusal(409, 'This link was used already. Ask for a new one on the sign-in page.');
    try {
      await office.backend.changePassword({ userId: person.user_id, email: person.email }, chosen);
    } catch (error) {
      await service.rpc('release_password_reset', { p_token_hash: hash });
      refuseSamePassword(error);
    }
    await endSessions(office, person.user_id, null);
    tellByLetter(office, person, locale);
    return context.json({ email: person.email });
  });

  app.post('/account/password', async (context) => {
    const caller = callerOf(context, office);
    const { current, password, locale } = await readJson(context);
    const person = await personOf(caller);
    const passage = await passDoor(office, context, 'password', person.email);
    const asPerson = office.backend.clientFor();
    const entered = await asPerson.auth.signInWithPassword({ email: person.email, password: text(current) });
    if (entered.error) throw new Refusal(422, 'This is not your present password.', 'current', 'password_present');
    await passage.worked();
    await asPerson.auth.signOut({ scope: 'local' });
    const chosen = checkNewPassword(password, person);
    const userId = entered.data.user.id;
    await office.backend.changePassword({ userId, email: person.email }, chosen).catch(refuseSamePassword);
    await endSessions(office, userId, sessionOf(tokenOf(context)));
    tellByLetter(office, person, locale);
    return context.json({ ok: true });
  });
}

async function endSessions(office: Office, userId: string, except: string | null): Promise<void> {
  const ended = await office.backend.service.rpc('end_sessions', { p_user_id: userId, ...(except ? { p_except: except } : {}) });
  if (ended.error) throw ended.error;
}

function tellByLetter(office: Office, person: { name: string; email: string }, locale: unknown): void {
  if (office.mail.isConfigured) sendInBackground(() => sendAccountLetter(office, 'changed', letterLanguage(locale), person));
}

/** The session that a token belongs to. The token was checked by the database already. */
function sessionOf(token: string): string | null {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { session_id?: string };
  return claims.session_id ?? null;
}
