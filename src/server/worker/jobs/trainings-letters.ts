import type { Job } from '../registry.ts';

/** Asks whoever came to a training how well they know it, and a month later whether they used it: planned every hour, sent by the queue. */
export const trainingsLetters: Job = {
  name: 'trainings.letters',
  wanted: ({ today, hour }) => ({ payload: {}, key: `trainings.letters:${today}:${hour}` }),
  run: async (office) => {
    const { error } = await office.backend.service.rpc('plan_training_letters');
    if (error) throw error;
  },
};
