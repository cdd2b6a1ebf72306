import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let topic: string;
const residents: Record<string, string> = {};

openHouse(async (house) => {
  ({ browser, served } = house);
  const { data } = await served.office.as('staff').from('topics').select('id').eq('code', 'city-finances').single();
  topic = data?.id ?? '';
  for (const [name, number, language] of [
    ['Elena Park', '+18165550123', 'en'],
    ['Rosa Park', '+18165550177', 'es'],
    ['Tom Lee', '+18165550188', 'en'],
  ] as const) {
    const saved = await served.office.as('staff').rpc('save_resident', {
      p_resident: {
        name,
        preferred_language: language,
        phones: [{ number, label: null }],
        emails: [{ address: `${name.split(' ')[0]?.toLowerCase()}@mail.test` }],
      } as never,
    });
    residents[name] = String(saved.data);
  }
});

const take = async (subject: string, who: string): Promise<{ id: string; number: string }> => {
  const { data, error } = await served.office.as('staff').rpc('take_inquiry', {
    p_inquiry: { subject, topic_id: topic, caller: { id: residents[who] } } as never,
  });
  if (error) throw error;
  return data as { id: string; number: string };
};
const isFocused = (page: Page, label: string) =>
  expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent ?? ''), {})
    .toBe(label);

it.skipIf(!chromium)(
  'a call for somebody else is taken by keyboard with few keys, and what is unfinished survives a closed tab',
  async () => {
    let page = await signIn(browser, served.url, served.accounts.staff, '/inquiries?sort=-opened_at');
    await page.locator('.list-pane').waitFor();
    let keys = 0;
    const press = async (key: string) => {
      keys += key.split('+').length;
      await page.keyboard.press(key);
    };
    const pick = async (typed: string, name: string) => {
      await page.keyboard.type(typed);
      await page.getByRole('option', { name }).waitFor();
      await press('ArrowDown');
      await press('Enter');
      await isFocused(page, 'What do they need?');
    };
    await press('n');
    await isFocused(page, 'Who is calling?');
    await pick('5550123', 'Elena Park');
    // Back over the ways in to the two ticks.
    await press('Shift+Tab');
    await press('Shift+Tab');
    await isFocused(page, 'An interpreter is needed');
    await press('Space');
    await press('Shift+Tab');
    await press('Space');
    await page.getByRole('combobox', { name: 'For whom?' }).waitFor();
    await press('Tab');
    await press('Tab');
    await isFocused(page, 'For whom?');
    await pick('5550177', 'Rosa Park');
    await page.keyboard.type('Rent help for Rosa');

    // The tab is closed in the middle of it; the next one has all of it.
    const context = page.context();
    await page.close();
    page = await context.newPage();
    await page.goto(`${served.url}/inquiries/create`);
    await page.getByText('Draft kept').waitFor();
    expect(await page.getByLabel('What do they need?').inputValue()).toBe('Rent help for Rosa');
    await page.getByText('Rosa Park').waitFor();
    expect(await page.getByLabel('An interpreter is needed').isChecked()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);

    await page.getByLabel('Details').focus();
    await press('Tab');
    await page.keyboard.type('Language assist');
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').filter({ hasText: 'Language assistance' }).waitFor();
    await press('Enter');
    await press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Rent help for Rosa' }).waitFor();
    expect(keys).toBeLessThanOrEqual(40);
    const people = page.getByRole('region', { name: 'Whom else it concerns' });
    await people.getByRole('link', { name: 'Elena Park' }).waitFor();
    await people.getByText('called for somebody else').waitFor();
    await context.close();
  },
);

it.skipIf(!chromium)(
  'one inquiry repeats another, the other is split, closed with a sentence for the public, and says who is told',
  async () => {
    const [kept, gone] = [await take('Dark corner', 'Rosa Park'), await take('No light at night', 'Tom Lee')];
    await served.office.as('staff').from('interactions').insert({ inquiry_id: gone.id, kind: 'note', body: 'Two neighbors say so.' });
    const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${gone.id}`);
    await page.getByRole('button', { name: 'Relate to another' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Relate them' }).click();
    await dialog.getByText('Choose an inquiry by its number or its words.').waitFor();
    await choose(page, dialog.getByRole('combobox', { name: 'The other inquiry' }), kept.number, kept.number);
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Relate them' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dark corner' }).waitFor();
    const related = page.getByRole('region', { name: 'Related inquiries' });
    await related.getByRole('link', { name: `${gone.number} No light at night` }).waitFor();
    await page.getByRole('region', { name: 'Whom else it concerns' }).getByRole('link', { name: 'Tom Lee' }).waitFor();

    // What was said about the one that repeats it stands in the story of the one that is kept.
    const told = page.getByRole('listitem').filter({ hasText: 'Two neighbors say so.' });
    await told.getByRole('link', { name: `on ${gone.number}` }).waitFor();

    await related.getByRole('button', { name: 'Split' }).click();
    await dialog.getByRole('textbox', { name: 'What do they need?' }).fill('The fence leans');
    await dialog.getByRole('button', { name: 'Make the parts' }).click();
    await related.getByRole('link', { name: /The fence leans/ }).waitFor();

    await page.getByRole('button', { name: 'Close inquiry' }).click();
    await dialog.getByLabel('Resolved').check();
    await dialog.getByRole('textbox', { name: 'What residents are told' }).fill('The lamp was replaced.');
    await dialog.getByRole('textbox', { name: 'The same in Spanish' }).fill('Cambiamos la lámpara.');
    await dialog
      .getByText(/2 letters leave two minutes later.*Rosa Park.*Tom Lee|2 letters leave two minutes later.*Tom Lee.*Rosa Park/)
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close inquiry' }).click();
    await page.getByRole('button', { name: 'Reopen inquiry' }).waitFor();
    await page.getByText('Letter to Tom Lee').waitFor();
    await page.context().close();

    const phone = await signIn(browser, served.url, served.accounts.viewer, `/inquiries/${kept.id}`, { width: 390, height: 844 });
    await phone
      .getByRole('region', { name: 'Related inquiries' })
      .getByRole('link', { name: /No light at night/ })
      .waitFor();
    await phone.getByText('Letter to Rosa Park').waitFor();
    expect(await phone.getByRole('button', { name: 'Relate to another' }).count()).toBe(0);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findBarriers(phone)).toEqual([]);
    await phone.context().close();
  },
);

it.skipIf(!chromium)('what is answered at once is closed at intake with a sentence in the language of whoever asked', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, '/inquiries/create', { width: 390, height: 844 });
  const who = page.getByRole('combobox', { name: 'Who is calling?' });
  await who.fill('5550177');
  await page.getByRole('option', { name: 'Rosa Park' }).click();
  await page.getByLabel('What do they need?').fill('Where to vote');
  await choose(page, page.getByRole('combobox', { name: 'Topic' }), 'City finances', 'City fin');
  await page.getByRole('button', { name: 'Save and close…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What residents are told').fill('The library on Main Street is your polling place.');
  await dialog.getByLabel('The same in Spanish').fill('Vota en la biblioteca de la calle Main.');
  await dialog.getByText('Rosa Park', { exact: false }).filter({ hasText: 'letter' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await dialog.getByRole('button', { name: 'Save and close' }).click();
  await page.getByRole('heading', { level: 1, name: 'Where to vote' }).waitFor();
  const kept = await served.office.exec(`select status, public_translations from inquiries where subject = 'Where to vote'`);
  expect(kept).toEqual([{ status: 'closed', public_translations: { es: 'Vota en la biblioteca de la calle Main.' } }]);
  await page.context().close();
});
