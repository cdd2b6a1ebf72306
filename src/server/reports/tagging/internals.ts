import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import type { Tag } from './tree.ts';

/**
 * The parts of pdfmake and pdfkit that the tagging layer stands on. They are not public: pdfmake hands
 * `tagged: true` to pdfkit, which then claims a tagged file, but its renderer never opens marked content. So we extend
 * its layout builder and renderer, and refuse with a sentence when they are not the ones that we know.
 */
const require = createRequire(import.meta.url);
const knownPdfmake = '0.3.11';

export type StructElement = {
  dictionary: { data: Record<string, unknown> };
  add(child: unknown): StructElement;
};

export type PdfPage = { height: number; dictionary: { data: Record<string, unknown> } };

/** pdfkit's document as pdfmake extends it; also the stream of the file. */
export type PdfDocument = Readable & {
  page: PdfPage;
  struct(role: string, options: Record<string, unknown>): StructElement;
  addStructure(element: StructElement): PdfDocument;
  markContent(tag: string, options?: Record<string, unknown>): PdfDocument;
  markStructureContent(tag: string): unknown;
  endMarkedContent(): PdfDocument;
  appendXML(xml: string): void;
  _addInfo(): void;
  end(): void;
};

/** pdfkit's embedded font, over fontkit's. */
export type PdfFont = { font: { hasGlyphForCodePoint(codePoint: number): boolean } };

export type Line = { inlines: { text: string; font: PdfFont }[]; _tag?: Tag; _furniture?: boolean };
export type LayoutNode = { _tag?: Tag; _furniture?: boolean };
export type Figure = LayoutNode & { x: number; y: number; _width: number; _height: number };

export type LayoutBuilderBase = {
  registerTableLayouts(layouts: unknown): void;
  layoutDocument(...parts: unknown[]): unknown[];
  buildNextLine(node: LayoutNode): Line | null;
};

export type RendererBase = {
  pdfDocument: PdfDocument;
  renderPages(pages: unknown[]): void;
  renderLine(line: Line, x: number, y: number): void;
  renderVector(vector: unknown): void;
  renderImage(image: Figure): void;
  renderSVG(svg: Figure): void;
  renderWatermark(page: unknown): void;
  renderAttachment(attachment: unknown): void;
};

type SharedPdfmake = {
  setUrlAccessPolicy(policy: (url: string) => boolean): void;
  setLocalAccessPolicy(policy: (path: string) => boolean): void;
};

const installed = (require('pdfmake/package.json') as { version: string }).version;
if (installed !== knownPdfmake) {
  throw new Error(
    `The report's tags were written for pdfmake ${knownPdfmake}, but ${installed} is installed: check src/server/reports/tagging first.`,
  );
}

function internal<T>(name: string, methods: string[]): T {
  const loaded = (require(`pdfmake/js/${name}`) as { default?: { prototype?: Record<string, unknown> } }).default;
  const missing = methods.filter((method) => typeof loaded?.prototype?.[method] !== 'function');
  if (typeof loaded !== 'function' || missing.length > 0) {
    throw new Error(`pdfmake's ${name} is not as the report's tags expect it: ${missing.join(', ') || 'it'} is missing.`);
  }
  return loaded as T;
}

export const LayoutBuilder = internal<new (pageSize: unknown, margins: unknown, measure: unknown) => LayoutBuilderBase>('LayoutBuilder', [
  'layoutDocument',
  'registerTableLayouts',
  'buildNextLine',
]);

export const Renderer = internal<new (document: PdfDocument) => RendererBase>('Renderer', [
  'renderPages',
  'renderLine',
  'renderVector',
  'renderImage',
  'renderSVG',
  'renderWatermark',
  'renderAttachment',
]);

export const PdfmakeDocument = internal<
  new (
    fonts: unknown,
    images: unknown,
    patterns: unknown,
    attachments: unknown,
    options: unknown,
    files: unknown,
    mayRead: (path: string) => boolean,
  ) => PdfDocument
>('PDFDocument', ['struct', 'addStructure', 'markContent', 'markStructureContent', 'endMarkedContent', 'appendXML', '_addInfo']);

export const SvgMeasure = internal<new () => unknown>('SVGMeasure', ['measureSVG']);
export const sharedPdfmake = require('pdfmake') as SharedPdfmake;
