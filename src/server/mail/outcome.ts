import { log, reasonOf } from '../log.ts';
import { MailError, type Mailer } from './send.ts';

/** What became of a letter, as `settle_deliveries` takes it. */
export type Outcome = {
  state: 'sent' | 'retry' | 'failed' | 'away';
  reason?: string;
  subject?: string;
  /** RFC 3463. */
  code?: string;
  /** The mail server's own words, when it refused the letter for good. */
  reply?: { code: number; text: string };
};

/** What a failure to send one letter means for it: "away" when no other would leave now either. */
export async function outcomeOf(error: unknown, mailer: Mailer, id: string): Promise<Outcome> {
  if (!(error instanceof MailError)) {
    // Ours to mend; it holds up nobody else.
    log('deliveries.unwritten', { id, reason: reasonOf(error) });
    return { state: 'retry', reason: 'The letter could not be written.' };
  }
  const { message: reason, statusCode, responseCode, response } = error;
  const code = statusCode === undefined ? {} : { code: statusCode };
  if (error.isPermanent)
    return {
      state: 'failed',
      reason,
      ...code,
      ...(responseCode === undefined ? {} : { reply: { code: responseCode, text: response ?? '' } }),
    };
  if (!error.isAway) return { state: 'retry', reason, ...code };
  // A server that takes hellos and drops this one letter must not keep the others waiting for it.
  const isAway = error.isOurs || !(await greets(mailer));
  return { state: isAway ? 'away' : 'retry', reason, ...code };
}

const asked = new WeakMap<Mailer, Promise<boolean>>();

/** Whether the server lets us in; however many letters failed at the same moment, it is asked once. */
function greets(mailer: Mailer): Promise<boolean> {
  let answer = asked.get(mailer);
  if (!answer) {
    answer = mailer.check().then(
      () => true,
      () => false,
    );
    asked.set(mailer, answer);
    void answer.finally(() => asked.delete(mailer));
  }
  return answer;
}
