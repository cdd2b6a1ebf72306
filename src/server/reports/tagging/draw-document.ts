import { type PdfDocument, PdfmakeDocument, SvgMeasure, sharedPdfmake } from './internals.ts';
import { type DocumentInfo, infoDictionary, xmpPacket } from './metadata.ts';
import type { Look, TaggedNode } from './nodes.ts';
import { TaggedLayoutBuilder, TaggedRenderer } from './tagged-renderer.ts';
import { attachTree, findUndrawn, tagContent } from './tree.ts';

export type FontFiles = Record<string, { normal: string; bold: string }>;

export type PageFurniture = (page: number, pages: number) => TaggedNode;

/** A node as pdfmake shows it to `breakBefore` after a layout; `verticalRatio` is 0 at the top margin and 1 at the bottom one. */
export type LaidOutNode = { headlineLevel?: number; startPosition: { verticalRatio: number } };

/** All measures are points. */
export type TaggedDocument = {
  content: TaggedNode[];
  language: string;
  info: DocumentInfo;
  page: { width: number; height: number; margins: { left: number; top: number; right: number; bottom: number } };
  fonts: FontFiles;
  look: Look;
  tableLayouts: Record<string, unknown>;
  header: PageFurniture;
  footer: PageFurniture;
  breakBefore: (node: LaidOutNode) => boolean;
};

/**
 * Draws a tagged PDF 1.7. The claim of PDF/UA-1 is written last, and only when every tag was drawn and every sign has
 * a shape in the typeface (ISO 14289-1, 7.21.8).
 * Throws when something has a tag and was not drawn, or was drawn and has none.
 */
export async function drawTaggedDocument(document: TaggedDocument): Promise<Uint8Array> {
  const pdf = openDocument(document);
  const tree = tagContent(document.content);
  const { width, height, margins } = document.page;
  const builder = new TaggedLayoutBuilder({ width, height, orientation: 'portrait' }, margins, new SvgMeasure());
  builder.registerTableLayouts(document.tableLayouts);
  const { content, look, header, footer, breakBefore } = document;
  const pages = builder.layoutDocument(content, pdf, {}, look, undefined, header, footer, undefined, breakBefore);
  attachTree(pdf, tree);
  const renderer = new TaggedRenderer(pdf);
  renderer.renderPages(pages);
  const undrawn = findUndrawn(tree);
  if (undrawn.length > 0) throw new Error(`The report has a tag for "${undrawn[0]}", but it was not drawn.`);
  pdf._addInfo = () => pdf.appendXML(xmpPacket(document.info, renderer.missingSigns.size === 0));
  return collect(pdf);
}

/** Nothing is fetched, and no file is read but the fonts: a name or address in a report must not open either (CVE-2026-26801). */
function openDocument({ fonts, page, language, info }: TaggedDocument): PdfDocument {
  const fontFiles = new Set(Object.values(fonts).flatMap(({ normal, bold }) => [normal, bold]));
  const mayRead = (path: string) => fontFiles.has(path);
  // Also for whoever else in this process should reach for pdfmake's shared instance.
  sharedPdfmake.setUrlAccessPolicy(() => false);
  sharedPdfmake.setLocalAccessPolicy(mayRead);
  const options = {
    size: [page.width, page.height],
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: language,
    compress: true,
    autoFirstPage: false,
    info: infoDictionary(info),
    font: null,
  };
  return new PdfmakeDocument(fonts, {}, {}, {}, options, null, mayRead);
}

async function collect(pdf: PdfDocument): Promise<Uint8Array> {
  pdf.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
