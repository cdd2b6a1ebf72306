import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openCase, type PacketCase } from '../database/inquiries/packet-support.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let one: PacketCase;

openHouse(async (house) => {
  ({ browser, served } = house);
  one = await openCase(served.office);
});

const entry = (page: Page, number: number) => page.getByRole('region', { name: `entry ${number}`, exact: true });
const steady = (page: Page) => page.locator('.packet-story:not([aria-busy])').waitFor();

it.skipIf(!chromium)('a coordinator looks a copy through and makes it, by keyboard alone', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, `/inquiries/${one.inquiry}`);
  await page.getByRole('link', { name: 'Copy for the public' }).press('Enter');
  await page.getByRole('heading', { name: 'Copy for the public', level: 1 }).waitFor();
  const counts = page.locator('.packet-counts');
  await counts.getByText(/^5 of 5 entries go out, \d+ places withheld on 1 ground\.$/).waitFor();
  const note = entry(page, 1);
  await note.getByText('withheld, ground 1').nth(1).waitFor();
  expect(await page.locator('.packet-story').innerText()).not.toMatch(/Rosa|Peña|0142/);
  expect(await findBarriers(page)).toEqual([]);
  // What is under the bars is looked at on purpose.
  await page.getByLabel('Show what is under the bars').press('Space');
  await note.getByText('(816) 555-0142').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByLabel('Show what is under the bars').press('Space');
  await note.getByText('(816) 555-0142').waitFor({ state: 'detached' });

  // Words, selected with the keys, on a ground that no profile has.
  await note.getByRole('button', { name: 'Withhold words of entry 1' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Withhold words' });
  await dialog.getByRole('button', { name: 'Withhold', exact: true }).press('Enter');
  await dialog.getByText('Select the words first.').waitFor();
  const text = dialog.getByLabel('Select the words that are withheld');
  await text.focus();
  await page.keyboard.press('Control+End');
  for (let sign = 0; sign < 'the lawyer says wait.'.length; sign++) await page.keyboard.press('Shift+ArrowLeft');
  await choose(page, dialog.getByLabel('Ground', { exact: true }), 'Another ground', 'another ground');
  await dialog.getByRole('button', { name: 'Withhold', exact: true }).press('Enter');
  await dialog.getByText('Say why, and which law.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByLabel('Why it is withheld').fill('Advice of a lawyer');
  await dialog.getByLabel('Which law').fill('§ 610.021(1) RSMo');
  await dialog.getByRole('button', { name: 'Withhold', exact: true }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await note.getByText('withheld, ground 2').waitFor();
  await counts.getByText(/on 2 grounds\.$/).waitFor();

  // An entry whole, taken back; then one that goes out although.
  await entry(page, 2).getByRole('button', { name: 'Withhold entry 2' }).press('Enter');
  const whole = page.getByRole('dialog', { name: 'Withhold the entry' });
  await whole.getByRole('button', { name: 'Withhold', exact: true }).press('Enter');
  await counts.getByText(/^4 of 5 entries go out/).waitFor();
  await entry(page, 2)
    .getByRole('button', { name: /^Take back/ })
    .press('Enter');
  await counts.getByText(/^5 of 5 entries go out/).waitFor();
  const itself = page.getByRole('region', { name: 'the inquiry', exact: true });
  await itself.getByRole('button', { name: 'Show what is withheld of the inquiry' }).press('Enter');
  const show = page.getByRole('dialog', { name: 'Show although withheld' });
  await choose(page, show.getByLabel('What goes out'), 'Place that it is about', 'place');
  await show.getByRole('button', { name: 'Show it' }).press('Enter');
  await show.getByText('Say why, in a sentence.').waitFor();
  await show.getByLabel('Why it goes out although').fill('The lamp stands in the street.');
  await show.getByRole('button', { name: 'Show it' }).press('Enter');
  await itself.getByText('1207 Walnut St', { exact: true }).waitFor();
  await steady(page);

  // What was chosen is there after a reload.
  await page.reload();
  await itself.getByText('1207 Walnut St', { exact: true }).waitFor();
  await entry(page, 1).getByText('“the lawyer says wait.” is withheld: Advice of a lawyer (§ 610.021(1) RSMo)').waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await steady(page);
  await page.getByRole('button', { name: 'Make the copy' }).press('Enter');
  const make = page.getByRole('dialog', { name: 'Make the copy' });
  await make.getByLabel('Note to whoever gets it').fill('As you asked.');
  expect(await findBarriers(page)).toEqual([]);
  await make.getByRole('button', { name: 'Make the copy' }).press('Enter');
  await make.waitFor({ state: 'detached' });
  const made = page.getByRole('region', { name: 'Copies that were made' });
  await made.getByText('Copy no. 1').waitFor();
  await made.getByText(/For anybody · .*Coordinator Person/).waitFor();
  // Nothing is left of what was chosen.
  await itself.getByText('1207 Walnut St', { exact: true }).waitFor({ state: 'detached' });
  const [file] = await Promise.all([page.waitForEvent('download'), made.getByRole('button', { name: 'PDF of copy no. 1' }).press('Enter')]);
  expect(file.suggestedFilename()).toMatch(/^2026-\d{6}-copy-1\.pdf$/);
  expect(await findBarriers(page)).toEqual([]);
  await page.goto(`${served.url}/inquiries/${one.inquiry}#story=packet`);
  await page.getByText(/made copy no\. 1 for the public by the profile “For anybody”, \d+ places withheld/).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('words that are selected with the mouse are in the dialog already', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, `/inquiries/${one.inquiry}/packet`);
  const call = entry(page, 2);
  await call.getByText('that the crew comes').waitFor();
  await call.getByText('that the crew comes').evaluate((node) => {
    const words = node.firstChild;
    if (!words) throw new Error('Nothing is written there.');
    const at = words.textContent?.indexOf('the crew') ?? 0;
    getSelection()?.setBaseAndExtent(words, at, words, at + 'the crew'.length);
  });
  await call.getByRole('button', { name: 'Withhold words of entry 2' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withhold words' });
  await dialog.getByRole('button', { name: 'Withhold', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await call.getByText('“the crew” is withheld').waitFor();
  await steady(page);
  await page.getByRole('button', { name: 'Start again' }).click();
  await call.getByText('“the crew” is withheld').waitFor({ state: 'detached' });
  await page.context().close();
});

it.skipIf(!chromium)(
  'on a phone, in Spanish and dark, a copy is made where nothing is withheld, and the request noted as answered',
  async () => {
    const rules = Object.fromEntries(one.kinds.map((kind) => [kind, { act: 'release' }]));
    const open = { name: 'Everything', grounds: [], rules, is_default: true };
    await served.office.as('manager').rpc('save_redaction_profile', { p_profile: open as never });
    await served.office
      .as('staff')
      .rpc('save_records_request', { p_inquiry: one.inquiry, p_request: { received_by_office_on: '2026-03-02' } });
    const look = { width: 390, height: 844, dark: true };
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/', look);
    await page.evaluate(() => localStorage.setItem('rotunda.locale', 'es'));
    await page.goto(`${served.url}/inquiries/${one.inquiry}/packet`);
    await page.getByText('Se entregan 5 de 5 entradas, no se retiene nada.').waitFor();
    await page.getByText('Nadie ha confirmado los fundamentos').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await findBarriers(page)).toEqual([]);
    await steady(page);
    await page.getByRole('button', { name: 'Hacer la copia' }).click();
    const make = page.getByRole('dialog', { name: 'Hacer la copia' });
    await make.getByRole('button', { name: 'Hacer la copia' }).click();
    await make.getByText('Diga que lo sabe.').waitFor();
    await make.getByLabel('Sé que no se retiene nada.').check();
    expect(await findBarriers(page)).toEqual([]);
    await make.getByRole('button', { name: 'Hacer la copia' }).click();
    await make.waitFor({ state: 'detached' });
    const made = page.getByRole('region', { name: 'Copias ya hechas' });
    await made.getByText(/^Everything · /).waitFor();
    await made.getByRole('button', { name: 'Anotarla como respondida hoy' }).click();
    await made.getByRole('button', { name: 'Anotarla como respondida hoy' }).waitFor({ state: 'detached' });
    await page.keyboard.press('z');
    await made.getByRole('button', { name: 'Anotarla como respondida hoy' }).waitFor();
    await page.context().close();
  },
);

it.skipIf(!chromium)('staff fetch copies and do not make them; a viewer reads why there is nothing', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${one.inquiry}/packet`);
  const made = page.getByRole('region', { name: 'Copies that were made' });
  const log = made.getByRole('button', { name: 'Log of what was withheld of copy no. 1' });
  const [file] = await Promise.all([page.waitForEvent('download'), log.click()]);
  expect(file.suggestedFilename()).toMatch(/-copy-1-withheld\.csv$/);
  await page.getByText('Making a copy needs the role “coordinator”.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
  const viewer = await signIn(browser, served.url, served.accounts.viewer, `/inquiries/${one.inquiry}/packet`);
  await viewer.getByText('Copies for the public are seen by staff and up.').waitFor();
  await viewer.context().close();
});

it.skipIf(!chromium)('a manager reads who fetched a copy', async () => {
  const page = await signIn(browser, served.url, served.accounts.manager, `/inquiries/${one.inquiry}/packet`);
  const made = page.getByRole('region', { name: 'Copies that were made' });
  await made.getByText('fetched 2 times').press('Enter');
  await made.getByText(/^Staff Person · Log of what was withheld · /).waitFor();
  await made.getByText(/^Coordinator Person · PDF · /).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)('a manager writes a profile with a ground of its own', async () => {
  const page = await signIn(browser, served.url, served.accounts.manager, '/settings/copies');
  await page.getByRole('button', { name: 'New profile' }).click();
  await page.getByLabel('Name', { exact: true }).fill('For the press');
  await page.getByRole('button', { name: 'Add a ground' }).click();
  await page.getByLabel('Law, ground 1').fill('§ 610.021(14) RSMo');
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByText('Each ground says in words why').waitFor();
  await page.getByLabel('Why, in English, ground 1').fill('Protected by another law');
  await choose(page, page.getByLabel('Name of the inquirer'), 'Withheld: § 610.021(14) RSMo', 'withheld');
  expect(await page.getByRole('button', { name: 'Remove ground 1' }).isDisabled()).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByRole('link', { name: 'For the press' }).waitFor();
  await page.getByText('withholds 1 kind of content · not confirmed yet').waitFor();
  await page.keyboard.press('z');
  await page.getByRole('link', { name: 'For the press' }).waitFor({ state: 'detached' });
  await page.context().close();
});
