import type { Job } from '../registry.ts';

/** Tells of agreements that run out, once a day before the first morning mail; a machine that was off catches up when it is on. */
export const agreementsRemind: Job = {
  name: 'agreements.remind',
  wanted: ({ today, hour }) => (hour >= 4 ? { payload: { day: today }, key: `agreements.remind:${today}` } : null),
  run: async ({ backend }, { day }) => {
    if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error('agreements.remind needs a day.');
    const { error } = await backend.service.rpc('remind_agreements', { p_today: day });
    if (error) throw error;
  },
};
