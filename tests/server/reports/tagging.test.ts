import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { fonts, page, regular, tableLayouts } from '../../../src/server/reports/look.ts';
import { drawTaggedDocument } from '../../../src/server/reports/tagging/draw-document.ts';
import { asFurniture, type TaggedNode } from '../../../src/server/reports/tagging/nodes.ts';
import { readStructure } from './pdf-structure.ts';

type Pdfmake = {
  urlAccessPolicy(url: string): boolean;
  localAccessPolicy(path: string): boolean;
  setFonts(files: typeof fonts): void;
  createPdf(definition: unknown): { getBuffer(): Promise<Uint8Array> };
};
const pdfmake = createRequire(import.meta.url)('pdfmake') as Pdfmake;

const draw = (content: TaggedNode[], footer: () => TaggedNode = () => asFurniture({ text: 'Page' })) =>
  drawTaggedDocument({
    content,
    language: 'es',
    info: { title: 'T', author: 'A', subject: 'S', keywords: 'K', createdAt: new Date('2026-11-04T13:00:00Z') },
    page,
    fonts,
    look: { font: regular, fontSize: 10 },
    tableLayouts,
    header: () => asFurniture({ text: 'Head' }),
    footer,
    breakBefore: () => false,
  });

test('a paragraph over two pages is one paragraph', async () => {
  const structure = await readStructure(await draw([{ text: 'words '.repeat(3000) }]));
  expect(structure.pages).toBeGreaterThan(1);
  expect(structure.unmarked).toEqual([]);
  // pdf.js shows the tree page by page, so the one paragraph is seen once on each.
  expect(structure.roles.P).toBe(structure.pages);
});

test('a sign that the typeface lacks takes the claim of PDF/UA away', async () => {
  expect((await readStructure(await draw([{ text: 'Số nhà, mañana' }]))).xmp).toContain('pdfuaid:part');
  expect((await readStructure(await draw([{ text: 'مرحبا' }]))).xmp).not.toContain('pdfuaid');
});

test('words that nobody tagged stop the drawing', async () => {
  await expect(draw([{ text: 'Tagged' }], () => ({ text: 'Forgotten' }))).rejects.toThrow('"Forgotten" is neither tagged nor marked');
});

test('an empty cell stops the drawing, for a screen reader would find nothing in it', async () => {
  const body = [
    [{ text: 'Name' }, { text: 'Number' }],
    [{ text: 'One' }, { text: ' ' }],
  ];
  await expect(draw([{ table: { headerRows: 1, widths: ['*', '*'], body }, layout: 'ruled' }])).rejects.toThrow('is empty');
});

test('a table row that lacks a cell stops the drawing', async () => {
  const body = [[{ text: 'Name' }, { text: 'Number' }], [{ text: 'One' }]];
  await expect(draw([{ table: { headerRows: 1, widths: ['*', '*'], body }, layout: 'ruled' }])).rejects.toThrow('has 1 cells, not 2');
});

test('a drawing without words for those who cannot see it stops the drawing', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>';
  await expect(draw([{ svg, alt: ' ', font: regular }])).rejects.toThrow('no words');
});

test('pdfmake may fetch no address and open no file but the fonts, for whoever uses it in this process', async () => {
  await draw([{ text: 'Anything' }]);
  expect(pdfmake.urlAccessPolicy('https://example.org/logo.png')).toBe(false);
  expect(pdfmake.localAccessPolicy('/etc/passwd')).toBe(false);
  expect(pdfmake.localAccessPolicy(fonts[regular]?.normal ?? '')).toBe(true);
});

test('the check used here notices what pdfmake’s own switch gives: a claim without tags', async () => {
  pdfmake.setFonts(fonts);
  const bytes = await pdfmake.createPdf({ content: ['Said, but not tagged'], tagged: true, defaultStyle: { font: regular } }).getBuffer();
  const structure = await readStructure(bytes);
  expect(structure.isMarked).toBe(true);
  expect(structure.unmarked.length).toBeGreaterThan(0);
});
