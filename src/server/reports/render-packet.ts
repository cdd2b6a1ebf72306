import type { PacketPages, PagePart, PageRun } from '../packets/write-pages.ts';
import { fonts, ink, line, page, regular, river, semibold, size, slate, tableLayouts, textWidth } from './look.ts';
import { drawTaggedDocument } from './tagging/draw-document.ts';
import { asFurniture, type TableNode, type TaggedNode, type TextNode } from './tagging/nodes.ts';

/** On a bar of ink: what stands in the place of what is withheld. The bar is behind these words; under them is nothing. */
const onBar = { background: ink, color: '#FFFFFF', font: semibold, fontSize: size.small };
/** A bar does not break at the end of a line. */
const unbroken = (text: string): string => `\u00a0${text.replaceAll(' ', '\u00a0')}\u00a0`;

/** Draws a copy for the public as a tagged PDF. The same pages give the same bytes. */
export async function renderPacket(copy: PacketPages): Promise<Uint8Array> {
  const { tag, title, author, subject, createdAt } = copy;
  return drawTaggedDocument({
    content: contentOf(copy),
    language: tag,
    info: { title, author, subject, keywords: '', createdAt: new Date(createdAt) },
    page,
    fonts,
    look: { font: regular, fontSize: size.body, color: ink, lineHeight: 1.2 },
    tableLayouts,
    header: (number) =>
      asFurniture({
        stack: number === 1 ? [] : [{ text: title, fontSize: size.small, color: slate }],
        margin: [page.margins.left, 26, page.margins.right, 0],
      }),
    footer: (number, count) =>
      asFurniture({
        margin: [page.margins.left, 10, page.margins.right, 0],
        stack: [
          { canvas: [{ type: 'line', x1: 0, y1: 0, x2: textWidth, y2: 0, lineWidth: 0.75, lineColor: line }] },
          {
            text: copy.page.replace('{page}', String(number)).replace('{pages}', String(count)),
            alignment: 'right',
            fontSize: size.small,
            color: slate,
            margin: [0, 6, 0, 0],
          },
        ],
      }),
    breakBefore: ({ headlineLevel, startPosition }) => headlineLevel !== undefined && startPosition.verticalRatio > 0.84,
  });
}

function contentOf(copy: PacketPages): TaggedNode[] {
  const { inquiry, story, grounds, log } = copy;
  return [
    { text: copy.author, font: semibold, color: slate, margin: [0, 0, 0, 4] },
    { text: copy.title, role: 'H1', fontSize: size.title, bold: true, characterSpacing: -0.3, outline: true, id: 'copy' },
    { text: copy.lead, font: semibold, fontSize: size.summary, margin: [0, 6, 0, 6] },
    ...copy.under.map((text): TextNode => ({ text, color: slate, margin: [0, 0, 0, 3] })),
    ...(copy.note ? [heading(copy.note.title, 'note'), paragraph([{ text: copy.note.text }])] : []),
    heading(inquiry.title, 'inquiry'),
    factTable(inquiry.columns, inquiry.rows),
    heading(story.title, 'story'),
    ...(story.empty === null ? [] : [{ text: story.empty, color: slate } satisfies TextNode]),
    ...story.entries.flatMap(entryNodes),
    ...(grounds === null ? [] : [heading(grounds.title, 'grounds'), table(grounds.columns, grounds.rows, [56, 170, '*'])]),
    heading(log.title, 'log'),
    log.empty === null ? table(log.columns, log.rows, [120, '*', 88, 40, 52]) : ({ text: log.empty, color: slate } satisfies TextNode),
    { text: copy.hash, fontSize: size.small, color: slate, margin: [0, 12, 0, 0] },
  ];
}

const heading = (text: string, id: string): TextNode => ({
  text,
  role: 'H2',
  fontSize: size.heading,
  bold: true,
  color: river,
  margin: [0, 14, 0, 5],
  headlineLevel: 2,
  outline: true,
  id,
});

const isShort = (parts: PagePart[]): boolean =>
  parts.reduce((sum, { runs }) => sum + runs.reduce((length, { text }) => length + text.length, 60), 0) < 1200;

function entryNodes(entry: PacketPages['story']['entries'][number], index: number): TaggedNode[] {
  const title: TextNode = {
    text: [{ text: entry.title }, { text: `   ${entry.when}`, font: regular, bold: false, fontSize: size.small, color: slate }],
    role: 'H3',
    fontSize: size.subheading,
    bold: true,
    margin: [0, 9, 0, 2],
    outline: true,
    outlineText: entry.title,
    outlineParentId: 'story',
    id: `e${index + 1}`,
  };
  const [first, ...more] = entry.parts.map((part) => paragraph(labelled(part)));
  if (!first) return [title];
  // A heading stays with what begins under it. Not by asking for a new page: pdfmake would lay out everything again for each.
  return isShort(entry.parts) ? [{ unbreakable: true, stack: [title, first, ...more] }] : [title, first, ...more];
}

const runOf = ({ text, isWithheld }: PageRun) => (isWithheld ? { ...onBar, text: unbroken(text) } : { text });
const paragraph = (runs: { text: string }[]): TextNode => ({ text: runs, margin: [0, 0, 0, 2] });
const labelled = ({ label, runs }: PagePart) => [
  ...(label === null ? [] : [{ text: `${label}: `, font: semibold, color: slate, fontSize: size.small }]),
  ...runs.map(runOf),
];

function factTable(columns: [string, string], rows: PagePart[]): TableNode {
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: [140, '*'],
      body: [
        columns.map((text): TextNode => ({ text, font: semibold, fontSize: size.small })),
        ...rows.map(({ label, runs }): TextNode[] => [
          { text: label ?? '', color: slate, fontSize: size.table },
          { text: runs.map(runOf), fontSize: size.body },
        ]),
      ],
    },
    layout: 'ruled',
  };
}

const table = (columns: string[], rows: string[][], widths: (number | '*')[]): TableNode => ({
  table: {
    headerRows: 1,
    keepWithHeaderRows: 1,
    dontBreakRows: true,
    widths,
    body: [
      columns.map((text): TextNode => ({ text, font: semibold, fontSize: size.small })),
      ...rows.map((cells) => cells.map((text): TextNode => ({ text, fontSize: size.table }))),
    ],
  },
  layout: 'ruled',
});
