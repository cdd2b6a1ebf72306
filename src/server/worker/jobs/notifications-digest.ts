import { log } from '../../log.ts';
import { type GatheredDigest, writeDigestLetter } from '../../mail/digest-letter.ts';
import { MailError } from '../../mail/send.ts';
import type { Office } from '../../office.ts';
import type { Job } from '../registry.ts';

/** The hours at which people can have their morning mail; a machine that was off catches up until the evening. */
const FIRST_HOUR = 5;
const LAST_HOUR = 20;

/** The morning mail, once for each person and business day, from the hour that they chose. Nothing to say is no letter. */
export const notificationsDigest: Job = {
  name: 'notifications.digest',
  wanted: ({ today, hour }) =>
    hour >= FIRST_HOUR && hour <= LAST_HOUR ? { payload: { day: today, hour }, key: `notifications.digest:${today}:${hour}` } : null,
  run: async (office, { day, hour }) => {
    if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day) || typeof hour !== 'number')
      throw new Error('notifications.digest needs a day and an hour.');
    if (!office.mail.isConfigured) return;
    const business = await office.backend.service.rpc('is_business_day', { p_on: day });
    if (business.error) throw business.error;
    if (business.data) await sendDigests(office, day, hour);
  },
};

async function sendDigests(office: Office, day: string, hour: number): Promise<void> {
  const { service } = office.backend;
  let failure: unknown = null;
  for (;;) {
    const taken = await service.rpc('take_digest', { p_day: day, p_hour: hour });
    if (taken.error) throw taken.error;
    const staff = taken.data as string | null;
    if (!staff) break;
    const settle = async (state: 'sent' | 'nothing' | 'failed' | 'again') => {
      const { error } = await service.rpc('settle_digest', { p_staff: staff, p_day: day, p_state: state });
      if (error) throw error;
    };
    try {
      const found = await service.rpc('digest_facts', { p_staff: staff, p_day: day });
      if (found.error) throw found.error;
      const facts = found.data as unknown as GatheredDigest;
      const letter = writeDigestLetter(facts, office.address.url);
      if (letter) {
        // The same name for the same letter: should it ever be sent twice, the receiver can tell.
        const messageId = `<digest.${staff}.${day}@${new URL(office.address.url).hostname}>`;
        // To people of the office, who turn it off themselves: suppression is about residents.
        await office.mail.send({ to: facts.email, ...letter, messageId, headers: { 'Auto-Submitted': 'auto-generated' } });
      }
      await settle(letter ? 'sent' : 'nothing');
    } catch (error) {
      if (error instanceof MailError && error.isPermanent) {
        log('notifications.digest_refused', { staff, reason: error.message });
        await settle('failed');
        continue;
      }
      failure = error;
      // Whatever is wrong with this one holds up nobody else; it is taken again after a while.
      if (!(error instanceof MailError)) continue;
      // The mail server is away: give it back, and let the queue try all of them again later.
      await settle('again');
      break;
    }
  }
  if (failure) throw failure;
}
