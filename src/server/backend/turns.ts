/** Runs one piece of work at a time, in the order of asking. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * PGlite has one connection and @supabase/lite 0.10 takes no turns on it: two requests at once would share a transaction,
 * and with it a role. Every piece of work on an embedded database goes through here.
 */
export function takeTurns(recover: () => Promise<void>): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(() => inOrder(work, recover));
    last = mine.catch(() => {});
    return mine;
  };
}

/**
 * After a failure the connection is brought in order before anybody else has it. A value that PGlite cannot put on the wire
 * (a boolean for a text[], say) makes it swallow the ROLLBACK that follows: everybody after that would be told that the
 * transaction is aborted, for ever, and anybody could send such a value.
 */
async function inOrder<T>(work: () => Promise<T>, recover: () => Promise<void>): Promise<T> {
  let isWell = false;
  try {
    const result = await work();
    isWell = !(result instanceof Response) || result.ok;
    return result;
  } finally {
    if (!isWell) await recover();
  }
}

/** Nobody waits: a pool of connections keeps transactions apart by itself. */
export const noTurns: Turns = (work) => work();
