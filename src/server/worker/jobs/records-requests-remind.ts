import type { Job } from '../registry.ts';

/** Tells of requests for public records whose days run out, once a day before the first morning mail. */
export const recordsRequestsRemind: Job = {
  name: 'records_requests.remind',
  wanted: ({ today, hour }) => (hour >= 4 ? { payload: { day: today }, key: `records_requests.remind:${today}` } : null),
  run: async ({ backend }, { day }) => {
    if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error('records_requests.remind needs a day.');
    const { error } = await backend.service.rpc('remind_records_requests', { p_day: day });
    if (error) throw error;
  },
};
