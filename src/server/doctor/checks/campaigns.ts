import { type Check, fail, ok, skip, warn } from '../check.ts';

export type CampaignsPulse = { sending: number; paused: number; late: number; due: number; quiet_seconds: number | null };

/** Whether campaigns that are under way get on. */
export const campaigns: Check = {
  name: 'campaigns',
  run: async ({ office, pulse, config, isServing }) => {
    if (!office || !pulse) return skip('The campaigns were not looked at: the database does not answer.');
    const { data, error } = await office.backend.service.rpc('campaigns_pulse');
    if (error) throw error;
    return judgeCampaigns(data as unknown as CampaignsPulse, {
      hasMail: config.mail !== null,
      isServing: isServing || config.backend.kind !== 'embedded',
    });
  },
};

/** @param isServing whether a worker ought to be at work now */
export function judgeCampaigns(
  { sending, paused, late, due, quiet_seconds }: CampaignsPulse,
  { hasMail, isServing }: { hasMail: boolean; isServing: boolean },
) {
  const letters = due === 1 ? 'one letter is due' : `${due > 1_000_000 ? 'more than 1,000,000' : due} letters are due`;
  if ((due > 0 || late > 0) && !hasMail)
    return warn('A campaign waits, because E-mail is not set up. Set SMTP_URL and MAIL_FROM, and it goes out.');
  const minutes = Math.floor((quiet_seconds ?? 0) / 60);
  if (due > 0 && isServing && minutes >= 10)
    return fail(
      `A campaign stands still: ${letters}, and none has left for ${minutes} minutes. Ask npm run doctor about the mail server, and look for "campaigns.send" in the log.`,
    );
  if (late > 0 && isServing)
    return fail(`${late === 1 ? 'A campaign has' : `${late} campaigns have`} not begun at the time set. Is a worker running?`);
  if (paused > 0)
    return warn(
      `${paused === 1 ? 'A campaign is' : `${paused} campaigns are`} paused with a reason; its record says which, and who may resume it.`,
    );
  return ok(
    sending === 0
      ? 'No campaign is going out.'
      : `${sending === 1 ? 'One campaign is' : `${sending} campaigns are`} going out; ${letters}.`,
  );
}
