import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useOwnPreferences } from '../../providers/own-preferences.ts';
import { columnsOf, type ExportColumn } from './columns.ts';
import type { ExportList } from './lists.ts';

/**
 * The columns of a file: all of its list but what this person leaves out. What is left out is kept, not what is taken, so that
 * a column that the list gets later is in their files too.
 */
export function useExportColumns(list: ExportList) {
  const { t } = useWords();
  const { preferences, save } = useOwnPreferences();
  const name = `exports.${list}`;
  const kept = preferences.lists[name]?.without ?? [];
  const [chosen, setChosen] = useState<string[] | null>(null);
  const without = chosen ?? kept;
  const all = columnsOf(list, t);
  const leave = (keys: string[]) => setChosen(keys);
  return {
    all,
    taken: all.filter(({ key }) => !without.includes(key)),
    isTaken: ({ key }: ExportColumn) => !without.includes(key),
    take: ({ key }: ExportColumn, on: boolean) => leave(on ? without.filter((one) => one !== key) : [...without, key]),
    takeAll: () => leave([]),
    /** Remembers the choice for the next file of this list. That it was not remembered keeps nobody from the file. */
    keep: async () => {
      if (chosen && chosen.toSorted().join() !== kept.toSorted().join()) await save({ lists: { [name]: { without: chosen } } });
    },
  };
}
