import type { Office } from '../office.ts';

const MINUTES = [1, 2, 5, 10, 15];
const resting = new WeakMap<object, { until: number; times: number }>();

/** While the mail server is away nobody knocks: longer each time, and all kinds of letters together. The letters keep their tries. */
export const mailRest = {
  /** Milliseconds until the next look; 0 when there is no rest. */
  left: (office: Office, now: number): number => Math.max(0, (resting.get(office)?.until ?? 0) - now),
  /** It is away: answers for how many minutes. */
  begin: (office: Office, now: number): number => {
    const known = resting.get(office);
    // Who was told a moment ago knows it already.
    const times = known && known.until > now ? known.times : (known?.times ?? 0) + 1;
    const minutes = MINUTES[Math.min(times, MINUTES.length) - 1] ?? 1;
    resting.set(office, { until: Math.max(known?.until ?? 0, now + minutes * 60_000), times });
    return minutes;
  },
  /** It takes letters. */
  end: (office: Office): void => {
    resting.delete(office);
  },
};
