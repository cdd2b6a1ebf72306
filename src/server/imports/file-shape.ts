import { open } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Delimiter, Encoding, ReadAs } from '../../domain/imports/file-import.ts';
import { columnNames, delimiterOf } from './csv-table.ts';

const PIECE = 256 * 1024;
const SAMPLES = 20;

/** What the first piece of a file says: its columns, what stands in them, and how it is read. Null when it has no first line. */
export function lookAtPiece(
  bytes: Uint8Array,
  readAs: ReadAs,
): { encoding: Encoding; delimiter: Delimiter; columns: string[]; samples: Record<string, string>[] } | null {
  const encoding = readAs.encoding ?? encodingOf([bytes]);
  const text = new TextDecoder(encoding).decode(bytes, { stream: true }).replace(/^\uFEFF/, '');
  const delimiter = readAs.delimiter ?? delimiterOf(text.trimStart());
  const records = parse(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    to: SAMPLES + 1,
    // The piece may end within a quote.
    skip_records_with_error: true,
  });
  const [first, ...others] = records;
  if (!first || first.every((name) => name === '')) return null;
  const columns = columnNames(first);
  return {
    encoding,
    delimiter,
    columns,
    samples: others.map((cells) => Object.fromEntries(columns.map((name, n) => [name, cells[n] ?? '']))),
  };
}

/** How a whole file is read: what was said of it, otherwise what its bytes say. */
export async function shapeOfFile(file: string, readAs: ReadAs): Promise<{ encoding: Encoding; delimiter: Delimiter }> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(PIECE), 0, PIECE, 0);
    const first = buffer.subarray(0, bytesRead);
    const encoding = readAs.encoding ?? (await encodingOfFile(first, handle.createReadStream({ start: 0, autoClose: false })));
    const text = new TextDecoder(encoding).decode(first, { stream: true }).replace(/^\uFEFF/, '');
    return { encoding, delimiter: readAs.delimiter ?? delimiterOf(text.trimStart()) };
  } finally {
    await handle.close();
  }
}

async function encodingOfFile(first: Uint8Array, source: AsyncIterable<Uint8Array>): Promise<Encoding> {
  const marked = markedEncoding(first);
  if (marked) return marked;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of source) decoder.decode(piece, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

function encodingOf(pieces: Uint8Array[]): Encoding {
  const marked = markedEncoding(pieces[0] ?? new Uint8Array());
  if (marked) return marked;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const piece of pieces) decoder.decode(piece, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** What the first bytes say by a mark, or by the noughts that plain letters have in UTF-16. */
function markedEncoding(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0) return 'utf-16le';
  return bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0 ? 'utf-16be' : null;
}
