import type { Office } from '../../office.ts';
import type { Queue } from '../registry.ts';

const EVERY = 60_000;
const looked = new WeakMap<Office, number>();

/**
 * The clocks of referrals: reminds receivers, and brings what is over due to whoever is named. Once a minute, for a standard may be
 * a quarter of an hour; the database knows what comes next, so that a look at nothing costs nothing.
 */
export const referralsRemind: Queue = {
  name: 'referrals.remind',
  work: async (office, turn) => {
    const now = turn.now().getTime();
    if (now - (looked.get(office) ?? Number.NEGATIVE_INFINITY) < EVERY) return false;
    looked.set(office, now);
    const { data, error } = await office.backend.service.rpc('remind_referrals', { p_now: turn.now().toISOString() });
    if (error) throw error;
    return data > 0;
  },
};
