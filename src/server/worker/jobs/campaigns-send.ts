import { sendCampaigns } from '../../campaigns/send-turn.ts';
import { log } from '../../log.ts';
import { mailRest } from '../../mail/rest.ts';
import type { Queue } from '../registry.ts';

/** The pace is by the second: no sooner than this is there more to hand out. */
const PACE_MS = 200;

/** Letters of campaigns, at the pace of the office. While the mail server is away they wait, and keep their tries. */
export const campaignsSend: Queue = {
  name: 'campaigns.send',
  work: async (office, turn) => {
    const now = turn.now().getTime();
    const rest = mailRest.left(office, now);
    if (!office.mail.isConfigured || rest > 0) return rest > 0 ? rest : false;
    const told = await sendCampaigns(office, turn);
    const { sent, failed, retried, stopped, away } = told;
    for (const campaign of stopped) log('campaigns.stopped', { campaign });
    if (sent + failed + retried > 0) log('campaigns.sent', { sent, failed, retried });
    if (away !== null) {
      const minutes = mailRest.begin(office, turn.now().getTime());
      throw new Error(`${away} Letters wait; the next look is in ${minutes} minutes.`);
    }
    if (sent + failed + retried > 0) {
      mailRest.end(office);
      return true;
    }
    // One that is out of the way now may have kept the turn from the others.
    if (stopped.length > 0) return true;
    const { data, error } = await office.backend.service.rpc('campaigns_due_in', { p_now: turn.now().toISOString() });
    if (error) throw error;
    return data === null ? false : Math.max(PACE_MS, Number(data));
  },
};
