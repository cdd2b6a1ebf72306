/** Spreadsheets run a cell that begins with one of these (OWASP, CSV injection). */
const runs = /^[=+\-@\t\r]/;

/** A cell that no spreadsheet runs as a formula: an apostrophe stands before it. */
export const disarm = (cell: string): string => (runs.test(cell) ? `'${cell}` : cell);

/** The cell as it was before it was disarmed: what we wrote comes back unchanged. */
export const rearm = (cell: string): string => (cell.startsWith("'") && runs.test(cell.slice(1)) ? cell.slice(1) : cell);

/** One line of CSV (RFC 4180), with no cell that a spreadsheet runs. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map(disarm)
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`;
