import type { DataClient } from '../../data/client.ts';
import { type ImportMapping, type ImportResource, inquiryFields, residentFields } from '../../domain/imports/fields.ts';
import type { FileLook, ReadAs } from '../../domain/imports/file-import.ts';
import { lookAtPiece } from './file-shape.ts';
import { guessColumns } from './guess-columns.ts';
import { inquiryColumnNames } from './inquiry-columns.ts';
import { presetOf } from './read-case.ts';
import { residentColumnNames } from './resident-columns.ts';

/** What the first piece of a file says, and how the last file like it was read. Null when it has no line of names. */
export async function lookAtFile(
  caller: DataClient,
  resource: ImportResource,
  bytes: Uint8Array,
  readAs: ReadAs,
): Promise<FileLook | null> {
  const seen = lookAtPiece(bytes, readAs);
  if (!seen) return null;
  const { data, error } = await caller.rpc('file_import_mapping', { p_resource: resource, p_columns: seen.columns });
  if (error) throw error;
  const before = data as { mapping: ImportMapping; preset: string } | null;
  const guessed: ImportMapping =
    resource === 'residents'
      ? guessColumns(seen.columns, residentFields, residentColumnNames)
      : guessColumns(seen.columns, inquiryFields, inquiryColumnNames);
  const known = resource === 'inquiries' ? presetOf(seen.columns) : 'plain';
  return {
    ...seen,
    samples: seen.samples.slice(0, 5),
    preset: known === 'plain' ? (before?.preset ?? 'plain') : known,
    mapping: before?.mapping ?? guessed,
    remembered: before !== null,
  };
}
