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

/**
 * The same turns, until they are closed: closing waits for the work under way, and whoever comes later is refused. A
 * connection that ends while somebody holds it is never heard of again, and closing would wait for it for ever.
 */
export function untilClosed(turns: Turns): { turns: Turns; close: (release: () => Promise<void>) => Promise<void> } {
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;
  return {
    turns: (work) => {
      if (isClosed) return Promise.reject(new Error('The office is closed.'));
      const done = turns(work);
      const settled = done.catch(() => {}).finally(() => underWay.delete(settled));
      underWay.add(settled);
      return done;
    },
    close: async (release) => {
      isClosed = true;
      await Promise.all(underWay);
      await release();
    },
  };
}
