import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadContent } from '../../../src/server/campaigns/content.ts';
import { passChecks } from '../../../src/server/campaigns/pass-checks.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { checkAsServer } from '../../support/submit-campaign.ts';
import { campaignsOf } from './flow-support.ts';

let office: TestOffice;
let c: ReturnType<typeof campaignsOf>;
beforeAll(async () => {
  office = await openOffice();
  c = campaignsOf(office);
  await c.prepare(2);
});
afterAll(() => office.close());

const submit = async (id: string) => (await c.call('coordinator', 'submit_campaign', { p_id: id })).error;
const unchecked = { code: 'PT422', hint: 'campaign_unchecked' };
const edit = (id: string, p_campaign: object) => c.must('coordinator', 'save_campaign', { p_campaign, p_id: id });
const english = (text: string) => ({ messages: [{ language: 'en', subject: 'Autumn news', blocks: c.block(text) }] });

test('a campaign whose letters were never checked is not submitted, not even by an administrator', async () => {
  const id = await c.draft();
  const refused = await submit(id);
  expect(refused).toMatchObject(unchecked);
  expect(refused?.message).toMatch(/^[A-Z].+\.$/);
  expect((await c.call('admin', 'submit_campaign', { p_id: id })).error).toMatchObject(unchecked);
  expect((await c.read(id)).status).toBe('draft');
  expect((await c.call('manager', 'approve_campaign', { p_id: id })).error).toMatchObject({ hint: 'campaign_not_in_review' });
});

test('one that passed is, and a second time without a check while it says the same', async () => {
  const id = await c.draft();
  await checkAsServer(office, id);
  expect(await submit(id)).toBeNull();
  await c.must('manager', 'return_campaign', { p_id: id, p_note: 'Wait for the weather.' });
  expect(await submit(id)).toBeNull();
  await c.must('manager', 'approve_campaign', { p_id: id });
  expect((await c.read(id)).status).toBe('approved');
});

test('whoever has no key of the server’s notes no check', async () => {
  const id = await c.draft();
  const fingerprint = (await loadContent(office, id))?.fingerprint;
  for (const role of ['admin', 'coordinator'] as const) {
    const { error } = await c.call(role, 'note_campaign_checked', { p_id: id, p_fingerprint: fingerprint });
    expect(error).toMatchObject({ code: '42501' });
  }
  expect(
    (
      await office
        .as('coordinator')
        .from('campaign_checks' as never)
        .insert({ campaign_id: id, fingerprint } as never)
    ).error,
  ).not.toBeNull();
  expect(await submit(id)).toMatchObject(unchecked);
});

test.each([
  ['its words', (id: string) => edit(id, english('See the [list](nowhere).'))],
  [
    'a version in another language',
    (id: string) =>
      edit(id, { messages: [...english('Leaves.').messages, { language: 'es', subject: 'Otoño', blocks: c.block('Hojas.') }] }),
  ],
  ['its audience', (id: string) => edit(id, { audience: { filters: { language: ['es'] } } })],
  ['its sender', (id: string) => edit(id, { from_name: 'City' })],
  ['the office’s address', () => office.exec(`update settings set address = address || ' 2'`)],
])('what passed is no longer enough when %s changed after it', async (_what, change) => {
  const id = await c.draft();
  await checkAsServer(office, id);
  await change(id);
  expect(await submit(id)).toMatchObject(unchecked);
  expect((await c.read(id)).status).toBe('draft');
});

test('a word that changed while the checks looked is not covered by them', async () => {
  const id = await c.draft();
  const looked = await loadContent(office, id);
  if (!looked) throw new Error('There is no such campaign.');
  await edit(id, english('See the [list](nowhere).'));
  expect((await passChecks(office, looked)).errors).toEqual([]);
  expect(await submit(id)).toMatchObject(unchecked);
  // Put back, it is what was looked at.
  await edit(id, english('Leaves are collected on Mondays.'));
  expect(await submit(id)).toBeNull();
});

test('what does not pass is not noted: the letter before it stays the one that may go', async () => {
  const id = await c.draft();
  await checkAsServer(office, id);
  await edit(id, english('See the [list](nowhere).'));
  await expect(checkAsServer(office, id)).rejects.toThrow('link_broken');
  expect(await submit(id)).toMatchObject(unchecked);
});

test('a change after it was submitted makes it a draft that has to pass again, also by way of an undo', async () => {
  const id = await c.draft();
  await c.submit('coordinator', id);
  await edit(id, english('See the [list](nowhere).'));
  expect((await c.read(id)).status).toBe('draft');
  expect((await c.call('manager', 'approve_campaign', { p_id: id })).error).toMatchObject({ hint: 'campaign_not_in_review' });
  expect(await submit(id)).toMatchObject(unchecked);
  const change = await c.lastSet();
  // Undone, what was submitted stands there again; the undo undone, it is a draft.
  expect((await c.undo('coordinator', change)).error).toBeNull();
  expect((await c.read(id)).status).toBe('in_review');
  expect((await c.undo('coordinator', await c.lastSet())).error).toBeNull();
  expect((await c.read(id)).status).toBe('draft');
  expect(await submit(id)).toMatchObject(unchecked);
});
