import type { Job } from '../registry.ts';

/** Makes the next months of the log ahead of time, so that no change ever waits for its table. */
export const changesMonths: Job = {
  name: 'changes.months',
  wanted: ({ today }) => ({ payload: {}, key: `changes.months:${today.slice(0, 7)}` }),
  run: async (office) => {
    const { error } = await office.backend.service.rpc('make_change_months', { p_ahead: 3 });
    if (error) throw error;
  },
};
