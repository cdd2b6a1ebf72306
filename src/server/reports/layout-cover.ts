import type { CompiledReport, Headline } from '../../domain/reports/content.ts';
import { drawTrend } from './layout-chart.ts';
import { headingNode, tablePart } from './layout-parts.ts';
import { ink, line, semibold, size, slate, tabular, textWidth } from './look.ts';
import type { RuleNode, TaggedNode } from './tagging/nodes.ts';

/** The first page: who reports, the sentence, the five numbers, what Council is asked, the districts and the chart. */
export function coverNodes(report: CompiledReport): TaggedNode[] {
  return [
    { text: report.office.line, font: semibold, fontSize: size.table, color: slate, margin: [0, 0, 0, 4] },
    {
      text: report.title,
      role: 'H1',
      fontSize: size.title,
      bold: true,
      characterSpacing: -0.2,
      outline: true,
      outlineText: report.furniture.header,
      id: 'report',
    },
    { text: report.subtitle, fontSize: size.subtitle, color: slate, margin: [0, 1, 0, 0] },
    { text: report.summary, fontSize: size.summary, lineHeight: 1.22, margin: [0, 12, 30, 10] },
    rule(1.5, ink),
    { columns: report.headlines.map(headlineNode), role: 'L', columnGap: 8, margin: [0, 7, 0, 7] },
    rule(0.75, line),
    ...askNodes(report.asks),
    ...tablePart(report.tables.by_district, 'by-district'),
    ...drawTrend(report.trend, report.language),
  ];
}

function headlineNode({ value_text, label, notes }: Headline): TaggedNode {
  // A million does not fit at full size into a fifth of the line.
  const fontSize = value_text.length > 9 ? 12 : value_text.length > 6 ? 14.5 : size.number;
  return {
    role: 'LI',
    stack: [
      {
        role: 'LBody',
        stack: [
          { text: value_text, fontSize, bold: true, fontFeatures: tabular, lineHeight: size.number / fontSize, noWrap: true },
          { text: label, fontSize: size.table, margin: [0, 0, 0, 2] },
          ...notes.map((note): TaggedNode => ({ text: note, fontSize: 7.75, color: slate })),
        ],
      },
    ],
  };
}

function askNodes({ title, items, none }: CompiledReport['asks']): TaggedNode[] {
  const words: TaggedNode = none === null ? { ul: items.map((text) => ({ text, margin: [0, 0, 0, 3] })) } : { text: none, color: slate };
  return [
    headingNode(title, 'asks'),
    { placing: true, table: { widths: ['*'], body: [[words]] }, layout: none === null ? 'asked' : 'quiet', margin: [0, 0, 0, 4] },
  ];
}

function rule(lineWidth: number, lineColor: string): RuleNode {
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: textWidth, y2: 0, lineWidth, lineColor }] };
}
