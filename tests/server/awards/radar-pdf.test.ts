import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedOffice, startOffice } from '../../support/office.ts';
import { readStructure } from '../reports/pdf-structure.ts';

let served: ServedOffice;
beforeAll(async () => {
  served = await startOffice();
  // Long over: whatever the day, they are late.
  await served.office.exec(
    `insert into awards (award_number, title, status, starts_on, ends_on, accepted_on, federal_cents, total_cents, department_id)
     select '15PBJA-23-GG-04317-BSCI', 'Public Safety <Partnership>', 'active', '2023-10-01', '2024-09-30', '2023-10-05', 100, 100,
       (select id from organizations where kind = 'department' order by name limit 1)`,
  );
});
afterAll(() => served?.stop());

const get = (query: Record<string, string>, role: 'viewer' | null = 'viewer') =>
  fetch(`${served.url}/awards/radar.pdf?${new URLSearchParams(query)}`, {
    headers: role ? { Authorization: `Bearer ${served.accounts[role].session.access_token}` } : {},
  });
const read = async (query: Record<string, string>) => readStructure(new Uint8Array(await (await get(query)).arrayBuffer()));

test('whoever is signed in gets the radar as a tagged PDF in their language, a heading for each group', async () => {
  const response = await get({ lang: 'en' });
  expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
    200,
    'application/pdf',
    'private, no-store',
  ]);
  expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="Radar-\d{4}-\d\d-\d\d\.pdf"$/);
  const found = await readStructure(new Uint8Array(await response.arrayBuffer()));
  expect(found).toMatchObject({ isMarked: true, language: 'en-US', title: 'Radar of awards', unmarked: [] });
  expect(found.headings.slice(0, 2)).toEqual(['H1', 'H2']);
  expect(found.bookmarks.map(({ title }) => title)).toContain('Late, and the consequence is in force');
  expect(found.xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(await read({ lang: 'es' })).toMatchObject({ language: 'es-US', title: 'Radar de las subvenciones', unmarked: [] });
});

test('it is narrowed as the page is; without a row it says so', async () => {
  const found = await read({
    query: JSON.stringify({ within: 30, filters: { department: [null], owner: ['10000000-0000-4000-8000-000000000001'] } }),
  });
  expect(found).toMatchObject({ pages: 1, unmarked: [], headings: ['H1'] });
});

test('without a session, or with what cannot be read, there is none', async () => {
  expect((await get({}, null)).status).toBe(401);
  expect((await get({ query: '[' })).status).toBe(422);
  expect((await get({ query: JSON.stringify({ filters: { department: ['nonsense'] } }) })).status).toBe(422);
});
