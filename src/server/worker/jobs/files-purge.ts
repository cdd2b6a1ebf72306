import type { Queue } from '../registry.ts';

/** Takes the bytes of files away whose rows were erased or disposed of. What could not be taken is tried again with the next look. */
export const filesPurge: Queue = {
  name: 'files.purge',
  work: async (office) => {
    const ask = async (done: string[]) => {
      const { data, error } = await office.backend.service.rpc('files_to_purge', { p_done: done });
      if (error) throw error;
      return data;
    };
    const paths = await ask([]);
    for (const path of paths) await office.files.remove(path);
    return paths.length > 0 && (await ask(paths)).length > 0;
  },
};
