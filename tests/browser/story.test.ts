import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});

async function take(subject: string): Promise<string> {
  const sql = `insert into inquiries (subject, channel, topic_id, opened_at) select $1, 'phone', id, '2026-03-02T15:00:00Z' from topics order by code limit 1 returning id`;
  return String((await served.office.exec<{ id: string }>(sql, [subject]))[0]?.id);
}

it.skipIf(!chromium)('a long story is read page after page and narrowed to a kind, which the address keeps', async () => {
  const id = await take('A long story');
  await served.office.exec(
    `insert into interactions (inquiry_id, kind, body, occurred_at)
     select $1, case when n = 3 then 'call' else 'note' end, 'Told ' || n || '.', timestamptz '2026-03-02T16:00:00Z' + n * interval '1 hour' from generate_series(1, 35) n`,
    [id],
  );
  const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${id}`);
  const story = page.getByRole('region', { name: 'Story' });
  await story.getByText('Told 35.', { exact: true }).waitFor();
  await story.getByRole('button', { name: 'Show older' }).press('Enter');
  await story.getByText('Told 3.', { exact: true }).waitFor();
  await story.getByRole('button', { name: 'Show older' }).waitFor({ state: 'detached' });
  expect(await findBarriers(page)).toEqual([]);
  await choose(page, story.getByRole('combobox', { name: 'What of the story is shown' }), 'Calls', 'Calls');
  await story.getByText('Told 35.', { exact: true }).waitFor({ state: 'detached' });
  await story.getByText('Told 3.', { exact: true }).waitFor();
  expect(new URL(page.url()).hash).toBe('#story=call');
  await page.context().close();
});

it.skipIf(!chromium)('what is being written is there in another browser, and a colleague sees that somebody writes', async () => {
  const id = await take('Begun here');
  const here = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${id}`);
  const kept = here.waitForResponse((response) => response.url().endsWith('/rpc/keep_draft') && response.ok());
  const told = here.waitForResponse(
    (response) =>
      response.url().endsWith('/rpc/touch_presence') && response.ok() && (response.request().postData()?.includes('"note"') ?? false),
  );
  await here.getByRole('textbox', { name: /^What happened\?/ }).fill('Half a sentence');
  await Promise.all([kept, told]);
  const colleague = await signIn(browser, served.url, served.accounts.manager, `/inquiries/${id}`, { width: 390, height: 844, dark: true });
  await colleague.getByText('Staff Person is writing an entry').waitFor();
  expect(await colleague.getByRole('textbox', { name: /^What happened\?/ }).inputValue()).toBe('');
  expect(await findBarriers(colleague)).toEqual([]);
  await colleague.context().close();
  const there = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${id}`);
  const box = there.getByRole('textbox', { name: /^What happened\?/ });
  await expect.poll(() => box.inputValue(), { timeout: 30_000 }).toBe('Half a sentence');
  await there.getByRole('button', { name: 'Save entry' }).press('Enter');
  await there.getByRole('region', { name: 'Story' }).getByText('Half a sentence').waitFor();
  await expect.poll(() => served.office.exec('select id from drafts'), { timeout: 30_000 }).toEqual([]);
  await here.context().close();
  await there.context().close();
});

it.skipIf(!chromium)('two people who correct one resident choose where they differ, and lose nothing', async () => {
  const saved = async (role: 'staff' | 'manager', resident: object, args: { p_id?: string; p_version?: number } = {}) => {
    const { data, error } = await served.office.as(role).rpc('save_resident', { p_resident: resident as never, ...args });
    if (error) throw error;
    return String(data);
  };
  const first = {
    name: 'Rosa Medina',
    preferred_language: 'en',
    tags: [],
    phones: [{ number: '+18165550142', label: null }],
    emails: [],
    addresses: [],
  };
  const id = await saved('staff', first);
  const page = await signIn(browser, served.url, served.accounts.staff, `/residents/${id}/edit`, { width: 390, height: 844 });
  await page.getByLabel('Name', { exact: true }).fill('Rosa M. Medina');
  await page.getByLabel('Neighborhood', { exact: true }).fill('Ivanhoe');
  const phones = [...first.phones, { number: '+18165550177', label: null }];
  await saved('manager', { ...first, name: 'Rosa Medina Cruz', phones }, { p_id: id, p_version: 1 });
  await page.getByRole('button', { name: 'Save resident' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Somebody else saved first' });
  await dialog.getByText('Before: Rosa Medina', { exact: true }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('radio', { name: 'Theirs: Rosa Medina Cruz' }).check();
  await dialog.getByRole('button', { name: 'Go on with these' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Rosa Medina Cruz');
  await page.getByRole('button', { name: 'Save resident' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Rosa Medina Cruz' }).waitFor();
  const rows = await served.office.exec(
    `select name, neighborhood, array(select number from resident_phones p where p.resident_id = r.id order by number) as phones from residents r where id = $1`,
    [id],
  );
  expect(rows).toEqual([{ name: 'Rosa Medina Cruz', neighborhood: 'Ivanhoe', phones: ['+18165550142', '+18165550177'] }]);
  await page.context().close();
});
