import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PopulationsRefused, readPopulations } from '../../../src/server/outreach/read-populations.ts';
import type { Role } from '../../support/databases.ts';
import { type ServedOffice, startOffice } from '../../support/office.ts';

const sheet = 'district,language,people,source,as_of\n1,all,"80,000",ACS 2024,2024-12-31\n\n1,es,12000,ACS 2024,2024-12-31\n';

describe('the sheet', () => {
  test('is read with the line on which each row stands', () => {
    expect(readPopulations(sheet)).toEqual([
      { line: 2, district: '1', language: 'all', people: '80,000', source: 'ACS 2024', as_of: '2024-12-31' },
      { line: 4, district: '1', language: 'es', people: '12000', source: 'ACS 2024', as_of: '2024-12-31' },
    ]);
  });

  test('may use semicolons, a byte order mark, Spanish names and no column for the language', () => {
    expect(readPopulations('\uFEFFDistrito;Personas;Fuente;Fecha\r\n1;80000;Censo;2020-04-01\r\n')).toEqual([
      { line: 2, district: '1', language: '', people: '80000', source: 'Censo', as_of: '2020-04-01' },
    ]);
  });

  test('that is none is refused in a sentence', () => {
    const refusal = (text: string) => {
      try {
        return readPopulations(text);
      } catch (error) {
        return (error as PopulationsRefused).reason;
      }
    };
    expect(refusal('hello\nthere')).toBe('populations_columns');
    expect(refusal('')).toBe('populations_columns');
    expect(refusal('district,people,source,as_of\n"1,2')).toBe('populations_csv');
    expect(refusal('x'.repeat(500_001))).toBe('populations_large');
  });
});

describe('over HTTP', () => {
  let served: ServedOffice;
  beforeAll(async () => {
    served = await startOffice();
  });
  afterAll(() => served.stop());
  const send = async (role: Role | null, body: object) => {
    const response = await fetch(`${served.url}/outreach/populations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(role ? { authorization: `Bearer ${served.office.tokenOf(role)}` } : {}) },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };
  const count = async () => (await served.office.exec<{ n: number }>('select count(*)::int as n from district_populations'))[0]?.n;

  test('a coordinator looks first, then takes the sheet in as one act that carries the name they gave it', async () => {
    expect(await send('coordinator', { text: sheet })).toEqual({ status: 200, answer: { added: 2, changed: 0, same: 0, wrong: [] } });
    expect(await count()).toBe(0);
    const act = crypto.randomUUID();
    expect((await send('coordinator', { text: sheet, dry_run: false, act })).status).toBe(200);
    expect(await count()).toBe(2);
    expect(await served.office.exec('select 1 as there from change_sets where id = $1', [act])).toEqual([{ there: 1 }]);
  });

  test('staff, strangers and what is no sheet are refused, and nothing is written', async () => {
    expect((await send('staff', { text: sheet, dry_run: false })).status).toBe(403);
    expect((await send(null, { text: sheet, dry_run: false })).status).toBe(401);
    expect(await send('coordinator', { text: 'hello' })).toMatchObject({
      status: 422,
      answer: { field: 'text', reason: 'populations_columns' },
    });
    expect((await send('coordinator', { text: 12 })).status).toBe(422);
    expect(await count()).toBe(2);
  });
});
