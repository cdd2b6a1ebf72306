import { type Check, fail, ok, warn } from '../check.ts';

/** Whether the database answers, and how quickly. */
export const database: Check = {
  name: 'database',
  run: async ({ pulse, office, reason, config }) => {
    if (!pulse) {
      if (!office && reason === null) return warn(`There is no office in ${config.dataFolder} yet. npm start makes one.`);
      return fail(`The database does not answer: ${(reason ?? 'no reason was given').replace(/\.$/, '')}.`);
    }
    // Embedded, a question waits its turn behind whatever the one connection does.
    if (pulse.took > (config.backend.kind === 'embedded' ? 3000 : 1000))
      return warn(
        `The database answers, but took ${(pulse.took / 1000).toFixed(1)} seconds for a small question. Look at its load and the way to it.`,
      );
    return ok(`The database answers within ${pulse.took} milliseconds.`);
  },
};
