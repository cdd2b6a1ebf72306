import type { Job } from '../registry.ts';

/** Keeps fifteen years of holidays ahead, so that no due day is ever computed past the last known one. */
export const holidaysGenerate: Job = {
  name: 'holidays.generate',
  wanted: ({ today }) => ({ payload: { year: Number(today.slice(0, 4)) }, key: `holidays.generate:${today.slice(0, 4)}` }),
  run: async (office, { year }) => {
    if (typeof year !== 'number') throw new Error('holidays.generate needs a year.');
    const { error } = await office.backend.service.rpc('generate_holidays', { p_from: year, p_to: year + 15 });
    if (error) throw error;
  },
};
