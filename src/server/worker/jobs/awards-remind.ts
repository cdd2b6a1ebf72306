import type { Job } from '../registry.ts';

/** Reminds of what awards owe, once a day before the first morning mail; a machine that was off catches up when it is on. */
export const awardsRemind: Job = {
  name: 'awards.remind',
  wanted: ({ today, hour }) => (hour >= 4 ? { payload: { day: today }, key: `awards.remind:${today}` } : null),
  run: async ({ backend }, { day }) => {
    if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error('awards.remind needs a day.');
    const { error } = await backend.service.rpc('remind_award_reports', { p_today: day });
    if (error) throw error;
  },
};
