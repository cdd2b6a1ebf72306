import { expect, test } from 'vitest';
import { checkAward } from '../../src/app/features/awards/form/checks.ts';
import { emptyAward, toColumns, toPatch } from '../../src/app/features/awards/form/values.ts';
import { listConflicts, mergeValues } from '../../src/app/shared/forms/three-way.ts';

const reading = { today: '2026-11-24', locale: 'en' } as const;
const blank = emptyAward('me', '');
const award = { ...blank, title: 'Partnership', federal: '500,000', starts_on: '10/1/2024', ends_on: 'sep 30 2027' };

test('what is typed becomes days and whole cents', () => {
  expect(toColumns({ ...award, match: '1,250.5' }, reading)).toMatchObject({
    starts_on: '2024-10-01',
    ends_on: '2027-09-30',
    federal_cents: 50_000_000,
    match_cents: 125_050,
    program_income_cents: 0,
    award_number: null,
  });
});

test('a total that is typed has to be the sum, to the cent', () => {
  expect(checkAward({ ...award, match: '0.1', program_income: '0.2', total: '500,000.30' }, reading).errors).toEqual({});
  expect(checkAward({ ...award, total: '500,000.01' }, reading).errors).toEqual({ total: 'refusal.total_cents' });
});

test('what is wrong is said at its field or line, and its part opens', () => {
  const share = { key: 's', organization_id: 'o', amount: '600,000', purpose: '', account_string: '' };
  const role = { key: 'r', role: 'financial_manager' as const, staff_id: null, name: ' ', email: '' };
  const found = checkAward({ ...award, title: ' ', ends_on: '9/30/2023', federal: '5x', shares: [share], roles: [role] }, reading);
  expect(found.errors).toMatchObject({
    title: 'refusal.award_title',
    ends_on: 'refusal.ends_on',
    federal: 'award.wrong.amount',
    r: 'refusal.roles_name',
    shares: 'refusal.shares',
  });
  expect(found.sections).toEqual(['roles', 'shares']);
});

test('only what differs is saved, and two people meet field by field', () => {
  expect(toPatch({ ...award, starts_on: '2024-10-01', title: 'Renamed' }, award, reading)).toEqual({ title: 'Renamed' });
  const three = {
    start: award,
    mine: { ...award, title: 'Mine', fund_code: '2410' },
    theirs: { ...award, title: 'Theirs', project_code: 'G10' },
  };
  expect(listConflicts(three)).toEqual(['title']);
  expect(mergeValues(three, new Set())).toMatchObject({ title: 'Mine', fund_code: '2410', project_code: 'G10' });
  expect(mergeValues(three, new Set(['title']))).toMatchObject({ title: 'Theirs', fund_code: '2410' });
});
