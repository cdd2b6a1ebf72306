import type { ReportTable, ReportTableRow } from '../../domain/reports/content.ts';
import { ink, semibold, size, slate, tabular } from './look.ts';
import type { TableNode, TaggedNode, TextNode } from './tagging/nodes.ts';

/** The heading of a part, with its bookmark. */
export function headingNode(text: string, id: string): TextNode {
  return {
    text,
    role: 'H2',
    fontSize: size.heading,
    bold: true,
    characterSpacing: -0.1,
    margin: [0, 16, 0, 7],
    headlineLevel: 2,
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
  const heading = headingNode(table.title, id);
  return table.empty === null ? [heading, tableNode(table)] : [heading, { text: table.empty, color: slate }];
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
      widths: columns.map((_label, column) => (column === 0 ? '*' : columnWidth(columns.length))),
      body: [header, ...rows.map(rowCells)],
    },
    layout: 'ruled',
  };
}

/** Wide enough for '1,000,000', and for a change of it over two lines. */
function columnWidth(columns: number): number {
  return columns > 6 ? 46 : 58;
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
