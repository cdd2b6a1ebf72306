import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, makeApp, type RunningServer } from '../../../src/server/http/server.ts';
import { openCase, type PacketCase } from '../../database/inquiries/packet-support.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { readStructure } from '../reports/pdf-structure.ts';

const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;
const folder = mkdtempSync(path.join(tmpdir(), 'packets-'));
let office: TestOffice;
let server: RunningServer;
let one: PacketCase;
beforeAll(async () => {
  office = await openOffice();
  server = await listen(makeApp(office), office.config);
  one = await openCase(office);
  await one.say('note', '=HYPERLINK("http://bad.example")');
  await one.say('note', 'Welcome in Arabic is مرحبا, she said 🙂.');
});
afterAll(async () => {
  await server.close();
  await office.close();
  rmSync(folder, { recursive: true });
});

const secret = /Rosa|Peña|Lucía|Gómez|rosa@|lucia@|0142|Walnut|the lawyer says/;
const make = async (asked: Parameters<PacketCase['make']>[0] = {}): Promise<string> => {
  const cut = await one.cut(one.keys.note, 'text', 'the lawyer says wait', 'health');
  const answer = await one.make({ choices: { entries: { [one.keys.note]: { cuts: [cut] } } }, note: 'As you asked.', ...asked });
  if ('refused' in answer) throw new Error(String(answer.refused));
  return answer.id;
};
const fetchFile = (id: string, format: unknown, as: Role | null = 'staff', inquiry = one.inquiry) =>
  fetch(`${server.url}/inquiries/${inquiry}/packets/${id}/file`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(as ? { authorization: `Bearer ${office.tokenOf(as)}` } : {}) },
    body: JSON.stringify({ format }),
  });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a copy for the public as a file', () => {
  test('as a PDF has a title, a language, headings and real words, and nothing of what is withheld', async () => {
    const id = await make();
    const response = await fetchFile(id, 'pdf');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="2026-\d{6}-copy-\d+\.pdf"/);
    const bytes = await bytesOf(response);
    expect(bytes.toString('latin1')).not.toMatch(secret);
    const found = await readStructure(bytes);
    expect(found).toMatchObject({ isMarked: true, language: 'en-US', showsTitle: true, unmarked: [] });
    expect(found.title).toMatch(/^Copy for the public no\. \d+ of inquiry 2026-\d{6}$/);
    expect(found.headings.slice(0, 3)).toEqual(['H1', 'H2', 'H2']);
    expect(found.xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
    if (!hasPoppler) return;
    const file = path.join(folder, `${id}.pdf`);
    writeFileSync(file, bytes);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/[\u00a0 ]+/g, ' ');
    expect(text).not.toMatch(secret);
    expect(text).toContain('Mrs. [withheld: ground 1] called from [withheld: ground 1] : [withheld: ground 2] .');
    expect(text).toContain('As you asked.');
    expect(text).toContain('§ 610.021(14) RSMo');
    expect(text).toContain('Welcome in Arabic is [?], she said [?].');
    expect(text).toMatch(/7 of 7 entries go out, \d+ places are withheld on 2 grounds\./);
    const tree = execFileSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8' }).replace(/[\u00a0 ]+/g, ' ');
    expect(tree).toContain('[withheld: ground 1]');
    expect(tree).toMatch(/Table/);
  });

  test('as a CSV has a row for the inquiry and one for each entry, and no cell that is a formula', async () => {
    const text = await (await fetchFile(await make(), 'csv')).text();
    expect(text).not.toMatch(secret);
    const [head, ...rows] = parse(text, { bom: true }) as string[][];
    expect(head).toEqual(['No.', 'When', 'Entry', 'Text', 'Goes out', 'Places withheld', 'Grounds']);
    expect(rows.map(([number]) => number)).toEqual(['', '1', '2', '3', '4', '5', '6', '7']);
    expect(rows.map((row) => row[3])).toContain(`'=HYPERLINK("http://bad.example")`);
    expect(rows.map((row) => row[3])).toContain('Welcome in Arabic is مرحبا, she said 🙂.');
    expect(rows[1]).toMatchObject({ 2: 'Note', 4: 'yes', 5: '3', 6: '1; 2' });
  });

  test('has a log of what was withheld, on which ground and by which law, that says nothing of what stood there', async () => {
    const response = await fetchFile(await make(), 'log');
    expect(response.headers.get('content-disposition')).toContain('-withheld.csv');
    const text = await response.text();
    expect(text).not.toMatch(secret);
    const [, ...rows] = parse(text, { bom: true }) as string[][];
    expect(rows.some((row) => row[3] === 'Words chosen by a person' && row[7] === '§ 610.021(5) RSMo' && row[8] === 'by hand')).toBe(true);
    expect(rows.every((row) => row[6] && row[7])).toBe(true);
  });

  test('speaks Spanish where it was made in Spanish', async () => {
    const id = await make({ language: 'es' });
    const found = await readStructure(await bytesOf(await fetchFile(id, 'pdf')));
    expect(found.language).toBe('es-US');
    expect(found.title).toMatch(/^Copia para el público n\.º \d+ de la consulta 2026-\d{6}$/);
    const response = await fetchFile(id, 'csv');
    expect(response.headers.get('content-disposition')).toContain('-copia-');
    expect(await response.text()).toContain('[retenido: fundamento 1]');
  });

  test('is the same file each time, whatever was changed since', async () => {
    const id = await make();
    const [first, before] = [await bytesOf(await fetchFile(id, 'pdf')), await (await fetchFile(id, 'csv')).text()];
    await office.exec(`update inquiries set subject = 'Another' where id = $1`, [one.inquiry]);
    await office.exec(`update settings set office_name = 'Another office'`);
    await one.say('call', 'Later');
    expect(Buffer.compare(await bytesOf(await fetchFile(id, 'pdf')), first)).toBe(0);
    expect(await (await fetchFile(id, 'csv')).text()).toBe(before);
  });

  test('is given to staff, to nobody else, and each time it is written down', async () => {
    const id = await make();
    expect((await fetchFile(id, 'pdf', null)).status).toBe(401);
    expect((await fetchFile(id, 'pdf', 'viewer')).status).toBe(403);
    expect((await fetchFile(id, 'html')).status).toBe(422);
    expect((await fetchFile(id, undefined)).status).toBe(422);
    expect((await fetchFile(id, 'pdf', 'staff', one.anybody)).status).toBe(404);
    expect((await fetchFile('x', 'pdf')).status).toBe(404);
    // Nothing is given out on a GET.
    const looked = await fetch(`${server.url}/inquiries/${one.inquiry}/packets/${id}/file`);
    expect(looked.headers.get('content-type')).not.toMatch(/pdf|csv/);
    await fetchFile(id, 'csv');
    expect(await office.exec('select format from packet_downloads where packet_id = $1', [id])).toEqual([{ format: 'csv' }]);
  });

  test('of five hundred entries is made and drawn in seconds', async () => {
    const inquiry = await one.open('Many');
    await office.exec(
      `insert into interactions (inquiry_id, kind, body) select $1, 'note', 'Rosa Peña called from (816) 555-0142, entry ' || n from generate_series(1, 500) n`,
      [inquiry],
    );
    const answer = await one.make({ inquiry });
    const response = await fetchFile('id' in answer ? answer.id : '', 'pdf', 'staff', inquiry);
    expect(response.status).toBe(200);
    const found = await readStructure(await bytesOf(response));
    expect(found.unmarked).toEqual([]);
    expect(found.pages).toBeGreaterThan(10);
  });
});
