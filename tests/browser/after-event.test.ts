import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closePages, findChromium, openBrowser } from '../support/browser.ts';
import { type ServedOffice, startOffice } from '../support/office.ts';
import { choose, findBarriers, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let topic: string;

beforeAll(async () => {
  if (!chromium) return;
  browser = await openBrowser();
  served = await startOffice();
  topic = String((await served.office.exec<{ name: string }>('select name from topics where is_active order by name limit 1'))[0]?.name);
});
afterAll(async () => {
  await closePages(browser);
  await served?.stop();
});

/** An event that was held, with one resident who came and twelve people counted. */
async function holdEvent(): Promise<string> {
  const [row] = await served.office.exec<{ id: string }>(
    `insert into events (title, kind, status, starts_at, ends_at, place_name, neighborhood, expected_count)
     select 'Blue Valley meeting', 'neighborhood_meeting', 'held', t, t + interval '2 hours', 'Central Library', 'Blue Valley', 40
     from (select now() - interval '35 days' as t) at returning id`,
  );
  const id = String(row?.id);
  const person = { name: 'Rosa Peña', preferred_language: 'es' };
  const resident = String((await served.office.as('staff').rpc('save_resident', { p_resident: person })).data);
  const acts = [
    { key: crypto.randomUUID(), verb: 'walk_in', name: 'Rosa Peña', resident_id: resident, language: 'es', people: 2 },
    { key: crypto.randomUUID(), verb: 'tally', people: 12, age_band: '25-44', language: 'en', postal_code: '64127' },
  ];
  await served.office.as('coordinator').rpc('correct_attendance', { p_event: id, p_acts: acts });
  return id;
}
const opened = async (role: 'coordinator' | 'staff' | 'viewer', look = {}) => {
  const id = await holdEvent();
  const page = await signIn(browser, served.url, served.accounts[role], `/events/${id}?tab=after`, look);
  await page.getByRole('heading', { name: '14 people came' }).waitFor();
  return { id, page };
};
async function noteIssue(page: Page, words: string) {
  await page.getByLabel('What was said').fill(words);
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.locator('.after-issues').getByText(words).waitFor();
}
const chooseTopic = (page: Page) => choose(page, page.getByLabel('Topic', { exact: true }), topic, topic);

describe.skipIf(!chromium)('after an event', () => {
  it('what was heard becomes inquiries, one and several at once, and is told to the neighborhood without names', async () => {
    const { id, page } = await opened('coordinator');
    await chooseTopic(page);
    await noteIssue(page, 'The lamp at 12th and Vine is out.');
    await noteIssue(page, 'Rosa Peña asks for a crosswalk.');
    await noteIssue(page, 'Trash on the lot.');
    await page.getByRole('listitem').filter({ hasText: 'The lamp' }).getByRole('button', { name: 'Make an inquiry' }).click();
    await page.getByRole('link', { name: /^Inquiry \d{4}-/ }).waitFor();
    await page.getByLabel('Choose “Rosa Peña asks for a crosswalk.”').check();
    await page.getByLabel('Choose “Trash on the lot.”').check();
    await page.getByRole('button', { name: 'Make 2 inquiries' }).click();
    await expect.poll(() => page.getByRole('link', { name: /^Inquiry \d{4}-/ }).count()).toBe(3);
    const { data } = await served.office.as('viewer').from('inquiries').select('channel, neighborhood').eq('channel', 'event');
    expect(data).toHaveLength(3);

    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(() => page.getByRole('link', { name: /^Inquiry \d{4}-/ }).count()).toBe(1);
    await page.getByLabel('Choose “Rosa Peña asks for a crosswalk.”').check();
    await page.getByLabel('Choose “Trash on the lot.”').check();
    await page.getByRole('button', { name: 'Make 2 inquiries' }).click();
    await expect.poll(() => page.getByRole('link', { name: /^Inquiry \d{4}-/ }).count()).toBe(3);

    await page.getByRole('button', { name: 'Draft it now' }).click();
    const text = page.getByLabel('Text', { exact: true });
    await expect.poll(() => text.inputValue()).toContain('The lamp at 12th and Vine is out. We are working on it.');
    expect(await text.inputValue()).not.toMatch(/Rosa|Peña/);
    await text.fill('You said, we did. All of it.');
    await page.getByRole('button', { name: 'Save text' }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText(/^Approved by/).waitFor();
    const { data: kept } = await served.office.as('viewer').from('event_follow_ups').select('status, text_en').eq('event_id', id);
    expect(kept).toEqual([{ status: 'approved', text_en: 'You said, we did. All of it.' }]);
    await page.context().close();
  });

  it('the paper sheet is entered by the keyboard alone, and what is wrong is taken out', async () => {
    const { id, page } = await opened('coordinator');
    await page.getByText('Enter the paper sheet').click();
    await page.getByLabel('Name, empty for a tally').fill('Ben Okafor');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '15 people came' }).waitFor();
    await page.keyboard.type('Ana Li');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '18 people came' }).waitFor();
    await page.getByRole('button', { name: 'Remove Ben Okafor' }).click();
    await page.getByRole('heading', { name: '17 people came' }).waitFor();
    await page.getByLabel(/The tally counted everybody/).check();
    await page.getByRole('heading', { name: '12 people came' }).waitFor();
    expect((await served.office.as('viewer').rpc('event_attendance', { p_event: id })).data).toMatchObject({
      named: 5,
      tallied: 12,
      people: 12,
    });
    await page.context().close();
  });

  it('those who came are a view of residents, with its count', async () => {
    const { id, page } = await opened('coordinator');
    await page.getByRole('button', { name: 'Keep those who came as a view' }).click();
    await page.getByRole('link', { name: '1 resident who came', exact: true }).click();
    await page.getByText('Came to “Blue Valley meeting”').waitFor();
    expect(new URL(page.url()).search).toBe(`?attended=${id}`);
    await expect.poll(() => page.locator('.rows .row').count()).toBe(1);
    await page.getByRole('link', { name: /Came: Blue Valley meeting/ }).waitFor();
    await page.context().close();
  });

  it('a draft that waits stands on the home page of coordinators, and not of staff', async () => {
    const id = await holdEvent();
    const { error } = await served.office.service.rpc('draft_follow_up', { p_event: id, p_en: 'Text', p_es: 'Texto' });
    expect(error).toBeNull();
    const page = await signIn(browser, served.url, served.accounts.coordinator);
    await page.getByRole('heading', { name: '1 text “You said, we did” waits to be read' }).waitFor();
    await page.context().close();
    const other = await signIn(browser, served.url, served.accounts.staff);
    await other.waitForLoadState('networkidle');
    expect(await other.getByText('You said, we did').count()).toBe(0);
    await other.context().close();
  });

  it('has no barrier that axe can find, and offers a viewer nothing that would be refused', async () => {
    const found: string[] = [];
    for (const [role, look] of [
      ['coordinator', {}],
      ['viewer', { width: 390, height: 844, dark: true }],
    ] as const) {
      const { page } = await opened(role, look);
      await page.waitForLoadState('networkidle');
      for (const summary of await page.locator('.after summary').all()) await summary.click();
      found.push(...(await findBarriers(page)).map((barrier) => `${role} ${barrier}`));
      if ((await page.evaluate(() => document.documentElement.scrollWidth)) > (look.width ?? 1440)) found.push(`${role} is too wide`);
      if (role === 'viewer') expect(await page.locator('.after').getByRole('button').allTextContents()).not.toContain('Note it');
      await page.context().close();
    }
    expect(found).toEqual([]);
  });
});
