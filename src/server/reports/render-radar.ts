import type { RadarCell, RadarPages } from '../awards/radar-pdf.ts';
import { brick, fonts, ink, line, regular, river, semibold, size, slate, tableLayouts } from './look.ts';
import { drawTaggedDocument } from './tagging/draw-document.ts';
import { asFurniture, type TableNode, type TaggedNode, type TextNode } from './tagging/nodes.ts';

/** US Letter, lying: as a projector is. */
const page = { width: 792, height: 612, margins: { left: 45, top: 48, right: 45, bottom: 50 } };
const textWidth = page.width - page.margins.left - page.margins.right;
const amber = '#7A5200';
const tones = { late: brick, soon: amber, plain: ink } as const;

/** What each column takes of the width, in points; the padding of six columns is left over. */
const widths = [146, 172, 72, 84, 110, 56];

/** Draws the radar as a tagged PDF, a table for each group, the worst first. The same pages give the same bytes. */
export async function renderRadar(radar: RadarPages): Promise<Uint8Array> {
  const { tag, title, author, subject, createdAt } = radar;
  return drawTaggedDocument({
    content: contentOf(radar),
    language: tag,
    info: { title, author, subject, keywords: '', createdAt: new Date(createdAt) },
    page,
    fonts,
    look: { font: regular, fontSize: size.body, color: ink, lineHeight: 1.12 },
    tableLayouts,
    header: (number) =>
      asFurniture({
        stack: number === 1 ? [] : [{ text: `${title} · ${radar.under[0] ?? ''}`, fontSize: size.small, color: slate }],
        margin: [page.margins.left, 26, page.margins.right, 0],
      }),
    footer: (number, count) =>
      asFurniture({
        margin: [page.margins.left, 10, page.margins.right, 0],
        stack: [
          { canvas: [{ type: 'line', x1: 0, y1: 0, x2: textWidth, y2: 0, lineWidth: 0.75, lineColor: line }] },
          {
            text: radar.page.replace('{page}', String(number)).replace('{pages}', String(count)),
            alignment: 'right',
            fontSize: size.small,
            color: slate,
            margin: [0, 6, 0, 0],
          },
        ],
      }),
    breakBefore: ({ headlineLevel, startPosition }) => headlineLevel !== undefined && startPosition.verticalRatio > 0.8,
  });
}

function contentOf(radar: RadarPages): TaggedNode[] {
  const { title, lead, under, groups, empty, more, quiet, columns } = radar;
  return [
    { text: title, role: 'H1', fontSize: size.title, bold: true, characterSpacing: -0.3, outline: true, id: 'radar' },
    {
      text: lead.map(({ text, tone }, index) => ({ text: index === 0 ? text : ` ${text}`, color: tones[tone], font: semibold })),
      fontSize: size.heading,
      margin: [0, 4, 0, 4],
    },
    ...under.map((text): TextNode => ({ text, color: slate })),
    ...(empty === null ? [] : [{ text: empty, margin: [0, 14, 0, 0] } satisfies TextNode]),
    ...groups.flatMap((group): TaggedNode[] => [
      headingOf(group.title, `g${group.severity}`, group.severity >= 3 ? brick : ink),
      ...(group.note === null ? [] : [{ text: group.note, color: slate, fontSize: size.small, margin: [0, 0, 0, 4] } satisfies TextNode]),
      tableOf(columns, group.rows),
    ]),
    ...(more === null ? [] : [{ text: more, color: slate, margin: [0, 8, 0, 0] } satisfies TextNode]),
    ...(quiet === null
      ? []
      : [
          headingOf(quiet.title, 'quiet', river),
          { ul: quiet.names.map((text): TextNode => ({ text })), markerColor: slate } satisfies TaggedNode,
        ]),
  ];
}

const headingOf = (text: string, id: string, color: string): TextNode => ({
  text,
  role: 'H2',
  fontSize: size.heading,
  bold: true,
  color,
  margin: [0, 14, 0, 5],
  headlineLevel: 2,
  outline: true,
  id,
});

function tableOf(columns: string[], rows: RadarCell[][]): TableNode {
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths,
      body: [columns.map((text): TextNode => ({ text, font: semibold, fontSize: size.small })), ...rows.map((cells) => cells.map(cellOf))],
    },
    layout: 'ruled',
  };
}

function cellOf({ text, under, tone }: RadarCell, column: number): TextNode {
  return {
    text: [
      { text, font: column < 3 || tone ? semibold : regular, color: tone ? tones[tone] : ink },
      ...under.map((more) => ({ text: `\n${more}`, color: slate, fontSize: size.small })),
    ],
  };
}
