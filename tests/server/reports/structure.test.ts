import { beforeAll, expect, test } from 'vitest';
import { exampleEvents, exampleFacts, quietFacts } from '../../domain/reports/example-facts.ts';
import { drawReport, longFacts } from './example-pdf.ts';
import { type PdfStructure, readStructure } from './pdf-structure.ts';

let report: PdfStructure;
let long: PdfStructure;
let quiet: PdfStructure;
let withEvents: PdfStructure;

beforeAll(async () => {
  report = await readStructure(await drawReport(exampleFacts()));
  long = await readStructure(await drawReport(longFacts()));
  quiet = await readStructure(await drawReport(quietFacts()));
  withEvents = await readStructure(await drawReport(exampleFacts({ events: [exampleEvents(), exampleEvents({ key: '8' })] })));
});

test('the file says its language and its title, and asks the reader to show the title', () => {
  expect(report.isMarked).toBe(true);
  expect(report.language).toBe('en-US');
  expect(report.title).toBe('Report to the City Council · October 2026');
  expect(report.showsTitle).toBe(true);
});

test('the file claims PDF/UA-1, in metadata that a city’s name with & and < cannot break', () => {
  expect(report.xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(long.xmp).toContain('City of Kansas &amp; &lt;City&gt;');
});

test('every word on every page is read aloud or is furniture of the page', () => {
  expect(report.unmarked).toEqual([]);
  expect(long.unmarked).toEqual([]);
  expect(quiet.unmarked).toEqual([]);
  expect(withEvents.unmarked).toEqual([]);
});

test('headings begin with the title and never skip a level', () => {
  for (const { headings } of [report, long, quiet, withEvents]) {
    expect(headings[0]).toBe('H1');
    const levels = headings.map((role) => Number(role.slice(1)));
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
  }
  expect(report.headings.filter((role) => role === 'H3')).toHaveLength(10);
});

test('the bookmarks lead to every part and to each of the ten sections', () => {
  expect(report.bookmarks.map(({ title }) => title)).toEqual([
    'Report to the City Council · October 2026',
    'What Council is asked to do',
    'Inquiries by council district',
    'Days to close, by month',
    'Compared with earlier periods',
    'Month by month',
    'Inquiries by topic',
    'Inquiries by channel',
    'Inquiries by section of the ordinance',
    'The ten sections of Ordinance 210140',
    'What the words mean',
  ]);
  expect(report.bookmarks[9]?.children[1]).toBe('Section 2. Duty 2');
  expect(report.bookmarks[9]?.children).toHaveLength(10);
});

test('the chart is described in words and has its place on the page', () => {
  expect(report.figures).toHaveLength(1);
  expect(report.figures[0]?.alt).toContain('In October 2026 the median was 1.6 and the 90th percentile 5.2.');
  const [left, bottom, right, top] = report.figures[0]?.bbox ?? [];
  expect(Number(right) - Number(left)).toBeCloseTo(510, 0);
  expect(Number(top) - Number(bottom)).toBeCloseTo(104, 0);
});

test('a month in which nothing was closed has a sentence instead of an empty chart', () => {
  expect(quiet.figures).toHaveLength(0);
});

test('the five numbers, the sections’ statements and the definitions are lists', () => {
  const items = 5 + 1 + 2 + 3 + 1 + 17;
  expect(report.roles).toMatchObject({ L: 6, LI: items, LBody: items });
});

test('page numbers, running titles and repeated column headers are passed over', () => {
  expect(report.artifacts.join('')).toContain(`1 of ${report.pages}`);
  const repeated = long.artifacts.filter((words) => words.includes('Topic'));
  expect(repeated.length).toBeGreaterThan(0);
  expect(report.artifacts.filter((words) => words.includes('Topic'))).toHaveLength(0);
});
