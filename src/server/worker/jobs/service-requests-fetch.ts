import { readNetwork } from '../../service-requests/read-network.ts';
import type { Job } from '../registry.ts';

/** A reading leaves off before somebody else may take the job for lost; the next goes on where it was. */
const BUDGET_MS = 240_000;

/** Reads what is new in the city's 311 open data, four times a day, where an administrator has allowed it. */
export const serviceRequestsFetch: Job = {
  name: 'service_requests.fetch',
  wanted: ({ today, hour }) => ({ payload: {}, key: `service_requests.fetch:${today}:${Math.floor(hour / 6)}` }),
  run: async ({ backend: { service } }) => {
    try {
      await (await readNetwork(service, service, { budget: BUDGET_MS }))?.ended;
    } catch (error) {
      // Somebody reads a file just now: the next time will do.
      if ((error as { code?: string }).code !== 'PT409') throw error;
    }
  },
};
