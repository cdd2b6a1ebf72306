import type { Context, Hono } from 'hono';
import { letterLanguage } from '../../mail/letters.ts';
import { MailError } from '../../mail/send.ts';
import type { Office } from '../../office.ts';
import { hashToken, makeToken } from '../../one-time.ts';
import { dayInWords, sendAccountLetter } from '../account-letters.ts';
import { passDoor } from '../attempts.ts';
import { asRefusal, callerOf, personOf } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { checkNewPassword } from '../new-password.ts';
import { readJson } from '../read-json.ts';

type Invited = { id: string; name: string; email: string; expires_at: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Inviting somebody, and what the link in the letter does. The database decides who may invite whom. */
export function invitationRoutes(app: Hono, office: Office): void {
  app.post('/staff/invite', async (context) => {
    const caller = callerOf(context, office);
    const { name, email, role, locale } = await readJson(context);
    const inviter = await personOf(caller);
    const { token, hash } = makeToken();
    const { data, error } = await caller.rpc('invite_staff', {
      p_name: text(name),
      p_email: text(email),
      p_role: text(role),
      p_token_hash: hash,
    });
    if (error) throw asRefusal(error);
    return context.json(await deliver(office, data as Invited, token, inviter.name, locale));
  });

  app.post('/staff/:id/invite', async (context) => {
    const caller = callerOf(context, office);
    const id = context.req.param('id');
    if (!UUID.test(id)) throw new Refusal(404, 'This person is not there any more.');
    const { locale } = await readJson(context);
    const inviter = await personOf(caller);
    const { token, hash } = makeToken();
    const { data, error } = await caller.rpc('renew_invitation', { p_id: id, p_token_hash: hash });
    if (error) throw asRefusal(error);
    return context.json(await deliver(office, data as Invited, token, inviter.name, locale));
  });

  app.post('/invite/open', async (context) => {
    const { found } = await findInvitation(office, context);
    return context.json({ name: found.name, email: found.email });
  });

  app.post('/invite', async (context) => {
    const { found, hash, body } = await findInvitation(office, context);
    const { name, password } = body;
    if (typeof name !== 'string' || name.trim() === '' || name.length > 200) throw new Refusal(422, 'Enter your name.', 'name');
    const chosen = checkNewPassword(password, { email: found.email, name });
    const { error } = await office.backend.service.rpc('claim_invitation', { p_token_hash: hash, p_name: name });
    if (error) throw error;
    await office.backend.createAccount(found.email, chosen);
    return context.json({ email: found.email });
  });
}

async function findInvitation(office: Office, context: Context) {
  const body = await readJson(context);
  const hash = hashToken(text(body.token));
  const passage = await passDoor(office, context, 'link');
  const { data, error } = await office.backend.service.rpc('find_invitation', { p_token_hash: hash });
  if (error) throw error;
  await passage.worked();
  return { found: data as { name: string; email: string }, hash, body };
}

/** By letter where letters work; otherwise the administrator gets the link to hand over, and the reason. */
async function deliver(office: Office, invited: Invited, token: string, inviter: string, locale: unknown) {
  const link = `${office.address.url}/invite?token=${token}`;
  const answer = { id: invited.id, email: invited.email, expires_at: invited.expires_at };
  if (!office.mail.isConfigured) return { ...answer, sent: false, link };
  const language = letterLanguage(locale);
  try {
    const until = await dayInWords(office, invited.expires_at, language);
    await sendAccountLetter(office, 'invitation', language, invited, { link, values: { inviter, until } });
    return { ...answer, sent: true };
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    return { ...answer, sent: false, link, reason: error.message };
  }
}
