/** Runs one piece of work at a time, in the order of asking. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * PGlite has one connection and @supabase/lite 0.10 takes no turns on it: two requests at once would share a transaction,
 * and with it a role. Every piece of work on an embedded database goes through here.
 */
export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  };
}

/** Nobody waits: a pool of connections keeps transactions apart by itself. */
export const noTurns: Turns = (work) => work();
