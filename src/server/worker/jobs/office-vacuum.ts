import type { Job } from '../registry.ts';

/** PGlite has no autovacuum: without this its plans and counts go wrong as the office grows. Every six hours. */
export const officeVacuum: Job = {
  name: 'office.vacuum',
  embeddedOnly: true,
  wanted: ({ today, hour }) => ({ payload: {}, key: `office.vacuum:${today}:${Math.floor(hour / 6)}` }),
  run: async (office) => {
    await office.backend.raw?.query('vacuum analyze');
  },
};
