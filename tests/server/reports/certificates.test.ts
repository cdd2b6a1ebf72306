import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CertificateFacts, writeCertificates } from '../../../src/server/reports/certificates.ts';
import { renderCertificates } from '../../../src/server/reports/render-certificates.ts';
import { readStructure } from './pdf-structure.ts';

const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;

const rosa = { id: '1', name: 'Rosa Peña <Núñez>', language: 'es' };
const ann = { id: '2', name: 'Ann  Smith', language: 'so' };
const factsOf = (people: CertificateFacts['people'], event: Partial<CertificateFacts['event']> = {}): CertificateFacts => ({
  office: { name: 'Office of Citizen Engagement', city: 'Kansas & City' },
  event: {
    id: 'e',
    title: 'Open data evening',
    translations: { es: { title: 'Tarde de datos' } },
    starts_at: '2026-11-20T00:00:00+00:00',
    ends_at: '2026-11-20T01:30:00+00:00',
    time_zone: 'America/Chicago',
    curriculum: 'Open Data 101',
    edition: 'spring 2026',
    hours: '1.50',
    ...event,
  },
  people,
});
const draw = (facts: CertificateFacts) => renderCertificates(writeCertificates(facts));

test('a certificate says its name and language, every word is read aloud, and it claims PDF/UA-1', async () => {
  const found = await readStructure(await draw(factsOf([rosa])));
  expect(found).toMatchObject({
    pages: 1,
    isMarked: true,
    language: 'es-US',
    showsTitle: true,
    unmarked: [],
    headings: ['H1', 'H2', 'H2'],
  });
  expect(found.title).toBe('Constancia de participación · Rosa Peña <Núñez>');
  expect(found.xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
});

test('those of a training are one file, a page for each person', async () => {
  const found = await readStructure(await draw(factsOf([ann, rosa])));
  expect(found).toMatchObject({ pages: 2, language: 'en-US', title: 'Certificates of attendance · Open Data 101', unmarked: [] });
  expect(found.bookmarks.map(({ title }) => title)).toEqual([
    'Certificate of attendance, Ann Smith',
    'Constancia de participación, Rosa Peña <Núñez>',
  ]);
});

test('the same facts give the same file', async () => {
  expect(Buffer.compare(await draw(factsOf([rosa])), await draw(factsOf([rosa])))).toBe(0);
});

test('long names stay on one page, and days over the turn of a month have a sign for each letter', async () => {
  const person = { id: '3', name: 'Maximiliano Nepomuceno '.repeat(8).trim(), language: 'es' };
  const event = { curriculum: 'Everything about the open data of the city '.repeat(4).trim(), ends_at: '2026-12-02T01:30:00+00:00' };
  const found = await readStructure(await draw(factsOf([person], event)));
  expect(found.pages).toBe(1);
  expect(found.xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
});

describe.skipIf(!hasPoppler)('as poppler reads it', () => {
  const read = async (facts: CertificateFacts) => {
    const path = join(folder, `${crypto.randomUUID()}.pdf`);
    writeFileSync(path, await draw(facts));
    return {
      text: execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }),
      info: execFileSync('pdfinfo', [path], { encoding: 'utf8' }),
    };
  };

  test('it says who took part in what, when, how long, in which edition, and for whom it is signed', async () => {
    const { text, info } = await read(factsOf([rosa]));
    for (const words of [
      'Constancia de participación',
      'Rosa Peña <Núñez>',
      'Open Data 101',
      '19 de noviembre de 2026',
      '1.5',
      'spring 2026',
    ])
      expect(text).toContain(words);
    expect(text).toContain('Office of Citizen Engagement, Kansas & City');
    expect(info).toMatch(/Page size: +792 x 612 pts/);
    expect(info).toMatch(/Tagged: +yes/);
  });

  test('a language that there are no words for reads English; without a curriculum the training has its own title', async () => {
    const { text } = await read(factsOf([ann], { curriculum: null, edition: null, hours: null }));
    expect(text).toContain('Certificate of attendance');
    expect(text).toContain('Ann Smith');
    expect(text).toContain('Open data evening');
    expect(text).not.toMatch(/Hours|Edition/);
  });
});
