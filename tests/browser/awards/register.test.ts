import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let viewed: string;

openHouse(async (house) => {
  ({ browser, served } = house);
  await served.office.exec(
    `insert into legislation (file_number, kind, title, passed_on) values ('230976', 'ordinance', 'Accepting a grant', '2023-11-16')`,
  );
  const award = { award_number: '15POVC-21-GK-02595-HT', title: 'Services for survivors', starts_on: '2021-10-01', ends_on: '2024-09-30' };
  viewed = String((await served.office.as('coordinator').rpc('save_award', { p_award: award })).data);
});

const type = async (page: Page, label: string, text: string) => {
  await expect.poll(() => focusedOn(page)).toContain(label);
  await page.keyboard.type(text);
};
/** What the keyboard is on: its label. */
const focusedOn = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    return active instanceof HTMLInputElement
      ? (active.labels?.[0]?.textContent ?? active.getAttribute('aria-label') ?? '')
      : (active?.textContent ?? '');
  });
const tabTo = async (page: Page, label: string, isExact = false) => {
  for (let n = 0; n < 30; n++) {
    const found = await focusedOn(page);
    if (isExact ? found === label : found.startsWith(label)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to "${label}".`);
};

it.skipIf(!chromium)(
  'an award is registered by keyboard alone from its number, corrected where it is wrong, accepted, and that undone',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/awards/create');
    await page.getByLabel('Award number').waitFor();
    await type(page, 'Award number', '15pbja23gg04317bsci');
    await page.getByText('BJA · fiscal year 2023 · Grant · program BSCI').waitFor();
    await tabTo(page, 'Title');
    expect(await page.getByLabel('Award number').inputValue()).toBe('15PBJA-23-GG-04317-BSCI');
    await page.keyboard.type('National Public Safety Partnership');
    await tabTo(page, 'Federal award date');
    await page.keyboard.type('9/28/2023');
    await tabTo(page, 'Period of performance from');
    await page.keyboard.type('10/1/2023');
    await tabTo(page, 'until');
    await page.keyboard.type('9/30/2026');
    await tabTo(page, 'Federal', true);
    await page.keyboard.type('500,000');
    await tabTo(page, 'Match');
    await page.keyboard.type('10');
    await tabTo(page, 'Total project costs');
    await page.keyboard.type('500000');
    await page.keyboard.press('Enter');
    // The sum is said at the field, which has the keyboard.
    await page.getByText('Federal, match and program income come to $500,010. The total must be the same.').waitFor();
    await expect.poll(() => focusedOn(page)).toBe('Total project costs');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('500010');
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'National Public Safety Partnership' }).waitFor();
    await page.getByText('It is offered to the city and waits for acceptance.').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await page.getByRole('button', { name: 'Accept', exact: true }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Accept this award' });
    await dialog.getByLabel('Accepted on').fill('9/1/2023');
    await page.keyboard.press('Enter');
    await dialog.getByText('An award is accepted on the day of the award at the earliest.').waitFor();
    await dialog.getByLabel('Accepted on').fill('11/16/2023');
    await page.keyboard.press('Enter');
    await page.getByText('Accepted Nov 16, 2023. Work under it has not begun.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.getByText('It is offered to the city and waits for acceptance.').waitFor();

    const [row] = await served.office.exec<{ award_number: string; total: string; guidance: string }>(
      `select award_number, total_cents::text as total, uniform_guidance_version as guidance from awards where award_key = '15PBJA23GG04317BSCI'`,
    );
    expect(row).toEqual({ award_number: '15PBJA-23-GG-04317-BSCI', total: '50001000', guidance: '2020' });
  },
);

it.skipIf(!chromium)('a viewer reads an award and finds nothing to press; a coordinator does not terminate or hold it', async () => {
  const page = await signIn(browser, served.url, served.accounts.viewer, `/awards/${viewed}`);
  await page.getByText('You can read this award. Coordinators change it.').waitFor();
  for (const name of ['Change award', 'Accept', 'Decline', 'Put on legal hold'])
    expect(await page.getByRole('button', { name }).count()).toBe(0);
  await page.getByRole('link', { name: 'All grants' }).click();
  await page.getByRole('link', { name: 'Services for survivors' }).waitFor();
  expect(await page.getByRole('button', { name: 'Register an award' }).count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);

  await served.office.as('coordinator').rpc('accept_award', { p_id: viewed, p_accepted_on: '2021-11-01' });
  const coordinator = await signIn(browser, served.url, served.accounts.coordinator, `/awards/${viewed}`);
  await coordinator.getByRole('button', { name: 'Begin work' }).waitFor();
  expect(await coordinator.getByRole('button', { name: 'Record a termination' }).count()).toBe(0);
  const manager = await signIn(browser, served.url, served.accounts.manager, `/awards/${viewed}`);
  await manager.getByRole('button', { name: 'Record a termination' }).click();
  const dialog = manager.getByRole('dialog', { name: 'Record a termination' });
  await dialog.getByLabel('Takes effect on').fill('4/22/2024');
  await dialog.getByLabel('Notice received on').fill('4/22/2024');
  await dialog.getByLabel('Costs that may still be claimed').fill('12,500.55');
  await dialog.getByRole('button', { name: 'Record a termination' }).click();
  // Federal is nothing yet: more than that cannot be claimed.
  await dialog.getByText('Enter at most what the federal government awarded.').waitFor();
  await dialog.getByLabel('Costs that may still be claimed').fill('');
  await dialog.getByRole('button', { name: 'Record a termination' }).click();
  await manager.getByText('May 22, 2024').first().waitFor();
  await manager.getByText('Everything is due by Aug 20, 2024.').waitFor();
  expect(await findBarriers(manager)).toEqual([]);
});
