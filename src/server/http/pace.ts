/** How fast somebody may ask: so many requests at once, and as many again in each minute. Kept in this process: reading costs little. */
export type Pace = {
  /** Seconds after which the next request is welcome; 0 when this one is, which is then counted. */
  wait: (key: string, now?: number) => number;
};

const MOST_KEYS = 10_000;

export function makePace(perMinute: number): Pace {
  const left = new Map<string, { requests: number; at: number }>();
  return {
    wait(key, now = Date.now()) {
      const known = left.get(key);
      const requests = known ? Math.min(perMinute, known.requests + ((now - known.at) / 60_000) * perMinute) : perMinute;
      // Asked last stands last: whoever has not asked for longest is forgotten first.
      left.delete(key);
      if (left.size >= MOST_KEYS) left.delete(left.keys().next().value as string);
      left.set(key, { requests: requests >= 1 ? requests - 1 : requests, at: now });
      return requests >= 1 ? 0 : Math.ceil(((1 - requests) / perMinute) * 60);
    },
  };
}
