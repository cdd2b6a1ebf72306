import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FoundAnswer } from '../../../src/domain/opportunities/found-file.ts';
import { guessFound, readFound } from '../../../src/server/opportunities/read-found.ts';
import type { Role } from '../../support/databases.ts';
import { type ServedOffice, startOffice } from '../../support/office.ts';

let served: ServedOffice;
beforeAll(async () => {
  served = await startOffice();
});
afterAll(() => served.stop());

const send = async (text: string, facts: Record<string, unknown> = {}, role: Role = 'coordinator') => {
  const form = new FormData();
  form.set('file', new File([text], 'search.csv', { type: 'text/csv' }));
  form.set('facts', JSON.stringify(facts));
  const response = await fetch(`${served.url}/opportunities/found`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.office.tokenOf(role)}` },
    body: form,
  });
  return { status: response.status, answer: (await response.json()) as FoundAnswer & { reason?: string } };
};
const old = `Funding Opp #,Opportunity Title,Agency,Opportunity Status,Posted Date,Close Date
"=HYPERLINK(""https://www.grants.gov/search-results-detail/350765"",""O-BJA-2095-00001"")",Body-worn cameras,Bureau of Justice Assistance,Posted,01/05/2095,04/01/2095
O-HHS-2095,Health centers,Health Resources and Services Administration,Posted,01/05/2095,04/01/2095
`;

describe('a search of Grants.gov', () => {
  test('has its columns guessed, in its old form and its new one', () => {
    expect(guessFound(old.split('\n')[0]?.split(',') ?? [])).toEqual({
      number: 'Funding Opp #',
      title: 'Opportunity Title',
      agency: 'Agency',
      posted: 'Posted Date',
      closes: 'Close Date',
    });
    expect(
      guessFound([
        'opportunity_number',
        'opportunity_title',
        'agency_name',
        'close_date',
        'award_ceiling',
        'url',
        'opportunity_assistance_listings',
      ]),
    ).toEqual({
      number: 'opportunity_number',
      title: 'opportunity_title',
      agency: 'agency_name',
      closes: 'close_date',
      ceiling: 'award_ceiling',
      url: 'url',
      listing: 'opportunity_assistance_listings',
    });
  });
  test.each([
    ['04/01/2095', '2095-04-01'],
    ['2095-04-01', '2095-04-01'],
    ['Apr 1, 2095', '2095-04-01'],
    ['Apr 01, 2095 11:59:59 PM EDT', '2095-04-01'],
    ['April 1, 2095', '2095-04-01'],
    ['', null],
    ['N/A', null],
  ])('closes on "%s": %s', (cell, day) => {
    const table = { columns: ['N', 'T', 'C'], records: [{ line: 2, cells: ['X', 'Y', cell] }], sha256: '' };
    expect(readFound(table, { number: 'N', title: 'T', closes: 'C' }).rows).toMatchObject([{ closes_on: day }]);
  });
  test('is looked at, taken in, remembered, and taken back', async () => {
    expect((await send(old, {}, 'staff')).status).toBe(403);
    const shown = (await send(old)).answer;
    expect(shown).toMatchObject({
      remembered: false,
      outcome: { rows: 2, others: 1, new: [{ number: 'O-BJA-2095-00001', closes_on: '2095-04-01' }], taken: 0 },
    });
    const act = '0197a000-0000-7000-8000-00000000c001';
    expect((await send(old, { dry_run: false, act, mapping: shown.mapping })).answer.outcome).toMatchObject({ taken: 1 });
    const kept = () => served.office.exec(`select url, agency from opportunities where opportunity_number = 'O-BJA-2095-00001'`);
    expect(await kept()).toEqual([{ url: 'https://www.grants.gov/search-results-detail/350765', agency: 'Bureau of Justice Assistance' }]);
    expect((await send(old)).answer).toMatchObject({ remembered: true, outcome: { new: [], same: 1 } });
    expect((await served.office.as('coordinator').rpc('undo_change_set', { p_change_set: act })).error).toBeNull();
    expect(await kept()).toEqual([]);
  });
  test('with other columns asks which is which; what is no table is refused', async () => {
    expect((await send('A,B\n1,2\n')).answer).toMatchObject({ columns: ['A', 'B'], mapping: {}, outcome: null });
    expect((await send('A,B\nX-1,Title\n', { mapping: { number: 'A', title: 'B', sort: 'x' }, all_agencies: true })).answer).toMatchObject({
      mapping: { number: 'A', title: 'B' },
      outcome: { new: [{ title: 'Title' }] },
    });
    expect((await send('A\n')).answer).toMatchObject({ reason: 'found_empty' });
    expect(
      (await send('Number,Title,Due Date,Ceiling\nX-1,T,tomorrow,\nX-2,T,,much\n', { all_agencies: true })).answer.outcome,
    ).toMatchObject({
      rows: 2,
      new: [],
      wrong: [
        { line: 2, why: 'day', value: 'tomorrow' },
        { line: 3, why: 'amount', value: 'much' },
      ],
    });
  });
});
