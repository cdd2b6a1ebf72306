import type { Browser, Page } from 'playwright-core';
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

const save = async (resident: object): Promise<string> => {
  const { data, error } = await served.office.as('staff').rpc('save_resident', { p_resident: resident as never });
  if (error) throw error;
  return String(data);
};
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it.skipIf(!chromium)(
  'a clerk is told of a likely duplicate while typing, finds the pair in the list, merges it and takes it back',
  async () => {
    const bob = await save({ name: 'Bob Tarkington', phones: [{ number: '+18165550801' }], preferred_language: 'es' });
    const page = await signIn(browser, served.url, served.accounts.staff, '/residents/create');
    await page.getByLabel('Name', { exact: true }).fill('Robert Tarkington');
    await page.getByLabel('Phone 1', { exact: true }).fill('816 555 0801');
    await page.getByText('similar name, same phone number').waitFor();
    await page.getByRole('link', { name: 'Open Bob Tarkington in a new tab' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('Neighborhood').fill('Northeast');
    await choose(page, page.getByLabel('How to reach them'), 'By phone');
    await page.getByRole('button', { name: 'Save resident' }).click();
    await page.getByRole('heading', { level: 1, name: 'Robert Tarkington' }).waitFor();
    const robert = String(page.url().split('/').at(-1));

    while (Number((await served.office.service.rpc('find_resident_pairs', {})).data) > 0);
    await page.goto(`${served.url}/residents/duplicates`);
    await page.getByRole('link', { name: /^Compare / }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.goto(`${served.url}/residents/merge?keep=${bob}&gone=${robert}`);
    // What one of them lacks is taken from the other; where both have something, it is chosen, here by keyboard.
    await page.getByRole('radio', { name: 'Name: Bob Tarkington' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.getByRole('radio', { name: 'Name: Robert Tarkington' }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: 'Neighborhood: Northeast' }).isChecked()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.waitForURL(`${served.url}/residents/${bob}`);
    await page.getByRole('heading', { level: 1, name: 'Robert Tarkington' }).waitFor();

    // The old address leads to who was kept; undo makes two of them again.
    const notice = page.getByRole('region', { name: 'What was done' });
    await notice.getByText('Merged. There is one of them now.').waitFor();
    await notice.getByRole('button', { name: /^Undo/ }).click();
    await notice.getByText('Undone.').waitFor();
    await page.goto(`${served.url}/residents/${robert}`);
    await page.getByRole('heading', { level: 1, name: 'Robert Tarkington' }).waitFor();
    await page.getByText('Northeast').waitFor();
    await served.office
      .as('staff')
      .rpc('merge_residents', { p_keep: bob, p_gone: robert, p_choices: {}, p_versions: { keep: 3, gone: 2 } })
      .then(({ error }) => expect(error).toBeNull());
    await page.goto(`${served.url}/residents/${robert}`);
    await page.getByRole('heading', { level: 1, name: 'Bob Tarkington' }).waitFor();
    await page.context().close();
  },
);

it.skipIf(!chromium)(
  'a manager holds a resident, is told that they cannot be erased, lifts the hold and erases; it is said before and written down',
  async () => {
    const id = await save({ name: 'Eraseme Please', phones: [{ number: '+18165550802' }] });
    const page = await signIn(browser, served.url, served.accounts.manager, `/residents/${id}`);
    await page.getByRole('button', { name: 'Place a legal hold' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Place a legal hold' }).click();
    await dialog.getByText('Say why: the case, who asked for it, or who released it.').waitFor();
    await dialog.getByLabel('Why is it held?').fill('Case 26-114');
    await dialog.getByRole('button', { name: 'Place a legal hold' }).click();
    await page.getByText('Case 26-114').first().waitFor();
    await dialog.waitFor({ state: 'detached' });
    // It is said before anybody has written down why.
    await page.getByText('A resident under a legal hold cannot be erased. Lift the hold first.').waitFor();
    expect(await page.getByRole('button', { name: 'Erase this resident' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Lift the hold' }).click();
    await dialog.getByLabel('Why does the hold end?').fill('Settled');
    await dialog.getByRole('button', { name: 'Lift the hold' }).click();
    await page.getByRole('button', { name: 'Place a legal hold' }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Erase this resident' }).click();
    await dialog.getByText('This cannot be undone.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByLabel('Who asked for it and when, or which law says so?').fill('Letter of May 3');
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByRole('heading', { level: 1, name: 'Erased resident' }).waitFor();
    await expect.poll(() => page.locator('#main').innerText()).not.toContain('Eraseme');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${served.url}/settings/dispositions`);
    await page.getByText('A resident was erased').waitFor();
    await page.getByText('Letter of May 3').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  },
);
