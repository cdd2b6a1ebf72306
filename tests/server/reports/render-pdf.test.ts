import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import { hashReport } from '../../../src/server/reports/hash.ts';
import { renderReportPdf } from '../../../src/server/reports/render-pdf.ts';
import { getWording } from '../../../src/server/reports/wordings.ts';
import { exampleEvents, exampleFacts } from '../../domain/reports/example-facts.ts';
import { drawReport, longFacts } from './example-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
const path = join(folder, 'report.pdf');
const longPath = join(folder, 'long.pdf');
const eventsPath = join(folder, 'events.pdf');

beforeAll(async () => {
  writeFileSync(path, await drawReport(exampleFacts()));
  writeFileSync(longPath, await drawReport(longFacts()));
  writeFileSync(eventsPath, await drawReport(exampleFacts({ events: [exampleEvents(), exampleEvents({ key: '8' })] })));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (program: string, ...words: string[]) => execFileSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 26 });
const hasProgram = (program: string, word: string) => spawnSync(program, [word]).status === 0;
const hasPoppler = hasProgram('pdftotext', '-v');
const hasQpdf = hasProgram('qpdf', '--version');
if (!hasPoppler) console.warn('poppler-utils is not installed, so what it reads from the PDF is not tested here.');
if (!hasQpdf) console.warn('qpdf is not installed, so the file’s syntax is not tested here.');

test('the same report drawn twice is the same file, byte for byte', async () => {
  const content = compileReport(exampleFacts(), getWording());
  const meta = { edition: 1, hash: hashReport(content) };
  const first = await renderReportPdf(content, meta);
  expect(Buffer.compare(await renderReportPdf(content, meta), first)).toBe(0);
});

test('a report frozen as JSON is drawn as it was when it was compiled', async () => {
  const content = compileReport(exampleFacts(), getWording());
  // Also one from before events were recorded, whose sections have none.
  expect(content.sections.some((section) => 'events' in section)).toBe(false);
  const thawed = JSON.parse(JSON.stringify(content));
  const meta = { edition: 1, hash: hashReport(content) };
  expect(hashReport(thawed)).toBe(meta.hash);
  expect(Buffer.compare(await renderReportPdf(thawed, meta), await renderReportPdf(content, meta))).toBe(0);
});

test('another number in the report gives another fingerprint', () => {
  const content = compileReport(exampleFacts(), getWording());
  const changed = compileReport(exampleFacts({ staffing: { active_staff: 2 } }), getWording());
  expect(hashReport(content)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashReport(changed)).not.toBe(hashReport(content));
});

describe.skipIf(!hasPoppler)('as poppler reads it', () => {
  test('the first page carries the sentence, the five numbers and the districts', () => {
    const text = run('pdftotext', '-layout', '-l', '1', path, '-');
    expect(text).toContain('October 2026 · as Ordinance 210140, Section 10 requires');
    expect(text).toMatch(/In October 2026, 214 inquiries were opened and 202 were closed/);
    expect(text).toMatch(/214 +202 +39 +1\.6 +5\.2/);
    expect(text).toMatch(/City +214 +202 +39 +1\.6 +5\.2 +202 +183/);
    expect(text).toMatch(/Edition 1 · data as of November 4, 2026 at 7:00.AM · [0-9a-f]{6} +1 of \d/);
  });

  test('words in Spanish and Vietnamese, and large numbers, can be read back', () => {
    const text = run('pdftotext', '-layout', longPath, '-');
    expect(text).toContain('ñandúes');
    expect(text).toContain('Đường');
    expect(text).toContain('1,000,000');
  });

  test('every font is embedded and maps back to text', () => {
    const fonts = run('pdffonts', longPath).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    for (const font of fonts) expect(font).toMatch(/PublicSans.+ yes yes yes /);
  });

  test('column and row headers say what they head, in every table', () => {
    const tree = run('pdfinfo', '-struct', path);
    const tables = tree.split(/^ +Table \(block\)$/m).slice(1);
    expect(tables).toHaveLength(6);
    for (const table of tables) {
      expect(table).toMatch(/\/Scope \/Column/);
      expect(table).toMatch(/\/Scope \/Row/);
    }
    const headers = tree.match(/^ +TH/gm)?.length ?? 0;
    expect(tree.match(/\/Scope \/(Column|Row)/g)).toHaveLength(headers);
  });

  test('the events of sections 4 and 8 stand in tables of their own, with their headers', () => {
    const text = run('pdftotext', '-layout', eventsPath, '-');
    expect(text).toMatch(/5 events were held and reached 120 people/);
    expect(text).toMatch(/Neighborhood meeting +3 +90 +50 +2 +2 +12/);
    expect(text).toMatch(/Somali +0 +1 +not shown/);
    const tables = run('pdfinfo', '-struct', eventsPath)
      .split(/^ +Table \(block\)$/m)
      .slice(1);
    expect(tables).toHaveLength(12);
    for (const table of tables) expect(table).toMatch(/\/Scope \/Column[\s\S]*\/Scope \/Row/);
  });

  test('the words come in the order in which they are meant to be read', () => {
    const words = run('pdfinfo', '-struct-text', path);
    const order = ['Report to the City Council', 'In October', 'inquiries opened', 'What Council', 'Inquiries by council', 'Compared'];
    const places = order.map((part) => words.indexOf(part));
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(places).not.toContain(-1);
  });
});

test.skipIf(!hasQpdf)('the file’s syntax is sound', () => {
  expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
  expect(run('qpdf', '--check', longPath)).toContain('No syntax or stream encoding errors found');
});
