import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
const screens = [
  '',
  '/office',
  '/mail',
  '/retention',
  '/transfer',
  '/running',
  '/topics',
  '/departments',
  '/districts',
  '/languages',
  '/holidays',
];
let browser: Browser;
let served: ServedOffice;

openHouse((house) => {
  ({ browser, served } = house);
});

const settled = async (page: Page, screen: string) => {
  await page.goto(`${served.url}/settings${screen}`);
  await page.locator('#main h1').waitFor({ state: 'attached' });
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
};
const target = async (code: string) =>
  (await served.office.as('viewer').from('topics').select('target_business_days').eq('code', code).single()).data?.target_business_days;

it.skipIf(!chromium)(
  'a manager changes a topic’s target by keyboard; a wrong one is refused at its field, and nothing typed is lost',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.manager, '/settings/topics');
    const change = page.getByRole('button', { name: 'Change Language assistance' });
    await change.focus();
    await page.keyboard.press('Enter');
    const field = page.getByLabel('Target');
    await field.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('900');
    await page.keyboard.press('Enter');
    await page.getByText('Choose 1 to 250 business days.').waitFor();
    expect(await field.inputValue()).toBe('900');
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    await page.getByText('It counts from the next inquiry on').waitFor();
    await page
      .getByRole('row', { name: /Language assistance/ })
      .getByText('4 business days')
      .waitFor();
    expect(await target('language-assistance')).toBe(4);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page
      .getByRole('row', { name: /Language assistance/ })
      .getByText('2 business days')
      .waitFor();
    await page.context().close();
  },
);

it.skipIf(!chromium)('whoever saved second is told, keeps what they typed, and decides', async () => {
  const page = await signIn(browser, served.url, served.accounts.manager, '/settings/topics');
  await page.getByRole('button', { name: 'Change Other', exact: true }).click();
  await page.getByLabel('Name').fill('Everything else');
  await served.office.as('admin').from('topics').update({ target_business_days: 7 }).eq('code', 'other');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Somebody else saved this since you opened it').waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('Everything else');
  await page.getByRole('button', { name: 'Keep mine, then save' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /Everything else/ }).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a viewer reads every page of settings, finds nothing to change, and is told who does', async () => {
  const page = await signIn(browser, served.url, served.accounts.viewer, '/settings');
  await page.getByRole('link', { name: 'Holidays' }).waitFor();
  for (const screen of screens.slice(1)) {
    await settled(page, screen);
    await page.getByText(/change this\. Ask one of them|Administrators bring a file in|is for administrators/).waitFor();
    expect(
      await page
        .getByRole('main')
        .getByRole('button', { name: /^(Change|Add|Save$|Choose a)/ })
        .count(),
      screen,
    ).toBe(0);
    expect(await page.locator('#main input:enabled:not([type=radio]), #main textarea:enabled').count(), screen).toBe(0);
  }
  await page.context().close();
});

it.skipIf(!chromium)('an administrator moves a holiday, looking at the rule that set it', async () => {
  const page = await signIn(browser, served.url, served.accounts.admin, '/settings/holidays');
  const year = Number(String((await served.office.service.rpc('office_today')).data).slice(0, 4)) + 1;
  await page.getByRole('button', { name: `On to ${year}` }).click();
  await page
    .getByRole('row', { name: /Thanksgiving Day/ })
    .getByText('by rule: the fourth Thursday of November')
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Change Independence Day' }).click();
  await page.getByLabel('Observed on').waitFor();
  await page.getByLabel('Observed on').fill(`${year}-07-06`);
  await page.getByLabel('Confirmed by').fill('Law Department');
  await page.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('row', { name: /Independence Day/ })
    .getByText('confirmed by Law Department')
    .waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('an administrator brings a settings file in after looking at what it changes', async () => {
  const page = await signIn(browser, served.url, served.accounts.admin, '/settings/transfer');
  const choose = (value: unknown) =>
    page
      .getByLabel('Choose a settings file', { exact: true })
      .first()
      .setInputFiles({
        name: 'office.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(value)),
      });
  await choose({ format: 'rotunda-office-1', office: { time_zone: 'Mars/Base' } });
  await page.getByText('office.time_zone must be a time zone such as "America/Chicago".').waitFor();
  await choose({
    format: 'rotunda-office-1',
    office: { address: '1 New Street' },
    languages: [{ code: 'en', name: 'English', endonym: 'English' }],
  });
  await page.getByText('address from 414 E 12th St, Kansas City, MO 64106 to 1 New Street').waitFor();
  await page.getByText('21 retired:').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Apply all of it' }).click();
  await page.getByText('The settings are as the file says.').waitFor();
  expect((await served.office.service.from('settings').select('address').single()).data?.address).toBe('1 New Street');
  await page.context().close();
});

it.skipIf(!chromium)('an administrator sees how the program does, and what to do', async () => {
  const page = await signIn(browser, served.url, served.accounts.admin, '/settings/running');
  await page.getByText('No worker has been seen').waitFor();
  await page.getByText('1 thing is not in order.').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a logo is judged by its content, shown, and stands at the sign-in', async () => {
  const page = await signIn(browser, served.url, served.accounts.admin, '/settings/office');
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload=alert(1)>') });
  await page.getByText('neither a PNG nor a JPEG').waitFor();
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  await input.setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from(dot, 'base64') });
  const shown = page.getByAltText('The office’s logo');
  await shown.waitFor();
  expect(await shown.evaluate((image) => (image as HTMLImageElement).decode().then(() => true))).toBe(true);
  const front = await browser.newPage();
  await front.goto(served.url);
  await front.locator('.front-logo').waitFor();
  await front.context().close();
  await page.context().close();
});
