import { open } from 'node:fs/promises';
import { ImportRefused, openFile } from '../imports/read-file.ts';
import { cellsOf, formOf, namesOf } from './forms.ts';
import { FeedRefused, type JsonRow, readJsonRows } from './read-json.ts';
import type { Cell, Form } from './request.ts';

/** Rows of the feed, some at a time, in the form that they are in. */
export type FeedRows = { form: Form; rows: AsyncGenerator<{ line: number; cell: Cell }[]>; bytesRead: () => number };

const TOGETHER = 500;
const PIECE = 64 * 1024;

/**
 * Opens a saved file: JSON as the published address answers it, or CSV, of either form.
 * @throws FeedRefused when it is neither; later, when it is broken further on.
 */
export async function openFeedFile(file: string): Promise<FeedRows> {
  return (await firstSign(file)) === 'json' ? openJson(file) : openCsv(file);
}

async function firstSign(file: string): Promise<'json' | 'csv'> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    const text = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart();
    if (text === '') throw new FeedRefused('empty');
    return text.startsWith('[') || text.startsWith('{') ? 'json' : 'csv';
  } finally {
    await handle.close();
  }
}

async function openJson(file: string): Promise<FeedRows> {
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    const handle = await open(file);
    const piece = Buffer.alloc(PIECE);
    try {
      for (;;) {
        const { bytesRead } = await handle.read(piece, 0, PIECE);
        if (bytesRead === 0) return;
        bytes += bytesRead;
        yield piece.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  }
  const pieces = readJsonRows(counted());
  const first = await pieces.next();
  if (first.done || first.value.length === 0) throw new FeedRefused('empty');
  const form = formOf(first.value.flatMap((row) => Object.keys(row)));
  if (!form) {
    await pieces.return(undefined);
    throw new FeedRefused('form');
  }
  return { form, rows: fromPieces(first.value, pieces), bytesRead: () => bytes };
}

/** Answers rows of JSON in the given form; nulls are left out of them, so names are known field by field. */
export async function* fromPieces(first: JsonRow[], others: AsyncIterable<JsonRow[]>): AsyncGenerator<{ line: number; cell: Cell }[]> {
  let line = 0;
  const known = new Map<string, string>();
  const cells = (rows: JsonRow[]) =>
    rows.map((row) => {
      for (const key in row) if (!known.has(key)) for (const [name, column] of namesOf([key])) known.set(name, column).set(key, column);
      return { line: ++line, cell: cellsOf(row, known) };
    });
  yield cells(first);
  for await (const rows of others) yield cells(rows);
}

async function openCsv(path: string): Promise<FeedRows> {
  const file = await openFile(path, []);
  const records = file.records;
  const next = async () => {
    try {
      return await records.next();
    } catch (error) {
      throw error instanceof ImportRefused ? new FeedRefused(/not UTF-8/.test(error.message) ? 'encoding' : 'csv') : error;
    }
  };
  const first = await next();
  const form = formOf(file.columns());
  if (!form) {
    await records.return(undefined);
    throw new FeedRefused('form');
  }
  const names = namesOf(file.columns());
  async function* rows(): AsyncGenerator<{ line: number; cell: Cell }[]> {
    let some: { line: number; cell: Cell }[] = [];
    for (let one = first; !one.done; one = await next()) {
      some.push({ line: one.value.line, cell: cellsOf(one.value.cells, names) });
      if (some.length < TOGETHER) continue;
      yield some;
      some = [];
    }
    if (some.length > 0) yield some;
  }
  return { form, rows: rows(), bytesRead: file.bytesRead };
}
