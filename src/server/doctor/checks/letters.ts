import { type Check, fail, ok, skip, warn } from '../check.ts';

export type LettersPulse = { due: number; oldest_seconds: number | null; later: number; failed: number };

/** Whether letters to people leave when they are due. */
export const letters: Check = {
  name: 'letters',
  run: async ({ office, pulse, config, isServing }) => {
    if (!office || !pulse) return skip('The letters were not looked at: the database does not answer.');
    const { data, error } = await office.backend.service.rpc('letters_pulse');
    if (error) throw error;
    return judgeLetters(data as unknown as LettersPulse, {
      hasMail: config.mail !== null,
      isServing: isServing || config.backend.kind !== 'embedded',
    });
  },
};

/** @param isServing whether a worker ought to be at work now */
export function judgeLetters(
  { due, oldest_seconds, later, failed }: LettersPulse,
  { hasMail, isServing }: { hasMail: boolean; isServing: boolean },
) {
  const said = due === 1 ? 'One letter waits' : `${due} letters wait`;
  if (due > 0 && !hasMail) return warn(`${said}, because E-mail is not set up. Set SMTP_URL and MAIL_FROM, and they go out.`);
  const minutes = Math.round((oldest_seconds ?? 0) / 60);
  if (due > 0 && isServing && minutes >= 60)
    return fail(
      `${said}, the oldest for ${minutes} minutes. Ask npm run doctor about the mail server, and look for "deliveries.send" in the log.`,
    );
  if (due > 0 && isServing && minutes >= 10)
    return warn(`${said}, the oldest for ${minutes} minutes. If that grows, look at the mail server.`);
  if (failed > 0)
    return warn(`${failed === 1 ? 'One letter' : `${failed} letters`} failed within a day. Their events say why, under "Letters".`);
  return ok(due === 0 ? `No letter waits; ${later} are planned.` : `${said} for the next look; ${later} are planned.`);
}
