import type { Office } from '../office.ts';

const ROWS_AT_ONCE = 500;

/** What the rows and the store say differently. `missing` are rows whose bytes are gone, `orphaned` bytes that no row knows. */
export type FileCheck = { checked: number; missing: { id: string; name: string; path: string }[]; orphaned: string[] };

/** Compares every attachment with the store. Only looks; nothing is repaired, because either side may be the true one. */
export async function checkFiles({ backend, files }: Pick<Office, 'backend' | 'files'>): Promise<FileCheck> {
  const there = new Set(await files.list());
  const known = new Set<string>();
  const missing: FileCheck['missing'] = [];
  let checked = 0;
  for (let after = ''; ; ) {
    let query = backend.service.from('attachments').select('id, name, path').order('path').limit(ROWS_AT_ONCE);
    if (after) query = query.gt('path', after);
    const { data, error } = await query;
    if (error) throw error;
    for (const row of data) {
      known.add(row.path);
      checked++;
      // What came in after the list was made is there all the same.
      if (!there.has(row.path) && (await files.get(row.path)) === null) missing.push(row);
    }
    after = data.at(-1)?.path ?? '';
    if (data.length < ROWS_AT_ONCE) break;
  }
  const orphaned = [...there].filter((name) => /^files\/\d{4}\//.test(name) && !known.has(name));
  return { checked, missing, orphaned };
}
