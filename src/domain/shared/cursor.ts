/** Where a page of a list starts: after or before a row, named by [value of the sorted column, id]. */
export type Cursor = [string, string];

/** Reads a cursor from an address; null when it cannot be read. */
export function readCursor(text: string | null): Cursor | null {
  if (!text) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value) || value.length !== 2) return null;
    const [first, second]: unknown[] = value;
    return typeof first === 'string' && typeof second === 'string' ? [first, second] : null;
  } catch {
    return null;
  }
}
