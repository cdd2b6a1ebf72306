import { log, reasonOf } from '../log.ts';

export type Lane = {
  /** Look at once, or again as soon as the look under way is over. */
  wake: () => void;
  /** Ends after the look under way. */
  stop: () => Promise<void>;
};

/**
 * Looks again and again, each time after the last: at once when `look` answers true, after so many milliseconds when it answers
 * a number, after `every` at the latest.
 */
export function openLane(every: number, look: () => Promise<boolean | number>): Lane {
  let isStopping = false;
  let isWanted = false;
  let endPause: () => void = () => {};
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!isStopping) {
      isWanted = false;
      const next = await look().catch((error: unknown) => {
        log('worker.failed', { reason: reasonOf(error) });
        return false;
      });
      if (isStopping || isWanted || next === true) continue;
      await pause(next === false ? every : Math.min(every, next));
    }
  };
  const ended = run();
  return {
    wake: () => {
      isWanted = true;
      endPause();
    },
    stop: async () => {
      isStopping = true;
      endPause();
      await ended;
    },
  };
}
