import { createRequire } from 'node:module';
import type { FontFiles } from './tagging/draw-document.ts';

/** The look of the report in points; on screen 1 point is 4/3 pixels, so 51 points are the 68 pixels of the margins. */
export const ink = '#18212B';
export const slate = '#4B5867';
export const line = '#E4E1D9';
export const river = '#1D5287';
export const brick = '#A03A22';

/** US Letter. */
export const page = { width: 612, height: 792, margins: { left: 51, top: 51, right: 51, bottom: 58 } };
export const textWidth = page.width - page.margins.left - page.margins.right;

export const size = {
  title: 23,
  subtitle: 12,
  summary: 12.5,
  number: 19.5,
  heading: 14,
  subheading: 10.5,
  body: 9.75,
  table: 9,
  small: 8.25,
};

/** Figures of one width, so that columns of numbers line up. */
export const tabular = ['tnum'];

export const regular = 'Public Sans';
export const semibold = 'Public Sans SemiBold';

const require = createRequire(import.meta.url);
const face = (name: string) => require.resolve(`@expo-google-fonts/public-sans/${name}/PublicSans_${name}.ttf`);

/** Public Sans covers Spanish and Vietnamese; what the file uses of it is embedded. */
export const fonts: FontFiles = {
  [regular]: { normal: face('400Regular'), bold: face('700Bold') },
  [semibold]: { normal: face('600SemiBold'), bold: face('700Bold') },
};

type TableOnPage = { table: { body: { _row?: string }[][]; headerRows: number } };

const rowKind = (node: TableOnPage, row: number) => node.table.body[row]?.[0]?._row;

/** What the layout below adds to the left and right of a column, on average over a table. */
export const paddingOfColumn = 10;

/** Horizontal lines only: ink under the header, paper between rows. The numbers stand clear of the right edge. */
const ruled = {
  hLineWidth: (index: number, node: TableOnPage) => (index === 0 ? 0 : index === node.table.headerRows ? 1 : 0.6),
  hLineColor: (index: number, node: TableOnPage) => (index === node.table.headerRows ? ink : line),
  vLineWidth: () => 0,
  paddingLeft: (column: number) => (column === 0 ? 0 : 6),
  paddingRight: (column: number, node: TableOnPage) => (column === (node.table.body[0]?.length ?? 0) - 1 ? 10 : 4),
  paddingTop: (row: number, node: TableOnPage) => (rowKind(node, row) === 'change' ? 3 : 3.8),
  paddingBottom: () => 3.8,
};

/** A bar at the left of what is asked: brick when something is, the colour of a line when nothing is. */
const bar = (color: string) => ({
  hLineWidth: () => 0,
  vLineWidth: (column: number) => (column === 0 ? 2.25 : 0),
  vLineColor: () => color,
  paddingLeft: () => 10,
  paddingRight: () => 0,
  paddingTop: () => 1,
  paddingBottom: () => 1,
});

export const tableLayouts = { ruled, asked: bar(brick), quiet: bar(line) };
