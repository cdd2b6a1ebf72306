import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;

openHouse(async (house) => {
  ({ browser, served } = house);
  // Each a minute after the one before: of equals the list shows any first, and one page does not hold all thirty.
  await served.office.exec(
    `insert into inquiries (subject, channel, topic_id, opened_at)
     select 'Question ' || g, 'phone', (select id from topics where code = 'city-finances'), now() - make_interval(mins => 31 - g)
     from generate_series(1, 30) g`,
  );
});

it.skipIf(!chromium)(
  'a clerk keeps the list as a view by keyboard, finds it with its count, renames it, removes it and takes it back',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.staff, '/inquiries?q=question&open=yes');
    await page.getByRole('link', { name: 'Question 30', exact: true }).waitFor();
    await page.getByRole('button', { name: 'View', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.type('All questions');
    await page.keyboard.press('Enter');
    const tab = page.getByRole('link', { name: /All questions/ });
    await tab.waitFor();
    expect(await tab.getAttribute('aria-current')).toBe('page');
    await page.getByRole('link', { name: /All questions\s*30/ }).waitFor();
    // It is an address: from another list it leads back here.
    await page.getByRole('link', { name: /^Unassigned/ }).click();
    await page.waitForURL(/assigned=none/);
    await tab.click();
    await page.waitForURL(/q=question/);
    await page.getByRole('button', { name: 'View', exact: true }).click();
    await page.getByRole('button', { name: 'Rename: All questions' }).click();
    await dialog.locator('.view-rename').getByRole('textbox', { name: 'Name' }).fill('Every question');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove: Every question' }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('button', { name: 'Remove: Every question' }).waitFor();
    // The way to the list leads there from now on.
    await page.getByRole('button', { name: 'Open with it: Every question' }).click();
    await page.getByRole('button', { name: 'Do not open with it: Every question' }).waitFor();
    await page.getByText('Only me; the list opens with it').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /Every question/ }).waitFor();
    await page.locator('.rail a[href="/tasks"]').click();
    await page.waitForURL(/\/tasks$/);
    await page.locator('.rail a[href^="/inquiries?"]').click();
    await page.waitForURL(/q=question/);
    expect(await page.getByRole('link', { name: /Every question/ }).getAttribute('aria-current')).toBe('page');
    await page.context().close();
  },
);

it.skipIf(!chromium)('many inquiries are assigned by keyboard, after a look at what will happen', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, '/inquiries?sort=-number');
  await page.getByRole('link', { name: 'Question 30', exact: true }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await page.getByText('3 selected').waitFor();
  await page.getByRole('button', { name: 'Change…' }).focus();
  await page.keyboard.press('Enter');
  await choose(page, page.getByRole('combobox', { name: 'What' }), 'assign', 'assign');
  await choose(page, page.getByRole('combobox', { name: 'To' }), 'Manager', 'Manager');
  await page.getByText('3 inquiries change').waitFor();
  await page.getByText('3: Nobody → Manager Person').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Change 3 inquiries' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('3 inquiries are changed.').waitFor();
  const [{ count } = { count: 0 }] = await served.office.exec<{ count: number }>(
    `select count(*)::int as count from inquiries i join staff s on s.id = i.assigned_to where s.role = 'manager'`,
  );
  expect(count).toBe(3);
  await page.context().close();
});

it.skipIf(!chromium)('all that match are chosen with one button', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, '/inquiries?q=question&sort=-opened_at');
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('button', { name: 'Select all 30 that match' }).click();
  await page.getByText('30 selected').waitFor();
  // All but the whole itself become its parts, once it was looked at.
  await page.getByRole('button', { name: 'Change…' }).click();
  await choose(page, page.getByRole('combobox', { name: 'What' }), 'parts', 'parts');
  await choose(page, page.getByRole('combobox', { name: 'To' }), 'Question 7', 'Question 7');
  await page.getByText('29 inquiries change').waitFor();
  await page.getByText('1 stays as it is: what you chose is a part of it').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)('how a list looks stays with the person', async () => {
  const page = await signIn(browser, served.url, served.accounts.manager, '/inquiries?sort=-opened_at');
  await page.getByRole('link', { name: 'Question 30', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: 'Close together' }).check();
  await page.getByRole('checkbox', { name: 'Channel' }).check();
  await page
    .getByText(/· Phone/)
    .first()
    .waitFor();
  // Both choices are with the office: the browser forgets them next.
  const kept = async () =>
    (
      await served.office.exec<{ look: { density?: string; columns?: string[] } }>(`select lists -> 'inquiries' as look from preferences`)
    )[0]?.look;
  await expect.poll(kept).toMatchObject({ density: 'compact', columns: expect.arrayContaining(['channel']) });
  await page.evaluate(() => localStorage.removeItem(Object.keys(localStorage).find((key) => key.startsWith('rotunda.lists')) ?? ''));
  await page.reload();
  await page.locator('.row-compact').first().waitFor();
  await page
    .getByText(/· Phone/)
    .first()
    .waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)('a viewer is offered no boxes to tick, and the list fits a phone', async () => {
  const page = await signIn(browser, served.url, served.accounts.viewer, '/inquiries?sort=-opened_at', { width: 390, height: 844 });
  await page.getByRole('link', { name: 'Question 30', exact: true }).waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.context().close();
});

it.skipIf(!chromium)('the list of residents keeps views and its look as well', async () => {
  const { error } = await served.office
    .as('staff')
    .rpc('save_resident', { p_resident: { name: 'Halima Abdi', phones: [{ number: '+18165550142' }] } });
  if (error) throw error;
  const page = await signIn(browser, served.url, served.accounts.coordinator, '/residents?q=hali');
  await page.getByText('816 555-0142').waitFor();
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Abdi');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Abdi\s*1/ }).waitFor();
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('checkbox', { name: 'Phone' }).uncheck();
  await page.getByText('816 555-0142').waitFor({ state: 'detached' });
  await page.getByText('Kept in the view “Abdi”.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)(
  'an address that was cut off says that nothing is there and leads to the list; the search beside it has room to type',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.manager, '/inquiries/2026-0030');
    const told = page.getByRole('alert').filter({ hasText: 'This is not there any more, or you may not see it.' });
    await told.waitFor();
    expect((await page.getByRole('textbox', { name: /Search/ }).boundingBox())?.width ?? 0).toBeGreaterThan(150);
    expect(await findBarriers(page)).toEqual([]);
    await told.getByRole('link', { name: 'Back to the list' }).click();
    await page.waitForURL(/\/inquiries$/);
    for (const address of ['/residents/x', '/awards/x', '/legislation/x', '/events/x']) {
      await page.goto(`${served.url}${address}`);
      await told.getByRole('link', { name: 'Back to the list' }).waitFor();
    }
    await page.context().close();
  },
);
