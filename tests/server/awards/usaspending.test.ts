import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SpendingAnswer, usualChoices } from '../../../src/domain/awards/usaspending.ts';
import { moneyOf } from '../../database/awards/money-support.ts';
import type { Role } from '../../support/databases.ts';
import { type ServedOffice, startOffice } from '../../support/office.ts';

let served: ServedOffice;
let m: ReturnType<typeof moneyOf>;
const uei = 'JN5KDMQG4GN4';
beforeAll(async () => {
  served = await startOffice();
  m = moneyOf(served.office);
  await served.office.exec('update settings set uei = $1', [uei]);
});
afterAll(() => served.stop());

const post = async (path: string, body: FormData | null, role: Role) => {
  const response = await fetch(served.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.office.tokenOf(role)}` },
    body,
  });
  return { status: response.status, answer: (await response.json()) as SpendingAnswer & { message: string; reason?: string } };
};
const send = (document: unknown, facts: Record<string, unknown> = {}, role: Role = 'coordinator') => {
  const form = new FormData();
  form.set(
    'file',
    new File([typeof document === 'string' ? document : JSON.stringify(document)], 'answer.json', { type: 'application/json' }),
  );
  form.set('facts', JSON.stringify(facts));
  return post('/awards/usaspending', form, role);
};
const look = async (document: unknown, facts = {}) => {
  const { status, answer } = await send(document, facts);
  if (status !== 200) throw new Error(`${status}: ${answer.message}`);
  return answer;
};
const row = (number: string, more: Record<string, unknown> = {}) => ({
  'Award ID': number,
  'Recipient UEI': uei,
  'Recipient Name': 'CITY OF KANSAS CITY',
  'Award Amount': 500000,
  'Start Date': '2023-10-01',
  'End Date': '2026-09-30',
  'Base Obligation Date': '2023-09-28',
  Description: 'PUBLIC SAFETY PARTNERSHIP',
  'Awarding Agency': 'Department of Justice',
  'CFDA Number': '16.738',
  ...more,
});
const awardOf = (number: string) =>
  m.one<Record<string, unknown>>(
    `select a.id, a.title, a.status, a.federal_cents::text as federal, a.ends_on::text as ends, l.number as listing, a.recipient_uei as uei, a.version, a.usaspending is not null as is_seen
     from awards a left join assistance_listings l on l.id = a.listing_id where a.award_key = $1`,
    [number],
  );

describe('what USAspending says', () => {
  test('is shown first, taken as it was chosen, taken back as one act; and the same file again changes nothing', async () => {
    const document = { results: [row('15PBJA23GG04317BSCI', { 'Award Amount': 500000.25 })] };
    const shown = await look(document);
    expect(shown.awards.new).toMatchObject([
      { key: '15PBJA23GG04317BSCI', number: '15PBJA-23-GG-04317-BSCI', federal_cents: 50_000_025, listing: '16.738' },
    ]);
    expect(await awardOf('15PBJA23GG04317BSCI')).toBeUndefined();
    const act = '0197a000-0000-7000-8000-00000000b001';
    expect(await look(document, { choices: usualChoices(shown), dry_run: false, act })).toMatchObject({ taken: 1, changed: 0 });
    const made = await awardOf('15PBJA23GG04317BSCI');
    expect(made).toMatchObject({
      title: 'PUBLIC SAFETY PARTNERSHIP',
      status: 'awarded',
      federal: '50000025',
      ends: '2026-09-30',
      listing: '16.738',
      uei,
      is_seen: true,
    });
    const again = await look(document);
    expect(again.awards).toMatchObject({ new: [], changed: [], same: 1 });
    await look(document, { choices: usualChoices(again), dry_run: false });
    expect(await awardOf('15PBJA23GG04317BSCI')).toEqual(made);
    expect(await m.undo(act)).toMatchObject({ error: null });
    expect(await awardOf('15PBJA23GG04317BSCI')).toBeUndefined();
  });
  test('fills what is empty; what would write over ours is only taken where somebody says so', async () => {
    const id = await m.award({ award_number: '15PBJA-24-GG-90001-DIFF', recipient_uei: uei, ends_on: '2027-09-30', listing_id: null });
    const document = [
      row('15PBJA24GG90001DIFF', { 'Start Date': '2024-10-01', 'End Date': '2028-09-30', 'Base Obligation Date': '2024-09-26' }),
    ];
    const shown = await look(document);
    expect(shown.awards.changed).toMatchObject([
      {
        id,
        differences: [
          { field: 'ends_on', ours: '2027-09-30', theirs: '2028-09-30' },
          { field: 'listing_id', ours: null, theirs: '16.738' },
        ],
      },
    ]);
    expect(usualChoices(shown).fields).toEqual(['15PBJA24GG90001DIFF|listing_id']);
    await look(document, { choices: usualChoices(shown), dry_run: false });
    expect(await awardOf('15PBJA24GG90001DIFF')).toMatchObject({ listing: '16.738', ends: '2027-09-30' });
    await look(document, { choices: { ...usualChoices(shown), fields: ['15PBJA24GG90001DIFF|ends_on'] }, dry_run: false });
    expect(await awardOf('15PBJA24GG90001DIFF')).toMatchObject({ ends: '2028-09-30' });
  });
  test('is matched by number and identifier, never by a name', async () => {
    await m.award({ award_number: '15PBJA-24-GG-90002-NAME', recipient_uei: uei });
    const shown = await look([
      row('15PBJA24GG90002NAME', { 'Recipient UEI': 'KS5KDMQG4GN4' }),
      row('15PBJA24GG90003NAME', { 'Recipient UEI': 'KS5KDMQG4GN4' }),
      row('15PBJA24GG90004NAME', { 'Recipient UEI': null }),
      row('69A3452440001', { 'Awarding Agency': 'Department of Transportation' }),
      row('', { generated_internal_id: null }),
    ]);
    expect(shown.awards).toMatchObject({
      new: [],
      conflicts: [{ number: '15PBJA-24-GG-90002-NAME', uei: 'KS5KDMQG4GN4' }],
      others: 2,
      agency: 1,
      wrong: 1,
    });
  });
  test('of subawards comes in as drafts of the award, of whom it is known or chosen; what they come to is told', async () => {
    const award = await m.award({ award_number: '15PBJA-24-GG-90005-SUBS', recipient_uei: uei, federal_cents: 50_000_000 });
    const body = await m.one<{ id: string; name: string }>(
      `insert into organizations (code, name, kind) values ('mattie', 'Mattie Rhodes Center', 'community') returning id, name`,
    );
    const one = {
      'Sub-Award ID': 'S-1',
      'Sub-Awardee Name': 'MATTIE RHODES CENTER',
      'Sub-Award Amount': 20000.5,
      'Sub-Award Date': '2025-01-10',
      'Prime Award ID': '15PBJA24GG90005SUBS',
      'Sub-Award Description': 'Street outreach',
    };
    const rows = [
      one,
      one,
      { ...one, 'Sub-Award Date': '2025-03-01', 'Sub-Award Amount': 10000 },
      { ...one, 'Sub-Award ID': 'S-2', 'Sub-Awardee Name': 'NOBODY KNOWS' },
      { ...one, 'Sub-Award ID': 'S-3', 'Prime Award ID': '15PBJA24GG99999ELSE' },
    ];
    const shown = await look({ results: rows });
    expect(shown.subawards).toMatchObject({
      new: [
        { key: '15PBJA24GG90005SUBS/S-1', award_id: award, total_cents: 3_000_050, actions: 2, organization_id: body.id },
        { key: '15PBJA24GG90005SUBS/S-2', organization_id: null },
      ],
      others: 1,
    });
    const refused = await send({ results: rows }, { choices: { subawards: [{ key: '15PBJA24GG90005SUBS/S-2' }] }, dry_run: false });
    expect(refused).toMatchObject({ status: 422, answer: { message: 'S-2: Choose the organization that gets it. Nothing was taken in.' } });
    const act = '0197a000-0000-7000-8000-00000000b002';
    expect(await look({ results: rows }, { choices: usualChoices(shown), dry_run: false, act })).toMatchObject({ taken: 1 });
    expect(
      await served.office.exec(
        `select s.status, s.title, a.action_on::text as on_day, a.amount_cents::integer as cents from subawards s join subaward_actions a on a.subaward_id = s.id where s.award_id = $1 order by a.action_on`,
        [award],
      ),
    ).toEqual([
      { status: 'draft', title: 'Street outreach', on_day: '2025-01-10', cents: 2_000_050 },
      { status: 'draft', title: 'Street outreach', on_day: '2025-03-01', cents: 1_000_000 },
    ]);
    const less = await look({ results: rows.slice(0, 1) });
    expect(less.subawards.changed).toMatchObject([
      { number: 'S-1', differences: [{ field: 'total_cents', ours: 3_000_050, theirs: 2_000_050 }] },
    ]);
    expect((await look({ results: rows.slice(0, 3) })).subawards).toMatchObject({ new: [], changed: [], same: 1 });
    expect(await m.undo(act)).toMatchObject({ error: null });
    expect(await served.office.exec('select id from subawards where award_id = $1', [award])).toEqual([]);
  });
  test('that would break a rule takes nothing, and says at which line', async () => {
    const award = await m.award({ award_number: '15PBJA-24-GG-90006-OVER', recipient_uei: uei, federal_cents: 100_000 });
    const rows = [
      { ...row('15PBJA24GG90006OVER'), 'Award Amount': 1000, 'Base Obligation Date': '2024-09-20' },
      {
        'Sub-Award ID': 'S-9',
        'Sub-Awardee Name': 'Mattie Rhodes Center',
        'Sub-Award Amount': 2000,
        'Sub-Award Date': '2025-01-10',
        'Prime Award ID': '15PBJA24GG90006OVER',
      },
    ];
    const shown = await look(rows);
    const { status, answer } = await send(rows, {
      choices: { ...usualChoices(shown), fields: ['15PBJA24GG90006OVER|federal_award_on'] },
      dry_run: false,
    });
    expect(status).toBe(422);
    expect(answer.message).toMatch(/^S-9: All subawards together would come to \$2,000\.00.* Nothing was taken in\.$/);
    expect(await m.one('select federal_award_on::text as day from awards where id = $1', [award])).toEqual({ day: '2024-09-26' });
  });
  test('is for coordinators; the server asks by itself only where an administrator allowed it', async () => {
    expect((await send([row('15PBJA23GG04317BSCI')], {}, 'staff')).status).toBe(403);
    expect((await send('<html>')).answer).toMatchObject({ reason: 'usaspending_json' });
    expect((await post('/awards/usaspending/fetch', null, 'coordinator')).status).toBe(403);
    expect(
      (
        await served.office
          .as('manager')
          .from('settings')
          .update({ fetches_usaspending: true })
          .eq('id', true as never)
          .select('id')
      ).data ?? [],
    ).toEqual([]);
  });
});
