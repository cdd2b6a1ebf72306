import { MailboxError, nameOfMailbox, openMailbox } from '../../inbox/mailbox.ts';
import { passMail, takeMail } from '../../inbox/take-mail.ts';
import { log, reasonOf } from '../../log.ts';
import type { Office } from '../../office.ts';
import type { Queue, Turn } from '../registry.ts';

const BATCH = 50;
const TURN_SECONDS = 20;
const LEASE_SECONDS = 180;
/** Between two looks at a mailbox that held nothing new, and after one that could not be opened. */
const REST_SECONDS = 60;
const REST_AWAY_SECONDS = 300;

const resting = new WeakMap<Office, number>();

/** Mail in, from the mailbox of IMAP_URL: each taken once, in the order in which it came. */
export const inboxRead: Queue = {
  name: 'inbox.read',
  work: async (office, turn) => {
    const config = office.config.imap;
    if (!config || turn.now().getTime() < (resting.get(office) ?? 0)) return false;
    const name = nameOfMailbox(config);
    const { data, error } = await office.backend.service.rpc('claim_mailbox', {
      p_name: name,
      p_worker: turn.worker,
      p_lease_seconds: LEASE_SECONDS,
    });
    if (error) throw error;
    if (!data) return false;
    let isWell = false;
    try {
      const hadMail = await readOn(office, turn, name, data as { uid_validity: number | null; last_uid: number });
      isWell = true;
      if (!hadMail) resting.set(office, turn.now().getTime() + REST_SECONDS * 1000);
      return hadMail;
    } catch (caught) {
      resting.set(office, turn.now().getTime() + REST_AWAY_SECONDS * 1000);
      throw caught;
    } finally {
      const released = await office.backend.service.rpc('release_mailbox', { p_name: name, p_worker: turn.worker, p_is_well: isWell });
      if (released.error) log('inbox.unreleased', { reason: reasonOf(released.error) });
    }
  },
};

/** Takes some mails; false when there were none. */
async function readOn(
  office: Office,
  turn: Turn,
  mailbox: string,
  from: { uid_validity: number | null; last_uid: number },
): Promise<boolean> {
  const config = office.config.imap;
  if (!config) return false;
  const started = performance.now();
  const box = await openMailbox(config);
  try {
    const uids = await box.after(from.uid_validity === box.uidValidity ? from.last_uid : 0);
    for (const [index, uid] of uids.entries()) {
      if (index >= BATCH || turn.isStopping() || performance.now() - started > TURN_SECONDS * 1000) break;
      const found = await box.fetch(uid).catch(() => {
        throw new MailboxError('The mailbox broke off while it was read.');
      });
      if (!found) continue;
      const origin = { source: 'mailbox', mailbox, uidValidity: box.uidValidity, uid, receivedAt: found.receivedAt } as const;
      await takeMail(office, found.raw, origin).catch(async (caught) => {
        // What the database refuses it refuses again; anything else may work at the next look.
        const { code } = caught as { code?: string };
        if (!code || !/^(PT4|2[23])/.test(code)) throw caught;
        log('inbox.untaken', { uid, code });
        return passMail(office, found.raw, origin);
      });
    }
    return uids.length > 0;
  } finally {
    await box.close();
  }
}
