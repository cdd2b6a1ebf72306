import type { Hono } from 'hono';
import type { Office } from '../../office.ts';
import { hashToken } from '../../setup-link.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/** The first administrator, through the one-time link that an empty office prints. */
export function setupRoutes(app: Hono, { backend }: Office): void {
  app.post('/setup', async (context) => {
    const { token, name, email, password } = await readJson(context);
    if (typeof token !== 'string' || token === '')
      throw new Refusal(422, 'Open the link that the program printed; it carries the key.', 'token');
    if (typeof name !== 'string' || name.trim() === '' || name.length > 200) throw new Refusal(422, 'Enter your name.', 'name');
    if (typeof email !== 'string' || !EMAIL.test(email.trim()))
      throw new Refusal(422, 'Enter an e-mail address, such as ana@city.gov.', 'email');
    if (typeof password !== 'string' || password.length < 12)
      throw new Refusal(422, 'Use a password of 12 characters or more.', 'password');
    if (Buffer.byteLength(password) > 72) throw new Refusal(422, 'Use a password of at most 72 bytes.', 'password');
    const { error } = await backend.service.rpc('claim_setup', { p_token_hash: hashToken(token), p_name: name, p_email: email });
    if (error) throw error;
    await backend.createAccount(email.trim().toLowerCase(), password);
    return context.json({ ok: true });
  });
}
