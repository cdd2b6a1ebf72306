import type { Hono } from 'hono';
import type { Office } from '../../office.ts';
import { hashToken } from '../../one-time.ts';
import { passDoor } from '../attempts.ts';
import { Refusal } from '../errors.ts';
import { checkNewPassword } from '../new-password.ts';
import { readJson } from '../read-json.ts';

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/** The first administrator, through the one-time link that an empty office prints. */
export function setupRoutes(app: Hono, office: Office): void {
  const { backend } = office;
  app.post('/setup', async (context) => {
    const { token, name, email, password } = await readJson(context);
    if (typeof token !== 'string' || token === '')
      throw new Refusal(422, 'Open the link that the program printed; it carries the key.', 'token');
    if (typeof name !== 'string' || name.trim() === '' || name.length > 200) throw new Refusal(422, 'Enter your name.', 'name');
    if (typeof email !== 'string' || !EMAIL.test(email.trim()))
      throw new Refusal(422, 'Enter an e-mail address, such as ana@city.gov.', 'email');
    const chosen = checkNewPassword(password, { email, name });
    const passage = await passDoor(office, context, 'link');
    const { error } = await backend.service.rpc('claim_setup', { p_token_hash: hashToken(token), p_name: name, p_email: email });
    if (error) throw error;
    await backend.createAccount(email.trim().toLowerCase(), chosen);
    await passage.worked();
    return context.json({ ok: true });
  });
}
