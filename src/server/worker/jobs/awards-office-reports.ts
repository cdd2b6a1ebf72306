import type { Job } from '../registry.ts';

/** Keeps what the city owes as a whole for its awards (single audits, the renewal at SAM.gov) in step, once a day. */
export const awardsOfficeReports: Job = {
  name: 'awards.office_reports',
  wanted: ({ today, hour }) => (hour >= 3 ? { payload: {}, key: `awards.office_reports:${today}` } : null),
  run: async ({ backend }) => {
    const { error } = await backend.service.rpc('settle_office_reports');
    if (error) throw error;
  },
};
