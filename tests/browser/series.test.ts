import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});

/** The option so many below the one that is chosen, by the keyboard. */
const choose = async (page: Page, label: string, below: number) => {
  await page.getByRole('combobox', { name: label }).focus();
  await page.keyboard.press('Enter');
  const active = page.locator('.ant-select-dropdown:visible .ant-select-item-option-active');
  await active.waitFor();
  for (let n = 0; n < below; n++) {
    const before = await active.innerText();
    await page.keyboard.press('ArrowDown');
    await active.filter({ hasNotText: before }).waitFor();
  }
  await page.keyboard.press('Enter');
};

test.skipIf(!findChromium())(
  'a coordinator plans ten evenings, moves one, renames those that follow, takes it back, and removes the rest',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/events/create');
    await page.getByLabel('What is it?').fill('Open house');
    await page.getByLabel('Day', { exact: true }).fill('2030-10-22');
    await page.getByLabel('From', { exact: true }).fill('18:00');
    await page.getByLabel('To', { exact: true }).fill('19:30');
    await page.getByLabel('To', { exact: true }).blur();
    await choose(page, 'Repeats', 1);
    const preview = page.locator('.recurrence-preview');
    await preview.getByText('and 5 more').waitFor();
    expect(await preview.innerText()).toContain('Every Tuesday, 10 times');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create event' }).click();

    await page.getByText('Number 1 of 10').waitFor();
    await page.getByRole('link', { name: 'All dates' }).click();
    const dates = page.locator('.series-dates li');
    await dates.nth(9).waitFor();
    expect(await dates.nth(3).innerText()).toMatch(/Nov 12, 2030, 6:00 PM/);
    expect(await findBarriers(page)).toEqual([]);

    // The fourth evening alone an hour later.
    await dates.nth(3).getByRole('link').click();
    await page.getByText('Number 4 of 10').waitFor();
    const edit = async (change: () => Promise<void>) => {
      await page.goto(page.url().replace(/(\/edit)?(\?.*)?$/, '/edit'));
      await change();
      await page.getByRole('button', { name: 'Save event' }).click();
      await page.getByRole('dialog').getByText('All events of the series').waitFor();
    };
    await edit(async () => {
      await page.getByLabel('From', { exact: true }).fill('19:00');
      await page.getByLabel('To', { exact: true }).fill('20:30');
      await page.getByLabel('To', { exact: true }).blur();
    });
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
    await page.getByText('this one was moved').waitFor();

    // Those that follow have another name, by the keyboard alone.
    await edit(() => page.getByLabel('What is it?').fill('Open evening'));
    await page.getByRole('dialog').getByLabel('This event only').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('dialog').getByText('7 events').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Number 1 of 7').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Number 4 of 10').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Open house', exact: true }).waitFor();

    // And the rest is taken out again.
    await page.getByRole('link', { name: 'All dates' }).click();
    await page.getByRole('button', { name: 'Cancel or remove' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('This event and those that follow').check();
    await dialog.getByLabel('Remove instead, where nobody knows of it yet').check();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('7 removed.').waitFor();
    const left = await served.office.exec<{ n: number }>(`select count(*)::int as n from events where title = 'Open house'`);
    expect(left).toEqual([{ n: 3 }]);
    await page.context().close();
  },
);
