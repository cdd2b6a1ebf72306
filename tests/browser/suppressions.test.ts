import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { makeCampaign, report, sentTo } from '../database/bounces/fixture.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
const path = '/mailing-lists/suppressions';
let browser: Browser;
let served: ServedOffice;
openHouse(async (house) => {
  ({ browser, served } = house);
  const { office } = served;
  await makeCampaign(office);
  await report(office, await sentTo(office, 'gone@town.example'), {
    status: '5.1.1',
    diagnostic: 'smtp; 550 5.1.1 <gone@town.example>: Recipient address rejected: User unknown',
  });
  await report(office, await sentTo(office, 'angry@town.example'), { type: 'complaint' });
});
const line = (page: Page, address: string) => page.getByRole('listitem').filter({ has: page.getByText(address, { exact: true }) });

it.skipIf(!chromium)('a coordinator sees why an address is not written to, lifts it with a reason, and takes that back', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, path);
  const gone = line(page, 'gone@town.example');
  await gone.getByText('The address takes no mail: there is no such mailbox (5.1.1)').waitFor();
  await gone.getByRole('link', { name: 'After the letter "What the winter brings"' }).waitFor();
  await gone.getByText('What the mail server said').click();
  await gone.getByText('Recipient address rejected').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Write to gone@town.example again' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Write to it again' }).click();
  await dialog.getByText('Say why; whoever looks later wants to know.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByLabel('Why it may be written to again').fill('She called; the mailbox works again.');
  await dialog.getByRole('button', { name: 'Write to it again' }).click();
  await gone.waitFor({ state: 'detached' });
  await page.getByText('Written to again', { exact: true }).click();
  await page.getByText(/by Coordinator.*: She called; the mailbox works again\./i).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('No address was given back yet', { exact: false }).waitFor();
  await page.getByText('Not written to', { exact: true }).click();
  await gone.waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('an address is suppressed by hand, what is wrong is said at its field, and a search finds it', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, path);
  await page.getByRole('button', { name: 'Suppress an address' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail address').fill('quiet');
  await dialog.getByRole('button', { name: 'Suppress', exact: true }).click();
  await dialog.getByText('Enter an e-mail address, such as name@example.org.').waitFor();
  await dialog.getByText('Say why; whoever looks later wants to know.').waitFor();
  await dialog.getByLabel('E-mail address').fill('gone@town.example');
  await dialog.getByLabel('Why nobody is to write to it').fill('Her lawyer asks for letters by post.');
  await dialog.getByRole('button', { name: 'Suppress', exact: true }).click();
  await dialog.getByText('This address is not written to already.').waitFor();
  await dialog.getByLabel('E-mail address').fill('Quiet@town.example');
  await dialog.getByRole('button', { name: 'Suppress', exact: true }).click();
  await line(page, 'quiet@town.example').getByText('Her lawyer asks for letters by post.').waitFor();
  await page.getByLabel('A piece of the address').fill('ang');
  await line(page, 'quiet@town.example').waitFor({ state: 'detached' });
  await line(page, 'angry@town.example').getByText('Its reader reported a letter as spam').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a viewer reads all of it and is offered nothing, on a phone, in the dark and in Spanish too', async () => {
  const page = await signIn(browser, served.url, served.accounts.viewer, path, { width: 390, height: 844, dark: true });
  await line(page, 'gone@town.example').waitFor();
  expect(await page.getByRole('button', { name: 'Suppress an address' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /again$/ }).count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await findBarriers(page)).toEqual([]);
  await page.evaluate(() => localStorage.setItem('rotunda.locale', 'es'));
  await page.reload();
  await page.getByText('La dirección no recibe correo: ese buzón no existe (5.1.1)').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});
