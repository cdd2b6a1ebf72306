import { describe, expect, test } from 'vitest';
import { fetchSpending } from '../../../src/server/awards/usaspending/fetch-spending.ts';
import { readSpending } from '../../../src/server/awards/usaspending/read-document.ts';
import { readAmount, readDay, readText, readUei } from '../../../src/server/awards/usaspending/read-values.ts';

describe('a value of USAspending', () => {
  test.each([
    ['104510.0', 10_451_000],
    ['0.1', 10],
    ['-20', -2_000],
    ['1.5E+3', 150_000],
    ['9007199254740.99', 900_719_925_474_099],
    ['90071992547409999', null],
    ['0.005', 1],
    ['1,250.50', 125_050],
    ['soon', null],
    [null, null],
  ])('%s is %s cents', (text, cents) => expect(readAmount(text)).toBe(cents));
  test.each([
    ['2023-03-21', '2023-03-21'],
    ['2023-03-21T00:00:00', '2023-03-21'],
    ['2023-02-30', null],
    [null, null],
  ])('%s is the day %s', (text, day) => expect(readDay(text)).toBe(day));
  test('that was encoded twice is read back, and what was not stays', () => {
    const once = (text: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
    expect(readText(once('Peña — “safe”  streets'))).toBe('Peña — “safe” streets');
    expect(readText(once(once('SEÑOR’S')))).toBe('SEÑOR’S');
    expect(readText('Âncora, Ãberg')).toBe('Âncora, Ãberg');
    expect(readText('  ')).toBeNull();
  });
  test('is an identifier only with twelve signs, never a DUNS number', () => {
    expect([readUei('jn5kdmqg4gn4'), readUei('073134231'), readUei('NULL')]).toEqual(['JN5KDMQG4GN4', null, null]);
  });
});

/** As the API answers a search. */
const search = (results: unknown[], hasNext = false) =>
  JSON.stringify({ limit: 100, results, page_metadata: { page: 1, hasNext }, messages: [] });

describe('an answer of USAspending', () => {
  test('a search for subawards says of which award each is', () => {
    const text = `{"note": "two real rows", "subawards_rows": [
      {"Sub-Award ID": "Y23-202", "Sub-Awardee Name": "ORANGE COUNTY SHERIFF'S OFFICE", "Sub-Award Amount": 104510.0, "Prime Recipient Name": "ORANGE COUNTY, FLORIDA", "Sub-Award Date": "2023-03-21",
       "Awarding Agency": "Department of Justice", "prime_award_generated_internal_id": "ASST_NON_15PBJA22GG02066JAGX_015"},
      {"Sub-Award ID": "XM003", "Sub-Awardee Name": "VOLUSIA SHERIFF'S OFFICE", "Sub-Award Amount": 108653.0, "Prime Recipient Name": "FLORIDA DEPARTMENT OF LAW ENFORCEMENT",
       "Sub-Award Date": "2024-05-10", "Awarding Agency": "Department of Justice", "prime_award_generated_internal_id": "ASST_NON_15PBJA22GG00717GUNP_015"}]}`;
    expect(readSpending(text, null)).toMatchObject({
      awards: [],
      unplaced: 0,
      subawards: [
        { prime: '15PBJA22GG02066JAGX', number: 'Y23-202', amount_cents: 10_451_000, action_on: '2023-03-21', uei: null },
        { prime: '15PBJA22GG00717GUNP', number: 'XM003', amount_cents: 10_865_300 },
      ],
    });
  });
  test('one award as a whole and its row of a search are one award', () => {
    const whole = {
      generated_unique_award_id: 'ASST_NON_15PBJA23GG04317BSCI_015',
      fain: '15PBJA23GG04317BSCI',
      description: 'PUBLIC SAFETY PARTNERSHIP',
      date_signed: '2023-09-28',
      total_obligation: 500000.1,
      awarding_agency: { toptier_agency: { name: 'Department of Justice', code: '015' } },
      recipient: { recipient_name: 'CITY', recipient_uei: 'JN5KDMQG4GN4' },
      cfda_info: [{ cfda_number: '16.738', cfda_title: 'JAG' }],
      period_of_performance: { start_date: null, end_date: '2026-09-30' },
    };
    const row = {
      'Award ID': '15PBJA23GG04317BSCI',
      'Start Date': '2023-10-01',
      'Award Amount': 1,
      'Recipient UEI': null,
      generated_internal_id: 'x',
    };
    expect(readSpending(JSON.stringify([whole, { results: [row] }]), null).awards).toEqual([
      {
        number: '15PBJA23GG04317BSCI',
        uei: 'JN5KDMQG4GN4',
        recipient: 'CITY',
        title: 'PUBLIC SAFETY PARTNERSHIP',
        federal_cents: 50_000_010,
        starts_on: '2023-10-01',
        ends_on: '2026-09-30',
        federal_award_on: '2023-09-28',
        listing: '16.738',
        agency: 'Department of Justice',
      },
    ]);
  });
  test('the subawards of one award need to be told which', () => {
    const text = search([
      { id: 1, subaward_number: 'S-1', description: 'D', action_date: '2024-01-02', amount: 10.5, recipient_name: 'Center' },
    ]);
    expect(readSpending(text, null)).toMatchObject({ unplaced: 1, subawards: [] });
    expect(readSpending(text, '15PBJA-23-GG-04317-BSCI').subawards).toMatchObject([
      { prime: '15PBJA-23-GG-04317-BSCI', number: 'S-1', amount_cents: 1_050 },
    ]);
  });
  test.each([
    ['<html>', 'usaspending_json'],
    ['{"results": []}', 'usaspending_empty'],
    ['null', 'usaspending_empty'],
  ])('%s is refused as %s', (text, reason) => {
    expect(() => readSpending(text, null)).toThrow(expect.objectContaining({ reason }));
  });
  test('is fetched page by page by the identifier alone', async () => {
    const asked: { subawards: boolean; page: number; filters: { recipient_search_text: string[] } }[] = [];
    const text = await fetchSpending('JN5KDMQG4GN4', async (path, body) => {
      expect(path).toBe('/api/v2/search/spending_by_award/');
      asked.push(body as (typeof asked)[number]);
      const { subawards, page } = body as (typeof asked)[number];
      return search(
        [subawards ? { 'Sub-Award ID': `S${page}`, 'Prime Award ID': 'P', 'Sub-Award Amount': 1 } : { 'Award ID': `A${page}` }],
        !subawards && page < 3,
      );
    });
    expect(asked.map(({ subawards, page }) => `${subawards} ${page}`)).toEqual(['false 1', 'false 2', 'false 3', 'true 1']);
    expect(asked.every(({ filters }) => filters.recipient_search_text.join() === 'JN5KDMQG4GN4')).toBe(true);
    const read = readSpending(text, null);
    expect(read.awards.map(({ number }) => number)).toEqual(['A1', 'A2', 'A3']);
    expect(read.subawards).toMatchObject([{ number: 'S1', prime: 'P', amount_cents: 100 }]);
  });
});
