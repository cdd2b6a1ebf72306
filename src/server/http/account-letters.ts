import { log, reasonOf } from '../log.ts';
import { type LetterLanguage, type LetterName, writeLetter } from '../mail/letters.ts';
import type { Office } from '../office.ts';

type Addressee = { name: string; email: string };

/** Writes and sends a letter about somebody's account. Rejects with a MailError. */
export async function sendAccountLetter(
  office: Office,
  name: LetterName,
  language: LetterLanguage,
  to: Addressee,
  more: { link?: string; values?: Record<string, string> } = {},
): Promise<void> {
  const settings = await office.backend.service.from('settings').select('office_name, city_name').single();
  if (settings.error) throw settings.error;
  const values = { name: to.name, office: settings.data.office_name, city: settings.data.city_name, ...more.values };
  // At once and not by the queue, on connections that no campaign uses; and in any case: whoever works here must get in, even where
  // their address is suppressed because a bulletin came back.
  await office.mail.send({ to: to.email, ...writeLetter(name, language, values, more.link) });
}

/**
 * The same without waiting, for letters whose sending must not show in how long the answer takes. What goes wrong is in
 * the log, without the address.
 */
export function sendInBackground(work: () => Promise<void>): void {
  void work().catch((error) => log('mail.failed', { reason: reasonOf(error).split('\n')[0] }));
}

/** A day as people of the office write it. */
export async function dayInWords(office: Office, at: string, language: LetterLanguage): Promise<string> {
  const { data, error } = await office.backend.service.from('settings').select('time_zone').single();
  if (error) throw error;
  return new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', { dateStyle: 'long', timeZone: data.time_zone }).format(
    new Date(at),
  );
}
