import type { Queue } from '../registry.ts';

/** After a reading of 311, and after shapes were taken in: requests get the area of their point, some thousands at a time. */
export const serviceRequestsPlace: Queue = {
  name: 'service_requests.place',
  work: async ({ backend: { service } }) => {
    const { data, error } = await service.rpc('place_service_requests', {});
    if (error) throw error;
    return data > 0;
  },
};
