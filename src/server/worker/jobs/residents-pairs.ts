import type { Queue } from '../registry.ts';

/** Compares residents who were entered or changed with everybody else: the list of likely duplicates. A few hundred a turn. */
export const residentsPairs: Queue = {
  name: 'residents.pairs',
  work: async (office) => {
    const { data, error } = await office.backend.service.rpc('find_resident_pairs', { p_limit: 300 });
    if (error) throw error;
    return data > 0;
  },
};
