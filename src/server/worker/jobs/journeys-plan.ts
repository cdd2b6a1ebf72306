import type { Job } from '../registry.ts';

/** Every hour: who is due for a letter of a journey that is on. Asked again it plans nobody twice. */
export const journeysPlan: Job = {
  name: 'journeys.plan',
  wanted: ({ today, hour }) => ({ payload: {}, key: `journeys.plan:${today}:${hour}` }),
  run: async (office) => {
    const { error } = await office.backend.service.rpc('plan_journeys');
    if (error) throw error;
  },
};
