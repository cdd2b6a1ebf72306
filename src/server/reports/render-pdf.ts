import type { CompiledReport } from '../../domain/reports/content.ts';
import { fill } from '../../domain/reports/wording.ts';
import { coverNodes } from './layout-cover.ts';
import { bodyNodes } from './layout-sections.ts';
import { fonts, ink, line, page, regular, size, slate, tableLayouts, textWidth } from './look.ts';
import { drawTaggedDocument, type LaidOutNode, type PageFurniture } from './tagging/draw-document.ts';
import { asFurniture } from './tagging/nodes.ts';

/** What the frozen content does not hold: which edition it is, and its hash (64 hexadecimal digits, from `hashReport`). */
export type EditionMeta = { edition: number; hash: string };

/**
 * Draws a compiled report as a tagged PDF on US Letter. The same content, edition and hash give the same bytes: the
 * file's date is that of its data, and its /ID comes from its title, date and hash.
 * Throws when a part of it could not be tagged.
 */
export async function renderReportPdf(content: CompiledReport, { edition, hash }: EditionMeta): Promise<Uint8Array> {
  return drawTaggedDocument({
    content: [...coverNodes(content), ...bodyNodes(content)],
    language: content.language,
    info: {
      title: content.furniture.header,
      author: content.furniture.author,
      subject: content.furniture.subject,
      keywords: `edition ${edition}, sha256 ${hash}`,
      createdAt: new Date(content.data_as_of),
    },
    page,
    fonts,
    look: { font: regular, fontSize: size.body, color: ink, lineHeight: 1.12 },
    tableLayouts,
    header: runningHead(content),
    footer: runningFoot(content, { edition, hash }),
    breakBefore: isLonelyHeading,
  });
}

/** The title on every page but the first, which has it large. */
function runningHead({ furniture }: CompiledReport): PageFurniture {
  return (number) =>
    asFurniture({
      stack: number === 1 ? [] : [{ text: furniture.header, fontSize: size.small, color: slate }],
      margin: [page.margins.left, 28, page.margins.right, 0],
    });
}

function runningFoot({ furniture }: CompiledReport, { edition, hash }: EditionMeta): PageFurniture {
  const words = fill(furniture.footer, { edition: String(edition), hash: hash.slice(0, 6) });
  return (number, count) =>
    asFurniture({
      margin: [page.margins.left, 14, page.margins.right, 0],
      stack: [
        { canvas: [{ type: 'line', x1: 0, y1: 0, x2: textWidth, y2: 0, lineWidth: 0.75, lineColor: line }] },
        {
          margin: [0, 8, 0, 0],
          columns: [
            { text: words, width: '*', fontSize: size.small, color: slate },
            {
              text: fill(furniture.page, { page: String(number), pages: String(count) }),
              width: 60,
              alignment: 'right',
              fontSize: size.small,
              color: slate,
            },
          ],
        },
      ],
    });
}

/**
 * A heading so low that the column headers and a first row of five lines would not fit under it. pdfmake cannot tell
 * where the rows went: what it keeps whole has no page yet when this is asked.
 */
function isLonelyHeading({ headlineLevel, startPosition }: LaidOutNode): boolean {
  return headlineLevel !== undefined && startPosition.verticalRatio > 0.78;
}
