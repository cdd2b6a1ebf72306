import type { Office } from '../../office.ts';
import type { Queue } from '../registry.ts';

const EVERY = 60_000;
const looked = new WeakMap<Office, number>();

/** The ladder of inquiries: once a minute, whoever is to hear that a clock ran out is told. The database knows who and when. */
export const inquiriesEscalate: Queue = {
  name: 'inquiries.escalate',
  work: async (office, turn) => {
    const now = turn.now().getTime();
    if (now - (looked.get(office) ?? Number.NEGATIVE_INFINITY) < EVERY) return false;
    looked.set(office, now);
    const { data, error } = await office.backend.service.rpc('escalate_inquiries', { p_now: turn.now().toISOString() });
    if (error) throw error;
    return data > 0;
  },
};
