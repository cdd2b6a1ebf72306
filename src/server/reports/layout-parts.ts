import type { ReportTable, ReportTableRow } from '../../domain/reports/content.ts';
import { ink, paddingOfColumn, semibold, size, slate, tabular, textWidth } from './look.ts';
import type { TableNode, TaggedNode, TextNode } from './tagging/nodes.ts';

/** Rows up to which a table stays on one page with its heading. */
const shortTable = 16;

/**
 * The heading of a part, with its bookmark. One that stands by itself asks for a new page when it is too low on its
 * own; one inside an unbreakable part must not, for pdfmake would break the part apart and lose it.
 */
export function headingNode(text: string, id: string, stands: 'by itself' | 'moves with its part' = 'by itself'): TextNode {
  return {
    text,
    role: 'H2',
    fontSize: size.heading,
    bold: true,
    characterSpacing: -0.1,
    margin: [0, 14, 0, 6],
    headlineLevel: stands === 'by itself' ? 2 : undefined,
    outline: true,
    id,
  };
}

/** A heading under a part. */
export function subheadingNode(text: string, id: string, parent: string): TextNode {
  return { text, role: 'H3', fontSize: size.subheading, bold: true, outline: true, outlineParentId: parent, id };
}

/** A table under its heading, or the sentence that says why there is none. */
export function tablePart(table: ReportTable, id: string): TaggedNode[] {
  if (table.rows.length > shortTable) return [headingNode(table.title, id), tableNode(table)];
  const content: TaggedNode = table.empty === null ? tableNode(table) : { text: table.empty, color: slate };
  return [{ unbreakable: true, stack: [headingNode(table.title, id, 'moves with its part'), content] }];
}

/** A table with horizontal lines, numbers at the right, and its first column as row headers. */
export function tableNode({ columns, rows }: ReportTable): TableNode {
  const header = columns.map(
    (label, column): TextNode => ({ text: label, font: semibold, fontSize: size.small, alignment: column === 0 ? 'left' : 'right' }),
  );
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columnWidths(columns, rows),
      body: [header, ...rows.map(rowCells)],
    },
    layout: 'ruled',
  };
}

/**
 * Each column of numbers as wide as its longest word, and the first column what is left, in points. The first one is
 * not left to pdfmake, which would let a long word push the numbers off the page instead of breaking it.
 */
function columnWidths(columns: string[], rows: ReportTableRow[]): number[] {
  const narrowest = columns.length > 6 ? 44 : 56;
  const numbers = columns.slice(1).map((label, index) => {
    const words = rows.flatMap(({ cells }) => cells[index + 1]?.split(' ') ?? []);
    return Math.max(narrowest, wordWidth(label.split(' ')), wordWidth(words));
  });
  const padding = columns.length * paddingOfColumn;
  return [textWidth - padding - numbers.reduce((sum, width) => sum + width, 0), ...numbers];
}

/** The width of the longest word in bold tabular figures: a figure is 0.7 of the size, what stands between figures 0.4. */
function wordWidth(words: string[]): number {
  const widths = words.map((word) => [...word].reduce((sum, sign) => sum + (/[,.()\u00a0]/.test(sign) ? 0.4 : 0.71), 0) * size.table);
  return Math.ceil(Math.max(0, ...widths));
}

function rowCells({ kind, cells }: ReportTableRow): TextNode[] {
  const color = kind === 'change' ? slate : ink;
  return cells.map((text, column) => ({
    text,
    fontSize: kind === 'change' ? size.small : size.table,
    bold: kind === 'total',
    color,
    alignment: column === 0 ? 'left' : 'right',
    fontFeatures: tabular,
  }));
}
