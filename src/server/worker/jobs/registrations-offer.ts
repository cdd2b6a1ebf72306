import type { Job } from '../registry.ts';

/**
 * Passes on places that were offered and not answered. The database queues this for the very moment at which an offer runs
 * out; once an hour it looks at all of them, in case something was missed.
 */
export const registrationsOffer: Job = {
  name: 'registrations.offer',
  wanted: ({ today, hour }) => ({ payload: {}, key: `registrations.offer:${today}:${hour}` }),
  run: async (office, { event }) => {
    const { error } = await office.backend.service.rpc('pass_on_offers', typeof event === 'string' ? { p_event: event } : {});
    if (error) throw error;
  },
};
