import type { Cells } from '../../../src/server/imports/preset.ts';

/** One row as the city writes it. */
export const exampleCells: Cells = {
  'CASE ID': '2013012902',
  SOURCE: 'PHONE',
  DEPARTMENT: 'Public Works',
  'REQUEST TYPE': 'Illegal Dumping on Right of Way',
  CATEGORY: 'Trash',
  TYPE: 'Right of Way',
  DETAIL: 'All',
  'CREATION DATE': '02/04/2013',
  'CREATION TIME': '08:02 AM',
  STATUS: 'RESOL',
  'CLOSED DATE': '02/05/2013',
  'STREET ADDRESS': '2218 LYDIA AVE',
  'ZIP CODE': '64108.0',
  NEIGHBORHOOD: 'Beacon Hills',
  'COUNCIL DISTRICT': '3.0',
  LATITUDE: '39.085319',
  LONGITUDE: '-94.567026',
};

/** A CSV file of such rows; each gives only what is different. */
export function csvOf(rows: Record<string, string>[]): string {
  const columns = Object.keys(exampleCells);
  const line = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [line(columns), ...rows.map((row) => line(columns.map((name) => row[name] ?? exampleCells[name] ?? '')))].join('\n');
}
