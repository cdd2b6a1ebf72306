import { nameOfMailbox, openMailbox } from '../../inbox/mailbox.ts';
import { reasonOf } from '../../log.ts';
import { type Check, fail, ok, skip, warn } from '../check.ts';

export type MailboxPulse = { looked_seconds: number | null; failing_seconds: number | null; lately: Record<string, number> };

/** Whether the mailbox for reports and answers lets us in, and when it was last read. Nothing in it is changed. */
export const mailbox: Check = {
  name: 'mailbox',
  isSlow: true,
  run: async ({ config, office, isServing }) => {
    if (!config.imap)
      return config.bounceAddress === null
        ? skip('No mailbox is read. Set IMAP_URL and BOUNCE_ADDRESS, and letters that come back are dealt with.')
        : config.hookSecret !== null
          ? ok('Reports of letters that come back are taken at /hooks/bounces; no mailbox is read, so answers are not.')
          : warn('Letters say that reports go to BOUNCE_ADDRESS, but nobody reads them. Set IMAP_URL, or HOOK_SECRET for a mail provider.');
    try {
      await (await openMailbox(config.imap)).close();
    } catch (error) {
      return fail(`${reasonOf(error)} Check IMAP_URL.`);
    }
    if (!office) return ok('The mailbox lets the office in.');
    const { data, error } = await office.backend.service.rpc('mailbox_pulse', { p_name: nameOfMailbox(config.imap) });
    if (error) throw error;
    return judgeMailbox(data as unknown as MailboxPulse, isServing || config.backend.kind !== 'embedded');
  },
};

/** @param isServing whether a worker ought to be at work now */
export function judgeMailbox({ looked_seconds, lately }: MailboxPulse, isServing: boolean) {
  const failed = lately.failed ?? 0;
  if (failed > 0)
    return warn(
      `${failed === 1 ? 'One mail' : `${failed} mails`} of the last day could not be taken, and still lie in the mailbox. Look for "inbox.untaken" in the log.`,
    );
  if (looked_seconds === null)
    return isServing
      ? warn('The mailbox lets the office in, but was never read. Is a worker running?')
      : ok('The mailbox lets the office in.');
  const minutes = Math.round(looked_seconds / 60);
  if (isServing && minutes >= 15) return warn(`The mailbox was last read ${minutes} minutes ago. Look for "inbox.read" in the log.`);
  const taken = Object.values(lately).reduce((sum, count) => sum + count, 0);
  const others = lately.other ?? 0;
  return ok(
    `The mailbox was read ${minutes < 2 ? 'a moment ago' : `${minutes} minutes ago`}; ${taken} mails within a day${others > 0 ? `, ${others} of them left for a person` : ''}.`,
  );
}
